"""All verified NGOs made parties of the CRM, in the background.

Each NGO is committed by itself. What a crash interrupts is taken up by the next run, which looks for those
without a party; a unique index makes sure that none gets two.
"""

import frappe
from frappe import _
from frappe.desk.doctype.notification_log.notification_log import enqueue_create_notification
from frappe.utils import cstr, escape_html, strip_html

from planota_hub.integrations.adapter import NGO_FIELD, REFUSALS, get_party_kind
from planota_hub.integrations.parties import create_party
from planota_hub.planota_hub.text_rules import shown

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
		frappe.enqueue(
			"planota_hub.integrations.background.run",
			queue="long",
			timeout=3600,
			job_id=f"planota_hub_parties_{frappe.scrub(doctype)}",
			deduplicate=True,
			doctype=doctype,
			user=frappe.session.user,
		)
	return waiting


def find_waiting(doctype: str) -> list[str]:
	"""Return the verified NGOs that no record of the CRM is linked to, the oldest first."""
	ngo, party = frappe.qb.DocType("NGO"), frappe.qb.DocType(doctype)
	rows = (
		frappe.qb.from_(ngo)
		.left_join(party)
		.on(party[NGO_FIELD] == ngo.name)
		.select(ngo.name)
		.where((ngo.stage == "Verified") & party.name.isnull())
		.orderby(ngo.creation)
		.orderby(ngo.name)
	).run()
	return [name for (name,) in rows]


def run(doctype: str, user: str) -> dict:
	"""Make the parties, as `user` and with their rights; returns how many were made, and what was refused."""
	frappe.set_user(user)
	made, refused = 0, {}
	for name in find_waiting(doctype):
		try:
			create_party(name, doctype)
			made += 1
		except REFUSALS as reason:
			frappe.db.rollback()
			refused[name] = strip_html(cstr(reason))
		# one NGO at a time: what is done stays done when the worker is killed
		frappe.db.commit()
		frappe.clear_messages()
	report(doctype, user, made, refused)
	return {"made": made, "refused": refused}


def report(doctype: str, user: str, made: int, refused: dict[str, str]) -> None:
	"""Tell who began the run what came of it."""
	lines = [f"{shown(name)}: {escape_html(reason)}" for name, reason in list(refused.items())[:NAMED]]
	if len(refused) > NAMED:
		lines.append(_("and {0} more").format(len(refused) - NAMED))
	enqueue_create_notification(
		[user],
		{
			"type": "Alert",
			"document_type": "Hub Settings",
			"document_name": "Hub Settings",
			"from_user": user,
			"subject": _("{0}: {1} made of verified NGOs, {2} refused").format(
				_(doctype), made, len(refused)
			),
			"email_content": "<br>".join(lines),
		},
	)
	frappe.db.commit()
