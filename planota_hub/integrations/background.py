# SPDX-License-Identifier: GPL-3.0-only
"""All verified NGOs made parties of the CRM, in the background.

One job makes a batch and calls for the next. What a killed worker had not committed is gone as a whole; the next
run looks for those without a party and so takes it up, and a unique index makes sure that none gets two.
"""

import frappe
from frappe import _
from frappe.utils import cstr, escape_html, strip_html

from planota_hub.integrations.adapter import NGO_FIELD, REFUSALS, get_party_kind
from planota_hub.integrations.parties import create_party
from planota_hub.mail.hub_mail import notify
from planota_hub.rules.text import shown

BATCH = 25
# refused NGOs that the report names; the others it counts
NAMED = 20


@frappe.whitelist(methods=["POST"])
def start(doctype: str) -> int:
	"""Begin to make a party of every verified NGO that has none; returns how many there are.

	The same run is never queued twice. Who began it gets a notification with the outcome.

	Raises:
	        frappe.PermissionError: for anybody but a Hub Manager who may create such records in the CRM.
	"""
	frappe.only_for("Hub Manager")
	get_party_kind(doctype)
	frappe.has_permission(doctype, "create", throw=True)
	waiting = len(find_waiting(doctype))
	if waiting:
		enqueue_batch(doctype, frappe.session.user, after="", made=0, refused={})
	return waiting


def enqueue_batch(doctype: str, user: str, after: str, made: int, refused: dict[str, str]) -> None:
	"""Let a worker make the next batch, once what was done so far is committed."""
	frappe.enqueue(
		"planota_hub.integrations.background.make_batch",
		queue="long",
		enqueue_after_commit=True,
		job_id=f"planota_hub_parties_{frappe.scrub(doctype)}_{after}",
		deduplicate=True,
		doctype=doctype,
		user=user,
		after=after,
		made=made,
		refused=refused,
	)


def find_waiting(doctype: str, after: str = "") -> list[str]:
	"""Return the verified NGOs that no record of the CRM is linked to, in the order of their names.

	Args:
	        after: the last name that this run has looked at, so that what was refused is not tried for ever.
	"""
	ngo, party = frappe.qb.DocType("NGO"), frappe.qb.DocType(doctype)
	rows = (
		frappe.qb.from_(ngo)
		.left_join(party)
		.on(party[NGO_FIELD] == ngo.name)
		.select(ngo.name)
		.where((ngo.stage == "Verified") & party.name.isnull() & (ngo.name > after))
		.orderby(ngo.name)
	).run()
	return [name for (name,) in rows]


def make_batch(doctype: str, user: str, after: str, made: int, refused: dict[str, str]) -> None:
	"""Make the next parties, as `user` and with their rights; the last batch reports."""
	frappe.set_user(user)
	names = find_waiting(doctype, after)[:BATCH]
	for name in names:
		try:
			create_party(name, doctype)
			made += 1
		except REFUSALS as reason:
			refused[name] = strip_html(cstr(reason))
	frappe.clear_messages()
	if len(names) == BATCH:
		enqueue_batch(doctype, user, names[-1], made, refused)
	else:
		report(doctype, user, made, refused)


def report(doctype: str, user: str, made: int, refused: dict[str, str]) -> None:
	"""Tell who began the run what came of it."""
	lines = [f"{shown(name)}: {escape_html(reason)}" for name, reason in list(refused.items())[:NAMED]]
	if len(refused) > NAMED:
		lines.append(_("and {0} more").format(len(refused) - NAMED))
	subject = _("{0}: {1} made of verified NGOs, {2} refused").format(_(doctype), made, len(refused))
	notify([user], "Hub Settings", "Hub Settings", subject, email_content="<br>".join(lines))
