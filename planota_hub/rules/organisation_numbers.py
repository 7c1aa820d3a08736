# SPDX-License-Identifier: GPL-3.0-only
"""Numbers of organisations in the business register and at the tax office, by the rules of their country.

Lengths and check digits are those of python-stdnum. Of a number for which it has no rule no more is asked than that it
looks like one. A number says who somebody is within its country alone.
"""

import re

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr
from stdnum.exceptions import InvalidFormat
from stdnum.exceptions import ValidationError as InvalidNumber
from stdnum.util import get_cc_module

from planota_hub.rules.countries import get_country_code, get_site_country
from planota_hub.rules.text import INVISIBLE, field_label, shown

REGISTRATION, TAX = UNIQUE_NUMBERS = ("registration_number", "tax_number")
# code of the country -> the modules of python-stdnum that know its numbers, one of which must take it
REGISTERS = {"si": ("maticna",), "it": ("iva",), "fr": ("siren",), "pl": ("regon",)}
TAX_OFFICES = {"at": ("uid", "tin"), "de": ("vat", "stnr")}
ANY_TAX_OFFICE = ("vat",)
# around Slovenia: whoever writes a number where no country is asked for may come from there
NEIGHBOURS = ("si", "it", "hr", "at", "hu")
# prefix of a number that is not the code of the country
PREFIXES = {"el": "gr", "xi": "gb"}
# what a number without a rule looks like, in capitals
PLAIN = re.compile(r"(?=.*[0-9])[A-Z0-9](?:[A-Z0-9 ./-]{0,28}[A-Z0-9])?")


def read_number(fieldname: str, number, country: str | None = None) -> str:
	"""Return a number in its shortest form.

	Args:
	        fieldname: one of `UNIQUE_NUMBERS`.
	        country: whose rules hold; None for those of the site, of its neighbours whatever number it is, and of any
	                country that a number begins with (DE136695976).

	Raises:
	        InvalidNumber: when it can't be one.
	"""
	text = INVISIBLE.sub("", cstr(number)).strip()
	own = get_country_code(country or get_site_country())
	checks = get_checks(fieldname, own)
	if not country and checks:
		checks += [
			check
			for code in NEIGHBOURS
			if code != own
			for kind in UNIQUE_NUMBERS
			for check in get_checks(kind, code)
		]
		checks += get_checks(TAX, get_prefix(text))
	for check in checks:
		try:
			return check.validate(text)
		except InvalidNumber:
			continue
	if checks or not PLAIN.fullmatch(text.upper()):
		raise InvalidFormat()
	return text.upper().replace(" ", "")


def get_prefix(text: str) -> str:
	"""Return the code of the country with which a number begins, empty for one that begins with a digit."""
	prefix = text[:2].lower()
	return PREFIXES.get(prefix, prefix) if prefix.isalpha() else ""


def get_checks(fieldname: str, code: str) -> list:
	"""Return the modules of python-stdnum that know a kind of number of a country, by its code."""
	names = REGISTERS.get(code, ()) if fieldname == REGISTRATION else TAX_OFFICES.get(code, ANY_TAX_OFFICE)
	modules = [get_cc_module(code, name) for name in names] if code else []
	return [module for module in modules if module]


def normalise_numbers(doc: Document) -> None:
	"""Check the registration and the tax number of an organisation and store them in their shortest form.

	Raises:
	        frappe.ValidationError: for a number whose length or check digit is wrong.
	        frappe.UniqueValidationError: for one that an organisation of the country in the register has.
	"""
	normalise_registration_number(doc)
	normalise_tax_number(doc)
	for fieldname in UNIQUE_NUMBERS:
		refuse_known_number(doc, fieldname)


def normalise_registration_number(doc: Document) -> None:
	"""The number in the business register; in Slovenia seven digits, ten for a unit of an organisation."""
	normalise_number(doc, REGISTRATION)


def normalise_tax_number(doc: Document) -> None:
	"""The tax number; the prefix of a VAT payer, such as SI, is left out where the number stands without it."""
	normalise_number(doc, TAX)


def normalise_number(doc: Document, fieldname: str, kind: str | None = None) -> None:
	"""Check a number by the rules of the document's country, or of the site and its neighbours where it has none.

	Args:
	        kind: one of `UNIQUE_NUMBERS`, where the field has another name.
	"""
	kind = kind or fieldname
	if not cstr(doc.get(fieldname)).strip():
		doc.set(fieldname, None)
		return
	try:
		doc.set(fieldname, read_number(kind, doc.get(fieldname), doc.get("country")))
	except InvalidNumber:
		country = doc.get("country") or get_site_country()
		message = get_expectation(kind, country).format(
			field_label(doc, fieldname), shown(doc.get(fieldname)), _(country)
		)
		frappe.throw(message, title=_("Wrong Number"))


def get_expectation(fieldname: str, country: str | None) -> str:
	"""Return what to say of a wrong number: {0} is the field, {1} what was written, {2} the country."""
	code = get_country_code(country)
	if not get_checks(fieldname, code):
		return _("{0}: {1} is not a number. Expected are digits, letters and nothing but - . / between them.")
	if code != "si":
		return _("{0}: {1} is not such a number of {2}: its length or its check digit is wrong.")
	if fieldname == REGISTRATION:
		return _(
			"{0}: {1} is not a number of the business register. "
			"It has seven digits, the last of which is a check digit, for example 9331310."
		)
	return _(
		"{0}: {1} is not a tax number. "
		"It has eight digits, the last of which is a check digit, for example 50223054."
	)


def refuse_known_number(doc: Document, fieldname: str) -> None:
	is_changed = doc.is_new() or doc.has_value_changed(fieldname) or doc.has_value_changed("country")
	if not doc.get(fieldname) or not is_changed:
		return
	known = frappe.db.get_value(
		doc.doctype,
		{fieldname: doc.get(fieldname), "country": doc.get("country"), "name": ("!=", doc.name or "")},
		"name",
		order_by="name asc",
	)
	if known:
		throw_known_number(doc, fieldname, known)


def throw_known_number(doc: Document, fieldname: str, known: str | None = None) -> None:
	"""Say that a number is taken, and by whom only to somebody who may read that record."""
	message = _("{0}: {1} is already in the register.").format(
		field_label(doc, fieldname), shown(doc.get(fieldname))
	)
	if known and frappe.has_permission(doc.doctype, "read", known):
		title = frappe.db.get_value(doc.doctype, known, doc.meta.get_title_field())
		message += " " + frappe.utils.get_link_to_form(doc.doctype, known, shown(title))
	frappe.throw(message, frappe.UniqueValidationError, title=_("Already in the Register"))


class UniqueNumbers(Document):
	"""Mixin: the same message when two people save the same number in the same moment.

	The check before saving can't see what the other transaction is about to write; the unique index of the
	database does, and its error is put into the words of the check.
	"""

	def show_unique_validation_message(self, e: Exception) -> None:
		for fieldname in UNIQUE_NUMBERS:
			if fieldname in str(e):
				throw_known_number(self, fieldname)
		super().show_unique_validation_message(e)


def index_numbers(doctype: str) -> None:
	"""Let no two organisations of a country have one number, also when both are saved in the same moment."""
	for fieldname in UNIQUE_NUMBERS:
		# in SQLite the indexes of all tables share their names
		name = f"{frappe.scrub(doctype)}_country_{fieldname}"
		frappe.db.add_unique(doctype, ["country", fieldname], constraint_name=name)
