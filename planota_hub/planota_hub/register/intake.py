# SPDX-License-Identifier: GPL-3.0-only
"""The register's two web forms: "Register an NGO" for everybody, "Update my NGO" for its representatives."""

import re
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, cstr, escape_html, getdate

from planota_hub.mail import hub_mail
from planota_hub.mail.messages import Message, send
from planota_hub.planota_hub.portal.confirmation import note_confirmation
from planota_hub.planota_hub.register.fields_of_server import INTAKE_FIELDS
from planota_hub.planota_hub.register.identity.organisations import find_by_number
from planota_hub.planota_hub.register.listing import is_listed, take_over
from planota_hub.planota_hub.register.places import get_hub_country
from planota_hub.public_forms import intake
from planota_hub.public_forms.choices import pick_choices, pick_record
from planota_hub.public_forms.tracking import make_tracking_code, tracking_url
from planota_hub.rules.organisation_numbers import (
	UNIQUE_NUMBERS,
	normalise_registration_number,
	normalise_tax_number,
)
from planota_hub.rules.server_fields import get_source
from planota_hub.rules.text import validate_plain_text
from planota_hub.rules.unknown_numbers import fill_in

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO

# what the public may tell about an organisation; stage, owner, source and everything else is decided here
REGISTRATION_FIELDS = (
	"ngo_name",
	"short_name",
	"legal_form",
	"country",
	"registration_number",
	"tax_number",
	"seat_street",
	"seat_postal_code",
	"seat_town",
	"email",
	"phone",
	"website",
	"description",
	"members_count",
	"volunteers_count",
	"employees_count",
	"submitter_name",
)

REQUIRED_FIELDS = ("ngo_name", "legal_form", "submitter_name")
# in no business register, and without numbers
UNREGISTERED_FORMS = ("Civil Initiative",)

# what representatives may change; names, numbers, legal form, seat and people are left to the hub's staff
UPDATE_FIELDS = (
	"short_name",
	"seat_street",
	"seat_postal_code",
	"seat_town",
	"email",
	"phone",
	"website",
	"description",
	"members_count",
	"volunteers_count",
	"employees_count",
)


FIGURE = re.compile(r"figures_(\d+)_\w+")
YEARLY_FIELDS = (
	"income",
	"municipal_funding",
	"national_funding",
	"eu_funding",
	"own_income",
	"expenses",
	"volunteer_hours",
)


def register_ngo(values: dict) -> dict:
	"""Take a registration from the public; handler of the web form `register-ngo`.

	Returns:
	        `outcome` "received" with the `tracking_code` (the same one for the same submission sent again) and
	        whether it was `mailed`, or "known" when an organisation with this number is in the register.
	        Nothing about that organisation is told.

	Raises:
	        frappe.ValidationError: with the field's name when a value is refused; nothing is saved then.
	        frappe.RateLimitExceededError: when the e-mail address sent too many forms within a day.
	"""
	if intake.is_robot(values):
		return intake.deceive_robot()

	registration = read_registration(values)
	fingerprint = intake.fingerprint(registration)
	if answer := find_same_submission(fingerprint):
		return answer

	intake.check_throttle(registration["submitter_email"])
	ngo = make_registered_ngo(registration, fingerprint)
	return save_registered_ngo(ngo)


def save_registered_ngo(ngo: "NGO") -> dict:
	"""Save a registration, or tell the staff about it when the organisation is known; return the answer."""
	validate_plain_text(ngo)
	normalise_registration_number(ngo)
	normalise_tax_number(ngo)
	if known := find_known(ngo):
		return take_over_listed(known, ngo) if is_listed(known) else report_known(known, ngo)
	frappe.db.savepoint("registration")
	try:
		with intake.saving_for_guest():
			ngo.insert(ignore_permissions=True)
	except frappe.UniqueValidationError:
		# the organisation was registered in the same moment, by somebody else or by a second click
		frappe.db.rollback(save_point="registration")
		frappe.clear_messages()
		return find_same_submission(ngo.submission_fingerprint, for_update=True) or report_known(
			find_known(ngo, for_update=True), ngo
		)
	hub_mail.notify_staff(
		"NGO", ngo.name, _("New registration: {0}", hub_mail.site_language()).format(ngo.ngo_name)
	)
	return intake.received(ngo.tracking_code, mailed=confirm(ngo))


