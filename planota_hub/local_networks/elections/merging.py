# SPDX-License-Identifier: GPL-3.0-only
"""Two NGOs of one election that become one: in an open register it stands and votes once, in a frozen one all stays."""

import frappe
from frappe import _
from frappe.utils import get_link_to_form

from planota_hub.local_networks.elections.people import ELECTION, OPEN_STAGES, OUT
from planota_hub.mail.hub_mail import notify_staff, site_language
from planota_hub.planota_hub.merging.declarations import Difference
from planota_hub.planota_hub.register.people import find_records
from planota_hub.rules.text import shown

CANDIDATE, BALLOT = "Election Candidate", "Election Ballot"


def get_open_elections() -> list[str]:
	"""Return the elections in which people still register; later the register is frozen."""
	stages = ("in", sorted(OPEN_STAGES))
	return frappe.get_all(ELECTION, {"stage": stages}, pluck="name", order_by="name asc", limit_page_length=0)


def find_second_candidates(kept: str, merged: str) -> list[tuple[frappe._dict, frappe._dict]]:
	"""Return the pairs of different people who stand for two NGOs in one open election."""
	filters = {
		"parenttype": ELECTION,
		"parent": ("in", get_open_elections() or [""]),
		"ngo": ("in", (kept, merged)),
		"status": ("not in", sorted(OUT)),
	}
	fields = ["name", "parent", "ngo", "candidate_name", "email"]
	rows = frappe.get_all(CANDIDATE, filters, fields, order_by="parent asc, idx asc", limit_page_length=0)
	standing = {row.parent: row for row in rows if row.ngo == kept}
	return [
		(standing[row.parent], row)
		for row in rows
		if row.ngo == merged and row.parent in standing and not is_same(standing[row.parent], row)
	]


def is_same(row: frappe._dict, other: frappe._dict) -> bool:
	"""Tell whether two rows are about one person, so that they are joined."""
	return all(
		(row[name] or "").strip().casefold() == (other[name] or "").strip().casefold()
		for name in ("candidate_name", "email")
	)


# elections that are over: who stood there is their public record
OVER = ("Decided", "Cancelled")


def refuse_two_candidacies(doctype: str, kept: str, merged: str) -> None:
	"""Nobody stands twice in one election: while it goes on, two candidates are two people until one is out.

	Raises:
	        frappe.ValidationError: with the election and what to do.
	"""
	if doctype != "Contact":
		return
	for election in find_shared_elections(kept, merged):
		if frappe.db.get_value(ELECTION, election, "stage") not in OVER:
			frappe.throw(
				_(
					"Both stand in the election {0}. If it is one person, withdraw one of the two candidacies there "
					"first, then merge; if it is not, they are not to be merged."
				).format(get_link_to_form(ELECTION, election)),
				title=_("Candidate Twice"),
			)


def find_shared_elections(kept: str, merged: str) -> list[str]:
	"""Return the elections in which both people stand, and are not out."""
	standing = []
	for contact in (kept, merged):
		filters = {
			"name": ("in", find_records(CANDIDATE, contact) or [""]),
			"parenttype": ELECTION,
			"status": ("not in", sorted(OUT)),
		}
		standing.append(set(frappe.get_all(CANDIDATE, filters, pluck="parent", order_by="parent asc")))
	return sorted(standing[0] & standing[1])


def find_differences(doctype: str, kept: str, merged: str) -> list[Difference]:
	"""Show before the merge whose candidate stays, where each of two NGOs has one."""
	if doctype != "NGO":
		return []
	return [
		Difference(
			_("Candidate in {0}").format(stays.parent),
			shown(stays.candidate_name),
			_("{0}, withdrawn by the merge").format(shown(goes.candidate_name)),
			is_personal=True,
		)
		for stays, goes in find_second_candidates(kept, merged)
	]


def prepare_merge(doctype: str, kept: str, merged: str) -> None:
	"""One NGO has one candidate: that of the kept one stands, the other is out, and the staff are told."""
	if doctype != "NGO":
		return
	for _stays, goes in find_second_candidates(kept, merged):
		frappe.db.set_value(CANDIDATE, goes.name, "status", "Withdrawn", update_modified=False)
		subject = _(
			"{0}: two NGOs with a candidate each became one; {1} is withdrawn. Please tell the person.",
			site_language(),
		)
		notify_staff(ELECTION, goes.parent, subject.format(goes.parent, goes.candidate_name))


def rework_vote_keys(doctype: str, new: str, old: str) -> None:
	"""Let the ballot of a renamed or merged NGO be known by its name, where it is the only one that counts.

	Of two valid ballots of NGOs that became one, the second keeps its key until a correction sets one aside.
	"""
	if doctype != "NGO":
		return
	stale = frappe.get_all(
		BALLOT,
		{"ngo": new, "vote_key": ("like", f"%:{old}")},
		["name", "election"],
		order_by="name asc",
		limit_page_length=0,
	)
	for ballot in stale:
		key = f"{ballot.election}:{new}"
		if not frappe.db.exists(BALLOT, {"vote_key": key}):
			frappe.db.set_value(BALLOT, ballot.name, "vote_key", key, update_modified=False)
