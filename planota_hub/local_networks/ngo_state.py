# SPDX-License-Identifier: GPL-3.0-only
"""What follows in networks, elections and bodies when an NGO becomes inactive or comes back."""

import frappe
from frappe import _
from frappe.utils import today

from planota_hub.local_networks.elections.people import ELECTION, OUT
from planota_hub.local_networks.networks.health import refresh_health
from planota_hub.local_networks.networks.membership import MEMBER, NETWORK, mark_current_members
from planota_hub.mail.hub_mail import site_language
from planota_hub.planota_hub.register.state import StateNews, find_documents_of_rows, find_records

RUNNING_ELECTIONS = ("Draft", "Call Open", "Consensus", "Voting")
RUNNING_MANDATES = ("Planned", "Active", "Expiring")


def follow_state(ngo: str, is_active: bool) -> list[StateNews]:
	"""Hook `hub_ngo_states`: memberships rest and come back; elections and mandates have to be looked at."""
	return [
		*rest_memberships(ngo, is_active),
		*look_at_elections(ngo, is_active),
		*look_at_mandates(ngo, is_active),
	]


def rest_memberships(ngo: str, is_active: bool) -> list[StateNews]:
	"""A membership rests while the NGO is not active: no invitation, no vote, not counted; the term goes on."""
	resting = ("is", "set") if is_active else ("is", "not set")
	own = {"parenttype": NETWORK, "member_type": "NGO", "member": ngo, "is_resting_since": resting}
	if not is_active:
		own["is_current"] = 1
	rows = frappe.get_all(MEMBER, own, ["name", "parent"], order_by="parent asc", limit_page_length=0)
	if not rows:
		return []
	names = ("in", [row.name for row in rows])
	since = None if is_active else today()
	frappe.db.set_value(MEMBER, {"name": names}, "is_resting_since", since, update_modified=False)
	mark_current_members()
	networks = sorted({row.parent for row in rows})
	refresh_health(networks)
	for network in networks:
		frappe.clear_document_cache(NETWORK, network)
	text = (
		_("{0} is active again: it is a member as before.", site_language())
		if is_active
		else _("{0} is no longer active: its membership rests.", site_language())
	)
	return find_records(NETWORK, {"name": ("in", networks)}, text, "coordinator")


def look_at_elections(ngo: str, is_active: bool) -> list[StateNews]:
	"""An elector that is not active has no vote meanwhile; whether a candidate still stands, people decide."""
	language = site_language()
	votes = _("{0} is active again: its ballot counts.", language)
	stands = _("{0} is active again; it has a candidate here.", language)
	if not is_active:
		votes = _("{0} is no longer active: its ballot does not count.", language)
		stands = _(
			"{0} is no longer active, and has a candidate here. Please decide whether they stand.", language
		)
	running = {"stage": ("in", RUNNING_ELECTIONS)}
	standing = {"ngo": ngo, "status": ("not in", sorted(OUT))}
	return [
		*find_documents_of_rows("Election Elector", {"ngo": ngo}, ELECTION, running, votes),
		*find_documents_of_rows("Election Candidate", standing, ELECTION, running, stands),
	]


def look_at_mandates(ngo: str, is_active: bool) -> list[StateNews]:
	"""A mandate is a person's: it goes on until its body or the hub ends it."""
	if is_active:
		return []
	text = _(
		"{0}, which nominated this person, is no longer active. Please see whether the mandate goes on.",
		site_language(),
	)
	return find_records("Body Mandate", {"ngo": ngo, "status": ("in", RUNNING_MANDATES)}, text)
