"""Personal data of briefings and good practices are not kept longer than the hub says it keeps them."""

import frappe
from frappe.utils import add_months, cint, today

BATCH = 500
# what leads to a person; type, place and time stay, so that every figure stays as it is
RECIPIENT_FIELDS = ("email", "person", "function", "email_queue")
PRACTICE_FIELDS = ("contact_name", "contact_email", "contact_phone", "submission_fingerprint")
ENDED_STAGES = ("Declined", "Withdrawn")


def anonymise_expired_outreach() -> None:
	"""Scheduler, daily: remove persons from what is older than `retention_months` of Hub Settings; 0 keeps all.

	An address that unsubscribed is kept: without it nobody would know that it must not be written to.
	"""
	months = cint(frappe.get_cached_doc("Hub Settings").retention_months)
	if not months:
		return
	limit = add_months(today(), -months)
	anonymise_recipients(limit)
	anonymise_practices(limit)


def anonymise_recipients(limit: str) -> None:
	"""Remove the persons from at most one batch of recipients of messages older than a day."""
	names = frappe.get_all(
		"Briefing Recipient",
		filters={"creation": ("<", limit), "email": ("is", "set"), "status": ("!=", "Pending")},
		pluck="name",
		order_by="creation asc",
		limit_page_length=BATCH,
	)
	clear("Briefing Recipient", names, dict.fromkeys(RECIPIENT_FIELDS))


def anonymise_practices(limit: str) -> None:
	"""Remove the persons from at most one batch of practices that did not come to the public, or left it."""
	names = frappe.get_all(
		"Good Practice",
		filters={"modified": ("<", limit), "stage": ("in", ENDED_STAGES), "anonymised_on": ("is", "not set")},
		pluck="name",
		order_by="modified asc",
		limit_page_length=BATCH,
	)
	clear("Good Practice", names, {**dict.fromkeys(PRACTICE_FIELDS), "anonymised_on": today()})
	frappe.db.delete("Version", {"ref_doctype": "Good Practice", "docname": ("in", names or [""])})


def clear(doctype: str, names: list[str], values: dict) -> None:
	if names:
		frappe.db.set_value(doctype, {"name": ("in", names)}, values, update_modified=False)
