# SPDX-License-Identifier: GPL-3.0-only
"""Consents that an NGO took back before the day of it was stamped: the history of the record tells it."""

import json

import frappe
from frappe.utils import cint

from planota_hub.public_forms.consent import CONSENT_FIELDS


def execute() -> None:
	without = {"consent_register": 0, "consent_news": 0, "consent_withdrawn_on": ("is", "not set")}
	for ngo in frappe.get_all("NGO", without, pluck="name", order_by="name asc"):
		if day := find_day(ngo):
			frappe.db.set_value("NGO", ngo, "consent_withdrawn_on", day, update_modified=False)


def find_day(ngo: str):
	"""Return when the last consent was taken back, None when none ever was."""
	filters = {"ref_doctype": "NGO", "docname": ngo, "data": ("like", '%"consent_%')}
	for version in frappe.get_all("Version", filters, ["data", "creation"], order_by="creation desc"):
		changed = json.loads(version.data or "{}").get("changed") or []
		if any(name in CONSENT_FIELDS and cint(old) and not cint(new) for name, old, new in changed):
			return version.creation
	return None
