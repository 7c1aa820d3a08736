# SPDX-License-Identifier: GPL-3.0-only
"""NGOs that are known from the business register only: they are *Listed*.

The hub can find and count them. It is not in contact with them: nobody has agreed to anything, they are not published
and not written to. They come to the hub's own register when an officer begins the contact or verifies them, or when they
register themselves by the web form, which then takes over their record.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr, today

from planota_hub.mail.hub_mail import site_language
from planota_hub.public_forms.consent import CONSENT_FIELDS
from planota_hub.rules.refusals import refuse
from planota_hub.rules.stages import is_step_to
from planota_hub.rules.text import field_label
from planota_hub.rules.unknown_numbers import fill_in, get_said

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO

LISTED, SOURCE = "Listed", "Register"
# what the business register says of an organisation, and a form of anybody's does not overwrite
REGISTERED_FIELDS = (
	"ngo_name",
	"short_name",
	"legal_form",
	"country",
	"registration_number",
	"tax_number",
	"municipality",
)
# what a registration brings besides its fields, see `intake`
SUBMITTED_FIELDS = ("submitter_name", "submitter_email", "consent_register", "consent_news")


def list_ngo(values: dict) -> "NGO":
	"""Enter an NGO that is known from the business register only.

	Args:
	        values: fields of NGO; what only contact brings (consents, people) is not among them.

	Raises:
	        frappe.ValidationError: with the field's name when a value is refused, also a number that is known.
	"""
	ngo = frappe.get_doc({**values, "doctype": "NGO"})
	ngo.flags.from_register = True
	return ngo.insert(ignore_permissions=True)


def stamp_listing(ngo: "NGO") -> None:
	"""Note since when an NGO is known from the business register, and hold it to what that means.

	Raises:
	        frappe.ValidationError: for a consent of an organisation that nobody has asked.
	"""
	if ngo.stage != LISTED:
		return
	if is_step_to(ngo, LISTED):
		leave_contact(ngo)
	ngo.listed_on = ngo.listed_on or today()
	for fieldname in CONSENT_FIELDS:
		if ngo.get(fieldname):
			refuse(
				ngo,
				fieldname,
				_("this organisation is known from the business register only. Begin the contact first."),
			)


def leave_contact(ngo: "NGO") -> None:
	"""Take from an NGO that goes back to the list what a registration that was not accepted has brought."""
	for fieldname in CONSENT_FIELDS:
		ngo.set(fieldname, 0)
	ngo.submitter_name = ngo.submitter_email = None
	ngo.set("representatives", [])


def is_listed(name: str) -> bool:
	"""Tell whether an NGO is known from the business register only."""
	return frappe.db.get_value("NGO", name, "stage") == LISTED


def take_over(name: str, registration: "NGO", intake: dict) -> "NGO":
	"""Let a registration by the web form become the one of a listed NGO, which then waits to be verified.

	What the business register says stays; where the form says something else, the staff read it in the history.

	Args:
	        registration: the NGO as it was entered, not saved.
	        intake: what the server keeps of the registration (see `INTAKE_FIELDS`).
	"""
	ngo = frappe.get_doc("NGO", name, for_update=True)
	others = find_others(ngo, registration)
	said = {df.fieldname: get_said(registration, df) for df in ngo.meta.fields if is_taken(ngo, df)}
	fill_in(ngo, {fieldname: value for fieldname, value in said.items() if value is not None})
	ngo.update({fieldname: registration.get(fieldname) for fieldname in SUBMITTED_FIELDS})
	ngo.set("fields_of_work", [{"field_of_work": row.field_of_work} for row in registration.fields_of_work])
	for row in registration.representatives:
		ngo.append("representatives", row.as_dict(no_default_fields=True))
	ngo.stage, ngo.flags.intake, ngo.flags.from_register = "Submitted", intake, True
	ngo.save(ignore_permissions=True)
	ngo.add_comment("Info", describe(others))
	return ngo


def is_taken(ngo: "NGO", df) -> bool:
	"""Tell whether a field is one of the form: not derived, stamped or hidden, nor what the register says."""
	if df.read_only or df.hidden or df.fieldtype in ("Table", "Table MultiSelect"):
		return False
	return df.fieldname not in SUBMITTED_FIELDS and not (
		df.fieldname in REGISTERED_FIELDS and ngo.get(df.fieldname)
	)


def find_others(ngo: "NGO", registration: "NGO") -> list[tuple[str, str]]:
	"""Return label and value of what a registration says otherwise than the business register."""
	return [
		(field_label(ngo, fieldname), cstr(registration.get(fieldname)))
		for fieldname in REGISTERED_FIELDS
		if registration.get(fieldname) and ngo.get(fieldname) not in (None, "", registration.get(fieldname))
	]


def describe(others: list[tuple[str, str]]) -> str:
	"""Return what the staff read in the history of an NGO that has registered itself."""
	language = site_language()
	lines = [
		_(
			"Registered itself by the web form; until then it was known from the business register only.",
			language,
		)
	]
	if others:
		lines.append(_("In the form it says otherwise:", language))
		lines += [f"{label}: {value}" for label, value in others]
	return "<br>".join(frappe.utils.escape_html(line) for line in lines)
