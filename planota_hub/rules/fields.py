# SPDX-License-Identifier: GPL-3.0-only
"""E-mail, phone and web addresses: normalised on the way in, refused when they can't be right."""

import re
import unicodedata
from urllib.parse import urlsplit

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, validate_email_address

from planota_hub.rules.text import INVISIBLE, field_label, shown

PHONE = re.compile(r"\+?[0-9 ]+")
# the zero that is dialled within a country and not from abroad: +386 (0)5, +386 05; in Italy it belongs to the number
TRUNK_ZERO = re.compile(
	r"(?P<prefix>(?:\+|00) ?(?!39|378)[1-9][0-9]{0,2})[ ./-]*\(0\)|(?P<slovene>(?:\+|00) ?386)[ ./-]*0(?=[ ./-]*[1-9])"
)
ITALIAN_ZERO = re.compile(r"((?:\+|00) ?(?:39|378))[ ./-]*\(0\)[ ./-]*")
PHONE_DIGITS = range(6, 16)  # the longest international number has 15 digits (ITU-T E.164)
HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]", re.I)


def normalise_contact_data(doc: Document) -> None:
	"""Check the e-mail address, phone number and web address of a document that has them."""
	normalise_email(doc, "email")
	normalise_phone(doc, "phone")
	if doc.meta.has_field("website"):
		normalise_website(doc, "website")


def normalise_email(doc: Document, fieldname: str) -> None:
	value = cstr(doc.get(fieldname)).strip()
	address = read_email_address(value)
	if value and not address:
		frappe.throw(
			_("{0}: {1} is not an e-mail address. Expected is one such as info@example.org.").format(
				field_label(doc, fieldname), shown(value)
			),
			frappe.InvalidEmailAddressError,
			title=_("Wrong E-mail Address"),
		)
	doc.set(fieldname, address)


def read_email_address(value) -> str | None:
	"""Return an e-mail address as mail servers take it; None for what is none, or more than one.

	It is in small letters, without the dot that may end a domain or a sentence, and an international domain is
	written in the letters of the domain name system (`društvo.si` as `xn--drutvo-dkb.si`, RFC 5891), which every
	mail server understands. Letters beyond ASCII before the @ are taken by few servers, and by none of the
	framework's checks.
	"""
	text = INVISIBLE.sub("", cstr(value)).strip().lower().replace("’", "'")
	local, at, domain = text.rpartition("@")
	address = f"{local}{at}{encode_domain(domain)}"
	# the framework's check lets lists of addresses and "Name <address>" pass
	if re.search(r"[\s,;<>\"()]", address) or address.count("@") != 1:
		return None
	return address if validate_email_address(address) == address else None


def encode_domain(domain: str) -> str:
	"""Return a domain as the domain name system writes it; empty for what can't be one.

	The encoding of Python's library is that of 2003, which writes ß as ss, another domain today: such a one can't be
	told apart and is refused.
	"""
	domain = domain.rstrip(".")
	try:
		encoded = domain.encode("idna").decode()
		is_same = encoded == domain or encoded.encode().decode("idna") == unicodedata.normalize("NFC", domain)
	except UnicodeError:
		return ""
	return encoded if is_same else ""


def get_email_key(email: str | None) -> str:
	"""Return an e-mail address as it reaches one mailbox: lower case, without what follows a plus sign, and
	its domain as in `read_email_address`."""
	local, _at, domain = INVISIBLE.sub("", cstr(email)).strip().lower().replace("’", "'").rpartition("@")
	domain = encode_domain(domain) or domain.rstrip(".")
	return f"{local.partition('+')[0] or local}@{domain}" if domain else ""


def normalise_phone(doc: Document, fieldname: str) -> None:
	"""Digits in groups, an international prefix with + or 00; slashes, dots, dashes and brackets go, and so does the
	zero that is not dialled from abroad."""
	value = correct_phone(cstr(doc.get(fieldname)))
	digits = sum(character.isdigit() for character in value)
	if value and not (PHONE.fullmatch(value) and digits in PHONE_DIGITS):
		frappe.throw(
			_(
				"{0}: {1} is not a phone number. Expected is one such as 05 123 45 67 or +386 5 123 45 67."
			).format(field_label(doc, fieldname), shown(doc.get(fieldname))),
			frappe.InvalidPhoneNumberError,
			title=_("Wrong Phone Number"),
		)
	doc.set(fieldname, value or None)


def correct_phone(number: str) -> str:
	"""Return a phone number as it can be dialled: digits in groups, without the zero that is not dialled from abroad."""
	number = TRUNK_ZERO.sub(drop_trunk_zero, " ".join(number.split()))
	number = ITALIAN_ZERO.sub(r"\1 0", number)
	return " ".join(re.sub(r"[/().\-]", " ", number).split())


def drop_trunk_zero(found: re.Match) -> str:
	return f"{found['prefix'] or found['slovene']} "


def normalise_website(doc: Document, fieldname: str) -> None:
	"""A web address with its scheme; https is added where somebody typed only the name."""
	value = cstr(doc.get(fieldname)).strip()
	if value and not re.match(r"[a-z][a-z0-9+.-]*:", value, re.I):
		value = f"https://{value}"
	if value and not is_web_address(value):
		frappe.throw(
			_("{0}: {1} is not a web address. Expected is one such as https://www.example.org.").format(
				field_label(doc, fieldname), shown(doc.get(fieldname))
			),
			title=_("Wrong Web Address"),
		)
	doc.set(fieldname, value or None)


def is_web_address(value: str) -> bool:
	"""Tell whether a text is the address of a website, with its scheme and a host that there can be."""
	try:
		parts = urlsplit(value)
		host = (parts.hostname or "").encode("idna").decode()
	except ValueError:
		return False
	plain = not re.search(r"[\s<>\"'`\\]", value) and "@" not in parts.netloc
	return parts.scheme.lower() in ("http", "https") and plain and bool(HOST.fullmatch(host))