def take_over_listed(known: str, registration: "NGO") -> dict:
	"""Let a registration become that of an organisation that was known from the business register only."""
	kept = {fieldname: registration.get(fieldname) for fieldname in INTAKE_FIELDS}
	with intake.saving_for_guest():
		kept |= {"source": get_source(), "tracking_code": make_tracking_code()}
		ngo = take_over(known, registration, kept)
	hub_mail.notify_staff(
		"NGO", ngo.name, _("New registration: {0}", hub_mail.site_language()).format(ngo.ngo_name)
	)
	return intake.received(ngo.tracking_code, mailed=confirm(ngo))


def find_same_submission(fingerprint: str, for_update: bool = False) -> dict | None:
	"""Return the answer to the same submission sent before; None when it is the first one.

	Args:
	        for_update: see also what another request committed after this one began to read.
	"""
	code = frappe.db.get_value(
		"NGO",
		{"submission_fingerprint": fingerprint},
		"tracking_code",
		order_by="creation asc",
		for_update=for_update,
	)
	return intake.received(code, mailed=False) if code else None


def find_known(ngo: "NGO", for_update: bool = False) -> str | None:
	"""Return the NGO of the register that one of the numbers of a registration means."""
	for fieldname in UNIQUE_NUMBERS:
		if found := find_by_number(ngo.get(fieldname), for_update=for_update, country=ngo.country):
			return found.name
	return None


def report_known(known: str, ngo: "NGO") -> dict:
	"""Leave a message to the staff with the known NGO; the sender learns no more than that it is known."""
	language = hub_mail.site_language()
	person = ngo.representatives[0]
	lines = [
		_("Somebody registered this organisation again on the web. Nothing was changed.", language),
		_("Name as entered: {0}", language).format(ngo.ngo_name),
		_("Person: {0}", language).format(
			", ".join(
				part for part in (person.full_name, person.function, person.email, person.phone) if part
			)
		),
	]
	subject = _("Registration of a known organisation", language)
	with intake.saving_for_guest():
		frappe.get_doc(
			{
				"doctype": "Communication",
				"communication_type": "Communication",
				"sent_or_received": "Received",
				"sender": ngo.submitter_email,
				"subject": subject,
				"content": "<br>".join(escape_html(line) for line in lines),
				"reference_doctype": "NGO",
				"reference_name": known,
			}
		).insert(ignore_permissions=True)
	hub_mail.notify_staff("NGO", known, subject)
	return {"outcome": "known"}


def confirm(ngo: "NGO") -> bool:
	"""Send the tracking code to the person who registered the NGO; tell whether that was possible.

	The mail repeats nothing that was written freely, or it would carry anybody's text to any address.
	"""
	return send(
		ngo.submitter_email,
		Message(
			_("We have received your registration"),
			[
				_(
					"we have received the registration of your organisation. The hub's staff will check the data and "
					"write to you."
				),
				_(
					"If you did not send a registration, somebody has entered your e-mail address by mistake; please "
					"ignore this message."
				),
			],
			[
				(_("Tracking code"), ngo.tracking_code),
				(_("Registration Number", context="NGO"), ngo.registration_number),
				(_("Legal Form"), _(ngo.legal_form)),
				(_("Municipality"), ngo.municipality),
				(_("Country"), _(ngo.country) if ngo.country != get_hub_country() else None),
			],
			(_("See how far your registration has come"), tracking_url(ngo.tracking_code)),
		),
	)


def read_registration(values: dict) -> dict:
	"""Return what a registration says, checked field by field and without anything it may not say."""
	if not cint(values.get("consent_register")):
		frappe.throw(
			_("Please agree that the organisation is entered in the register; nothing is saved without it.")
		)
	texts = intake.pick_values("NGO", REGISTRATION_FIELDS, values)
	texts["country"] = pick_record("Country", _("Country"), texts["country"] or get_hub_country())
	texts["registration_number"] = read_registration_number(texts, values)
	is_at_home = texts["country"] == get_hub_country()
	is_registered = is_at_home and texts["legal_form"] not in UNREGISTERED_FORMS
	intake.require_values("NGO", (*REQUIRED_FIELDS, *["registration_number"] * is_registered), texts)
	return {
		**texts,
		"municipality": pick_record(
			"Municipality", _("Municipality"), values.get("municipality"), required=is_at_home
		),
		"fields_of_work": pick_fields_of_work(values.get("fields_of_work")),
		"submitter_email": intake.read_email(_("Your Email"), values.get("submitter_email")),
		"representative": {
			"function": cstr(values.get("submitter_function")),
			"phone": cstr(values.get("submitter_phone")),
		},
		"consent_news": read_check(values.get("consent_news")),
	}


def read_registration_number(texts: dict, values: dict) -> str:
	"""Return the number of an organisation, which the form asks for in another field when it is from abroad."""
	if texts["country"] == get_hub_country():
		return texts["registration_number"]
	return texts["registration_number"] or cstr(values.get("number_abroad")).strip()


