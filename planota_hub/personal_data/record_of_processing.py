# SPDX-License-Identifier: GPL-3.0-only
"""The record of processing activities (GDPR, article 30), written from the declarations of the areas."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import cint, cstr

from planota_hub.personal_data.declarations import Activity, PersonalData, get_activities, get_declarations

READING_ROLES = ("Hub Manager", "Hub Auditor", "System Manager")


def get_record() -> list[dict]:
	"""Return every processing activity as it is shown, in the reader's language."""
	declarations = list(get_declarations().values())
	return [
		describe(activity, [each for each in declarations if each.activity == activity.key])
		for activity in get_activities()
	]


def describe(activity: Activity, declarations: list[PersonalData]) -> dict:
	declarations = [declaration for declaration in declarations if declaration.people]
	return {
		"activity": cstr(activity.title),
		"purpose": cstr(activity.purpose),
		"legal_basis": cstr(activity.legal_basis),
		"people": cstr(activity.people),
		"data": "; ".join(describe_data(declaration) for declaration in declarations),
		"recipients": cstr(activity.recipients),
		"retention": describe_retention(activity, declarations),
	}


def describe_data(declaration: PersonalData) -> str:
	"""Return the record with the labels of what is personal in it; keys that the server makes are left out."""
	meta = frappe.get_meta(declaration.doctype)
	keys = {key for person in declaration.people for key in person.keys}
	labels = (_(meta.get_label(name), context=meta.name) for name in declaration.fields if name not in keys)
	return f"{_(declaration.doctype)}: {', '.join(labels)}"


def describe_retention(activity: Activity, declarations: Iterable[PersonalData]) -> str:
	"""Return how long the data of an activity are kept, and what is kept longer."""
	parts = []
	if any(declaration.period for declaration in declarations):
		parts.append(describe_months())
	if any(not declaration.period for declaration in declarations):
		parts.append(
			_("What has no end stays as long as it is needed, or until the person asks for deletion")
		)
	parts += [cstr(activity.kept_longer)] if activity.kept_longer else []
	return ". ".join(parts) + "."


def describe_months() -> str:
	months = cint(frappe.get_cached_doc("Hub Settings").retention_months)
	if not months:
		return _("Hub Settings set no end to the retention")
	return _("Removed {0} months after the record has come to its end").format(months)


def get_controller() -> list[tuple[str, str]]:
	"""Return who answers for the data, as labels and values."""
	settings = frappe.get_cached_doc("Hub Settings")
	missing = _("To be entered in Hub Settings")
	return [
		(_("Controller"), settings.operator_organisation or settings.hub_name or missing),
		(_("Contact"), settings.default_sender_email or missing),
	]


def get_safeguards() -> list[str]:
	"""Return how the data are protected (GDPR, article 32), the same for all activities."""
	return [
		_("Everybody sees only what their role needs; sensitive data of participants have their own level"),
		_("Public forms are limited, confirmed by e-mail where they count, and never show who is registered"),
		_("Links without a log-in are signed and good for one purpose"),
		_("Every change is recorded; personal data are removed from these records, too"),
		_("Data are removed by themselves after the retention period, and everywhere on request"),
		_("Nothing is sent to other countries or to services outside the hub's own site"),
	]


def refuse_others() -> None:
	"""Refuse whoever may not read the record.

	Raises:
	        frappe.PermissionError: for others than managers, auditors and administrators.
	"""
	frappe.only_for(READING_ROLES)
