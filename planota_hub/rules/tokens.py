# SPDX-License-Identifier: GPL-3.0-only
"""Links that let one person do one thing without a log-in: signed, so that nobody can make one up.

A token is the name of a record and signatures for one purpose. Nothing of it is stored: whoever may read the
record can't read the token out of it, and a token for one purpose does not open another. The first signature
proves that the hub made a link for that record. Where a link goes to one person, a second one covers what it
depends on, so that it is void once that has changed. Each purpose has a key of its own (`signing_keys`).
"""

import base64
import hashlib
import hmac

import frappe
from frappe import _
from frappe.utils import cstr
from frappe.utils.password import get_encryption_key

from planota_hub.rules import signing_keys

SIGNATURE_LENGTH = 24  # characters of 6 bits each


class InvalidTokenError(frappe.PermissionError):
	"""A link that the hub has not made, or not for this."""


class OutdatedTokenError(InvalidTokenError):
	"""A link that the hub has made, before a newer one was sent or the address was changed."""


def make_token(purpose: str, name: str) -> str:
	"""Return the token of a record for a purpose; the same one until the key or what it depends on changes."""
	return f"{name}.{sign(purpose, name)}{sign_state(purpose, name)}"


def read_token(purpose: str, token: str | None) -> str:
	"""Return the name of the record that a token stands for.

	Raises:
	        InvalidTokenError: when the token is missing, cut off, changed or made for another purpose.
	        OutdatedTokenError: when what it depends on has changed since it was made.
	"""
	name, _dot, signatures = cstr(token).strip().rpartition(".")
	signature, state = signatures[:SIGNATURE_LENGTH], signatures[SIGNATURE_LENGTH:]
	if name and not state and is_of_former_version(purpose, name, signature):
		return name
	if not name or not is_same(signature, sign(purpose, name)):
		throw_invalid()
	if is_there(purpose, name) and not is_same(state, sign_state(purpose, name)):
		throw_outdated()
	return name


def is_same(signature: str, expected: str) -> bool:
	return hmac.compare_digest(signature.encode(errors="replace"), expected.encode())


def is_there(purpose: str, name: str) -> bool:
	"""Tell whether a link can be outdated at all: one to a deleted record is answered by whoever reads it."""
	doctype = signing_keys.get_purposes()[purpose].doctype
	return not doctype or bool(frappe.db.exists(doctype, name))


def throw_invalid() -> None:
	frappe.throw(
		_("This link is not valid. Please open it again from the e-mail that you got from the hub."),
		InvalidTokenError,
		title=_("Link Not Valid"),
	)


def throw_outdated() -> None:
	frappe.throw(
		_(
			"This link is not valid any more: a newer one was sent, or the address to which it went has changed. "
			"Please use the link in the newest e-mail that you got from the hub."
		),
		OutdatedTokenError,
		title=_("Link Not Valid"),
	)


def sign(purpose: str, *facts: str) -> str:
	"""Return the signature of a record's name, and of what else is given, with the key of a purpose."""
	return make_signature(signing_keys.get_key(purpose), "\n".join((purpose, *facts)))


def sign_state(purpose: str, name: str) -> str:
	"""Return the signature of what a link depends on; empty where it depends on the record alone."""
	doctype, fieldnames, _decides = signing_keys.get_purposes()[purpose]
	if not doctype:
		return ""
	state = frappe.db.get_value(doctype, name, fieldnames, as_dict=True) or {}
	return sign(purpose, name, *(cstr(state.get(fieldname)).strip().lower() for fieldname in fieldnames))


def is_of_former_version(purpose: str, name: str, signature: str) -> bool:
	"""Tell whether a link was made before there was a key for each purpose, and still holds."""
	if not signing_keys.accepts_former_links(purpose):
		return False
	return is_same(signature, make_signature(cstr(get_encryption_key()).encode(), f"{purpose}:{name}"))


def make_signature(key: bytes, message: str) -> str:
	digest = hmac.new(key, message.encode(errors="replace"), hashlib.sha256).digest()
	return base64.urlsafe_b64encode(digest).decode()[:SIGNATURE_LENGTH]