def read_check(value) -> int:
	"""Return 1 for a ticked box, else 0."""
	return int(bool(cint(value)))


def pick_fields_of_work(value) -> list[str]:
	"""Return the chosen fields of work.

	Raises:
	        frappe.ValidationError: when none was chosen or one of them does not exist.
	"""
	chosen = pick_choices("Field of Work", _("Fields of Work"), value)
	if not chosen:
		frappe.throw(_("{0}: please choose at least one.").format(_("Fields of Work")))
	return chosen


def make_registered_ngo(registration: dict, fingerprint: str) -> "NGO":
	"""Return the new NGO, not saved yet: who registers it becomes its first representative."""
	ngo = frappe.new_doc("NGO")
	ngo.update(
		{field: registration[field] for field in (*REGISTRATION_FIELDS, "municipality", "submitter_email")}
	)
	ngo.extend("fields_of_work", [{"field_of_work": name} for name in registration["fields_of_work"]])
	ngo.append(
		"representatives",
		{
			"full_name": registration["submitter_name"],
			"email": registration["submitter_email"],
			**registration["representative"],
		},
	)
	ngo.submission_fingerprint = fingerprint
	ngo.preferred_language = frappe.local.lang
	ngo.consent_register = 1
	ngo.consent_news = registration["consent_news"]
	return ngo


def update_ngo(values: dict) -> dict:
	"""Take the changes of a representative; handler of the web form `update-my-ngo`.

	Returns:
	        `name` of the NGO.

	Raises:
	        frappe.PermissionError: when the user does not represent the NGO, or there is none of that name.
	        frappe.ValidationError: with the field's name when a value is refused; nothing is saved then.
	"""
	ngo = get_own_ngo(cstr(values.get("name")))
	fill_in(ngo, intake.pick_values("NGO", UPDATE_FIELDS, values))
	set_choices(ngo, "fields_of_work", "field_of_work", pick_fields_of_work(values.get("fields_of_work")))
	set_choices(
		ngo,
		"area_of_operation",
		"municipality",
		pick_choices("Municipality", _("Area of Operation"), values.get("area_of_operation")),
	)
	ngo.consent_register = read_check(values.get("consent_register"))
	ngo.consent_news = read_check(values.get("consent_news"))
	set_yearly_figures(ngo, values)
	ngo.save()
	note_confirmation(ngo)
	return {"name": ngo.name}


def get_own_ngo(name: str) -> "NGO":
	"""Return an NGO that the current user may update.

	Raises:
	        frappe.PermissionError: also when there is no such NGO, so that names can't be probed.
	"""
	if frappe.session.user != "Guest" and name and frappe.db.exists("NGO", name):
		ngo = frappe.get_doc("NGO", name)
		if ngo.has_permission("write"):
			return ngo
	frappe.throw(_("You can only update an organisation that you represent."), frappe.PermissionError)


def set_choices(ngo: "NGO", table: str, fieldname: str, chosen: list[str]) -> None:
	"""Bring a list of choices up to date without touching the rows that stay."""
	kept = [row for row in ngo.get(table) if row.get(fieldname) in chosen]
	known = {row.get(fieldname) for row in kept}
	ngo.set(table, kept)
	ngo.extend(table, [{fieldname: name} for name in chosen if name not in known])


def set_yearly_figures(ngo: "NGO", values: dict) -> None:
	"""Enter the figures of the offered years; a year of which the form says nothing stays as it is."""
	years = {cint(found[1]) for found in map(FIGURE.fullmatch, values) if found}
	if years - set(offered_years()):
		frappe.throw(_("{0}: please choose from the list.").format(_("Year")))
	for year in offered_years():
		sent = {name: values.get(get_figure_name(year, name)) for name in YEARLY_FIELDS}
		row = next((row for row in ngo.yearly_figures if row.year == year), None)
		if not row and all(amount in (None, "") for amount in sent.values()):
			continue
		if any(get_figure_name(year, name) in values for name in YEARLY_FIELDS):
			row = row or ngo.append("yearly_figures", {"year": year})
			fill_in(row, intake.pick_values("NGO Yearly Figure", YEARLY_FIELDS, sent))


def get_figure_name(year: int, fieldname: str) -> str:
	"""Return the field of the form with a figure of a year."""
	return f"figures_{year}_{fieldname}"


def offered_years() -> list[int]:
	"""Return the years whose figures a representative may enter: the last three complete ones."""
	this_year = getdate().year
	return [this_year - 1, this_year - 2, this_year - 3]
