"""Personal data of people who wrote to the hub are not kept longer than the hub says it keeps them."""

import frappe
from frappe import _
from frappe.utils import add_months, cint, now_datetime

from planota_hub.advocacy.comments import COMMENT, UNCONFIRMED
from planota_hub.advocacy.confirmations import CONFIRMED, SUPPORTER
from planota_hub.advocacy.supporters import get_anonymous_values
from planota_hub.planota_hub.jobs import one_of_many

BATCH = 500


def anonymise_old_senders() -> None:
	"""Scheduler, daily: remove the persons behind comments and support after `retention_months` of Hub Settings.

	What was said and that there was a supporter stays, so that the figures do; 0 keeps everything.
	"""
	months = cint(frappe.get_cached_doc("Hub Settings").retention_months)
	if not months:
		return
	until = add_months(now_datetime(), -months)
	values = get_anonymous_values()
	anonymise(SUPPORTER, {"status": CONFIRMED, "anonymised_on": ("is", "not set")}, until, values)
	person = {"commenter_name": values["supporter_name"], "email": None}
	anonymise(COMMENT, {"status": ("!=", UNCONFIRMED), "email": ("is", "set")}, until, person)


def anonymise(doctype: str, filters: dict, until, values: dict) -> None:
	for name in frappe.get_all(
		doctype,
		{**filters, "confirmed_on": ("<", until)},
		pluck="name",
		order_by="confirmed_on asc",
		limit=BATCH,
	):
		with one_of_many(_("The personal data of {0} could not be removed").format(name)):
			frappe.db.set_value(doctype, name, values, update_modified=False)
			frappe.db.delete("Version", {"ref_doctype": doctype, "docname": name})
