"""Personal data are not kept longer than the hub says it keeps them."""

import frappe
from frappe import _
from frappe.contacts.address_and_contact import delete_contact_and_address
from frappe.utils import add_months, cint, today

from planota_hub.planota_hub.jobs import one_of_many

EXPIRING_STAGES = ("Rejected", "Inactive")
# what leads to a person: submitter, ways to reach somebody, proof of consent
PERSONAL_FIELDS = ("submitter_name", "submitter_email", "email", "phone", "tracking_code")
BATCH = 200


def anonymise_expired_ngos() -> None:
	"""Scheduler, daily: remove the personal data of NGOs rejected or inactive for longer than the hub keeps them.

	The period is `retention_months` of Hub Settings; 0 keeps everything. The NGO itself, an organisation and
	not a person, stays with its figures.
	"""
	months = cint(frappe.get_cached_doc("Hub Settings").retention_months)
	if not months:
		return
	for name in get_expired_ngos(months):
		with one_of_many(_("The personal data of {0} could not be removed").format(name)):
			anonymise(name)


def get_expired_ngos(months: int) -> list[str]:
	"""Return at most one batch of NGOs whose retention period is over and whose personal data are still there."""
	return frappe.get_all(
		"NGO",
		filters={
			"stage": ("in", EXPIRING_STAGES),
			"stage_changed_on": ("<", add_months(today(), -months)),
			"anonymised_on": ("is", "not set"),
		},
		pluck="name",
		order_by="stage_changed_on",
		limit=BATCH,
	)


def anonymise(name: str) -> None:
	"""Remove the persons from one NGO: representatives, submitter, contacts, mails and the history of changes."""
	ngo = frappe.get_doc("NGO", name)
	ngo.representatives = []
	ngo.consent_register = ngo.consent_news = 0
	ngo.save(ignore_permissions=True, ignore_version=True)
	ngo.db_set({**dict.fromkeys(PERSONAL_FIELDS), "anonymised_on": today()}, update_modified=False)
	delete_contact_and_address("NGO", name)
	frappe.db.delete("Communication", {"reference_doctype": "NGO", "reference_name": name})
	frappe.db.delete("Version", {"ref_doctype": "NGO", "docname": name})
