"""Links that let one person do one thing without a log-in: signed, so that nobody can make one up.

A token is the name of a record and its signature for one purpose. Nothing is stored: whoever may read the
record can't read the token out of it, and a token for one purpose does not open another.
"""

import base64
import hashlib
import hmac

import frappe
from frappe import _
from frappe.utils import cstr
from frappe.utils.password import get_encryption_key

SIGNATURE_LENGTH = 24  # characters of 6 bits each


class InvalidTokenError(frappe.PermissionError):
	"""A link that the hub has not made, or not for this."""


def make_token(purpose: str, name: str) -> str:
	"""Return the token of a record for a purpose; always the same one for the same two."""
	return f"{name}.{sign(purpose, name)}"


def read_token(purpose: str, token: str | None) -> str:
	"""Return the name of the record that a token stands for.

	Raises:
	        InvalidTokenError: when the token is missing, cut off, changed or made for another purpose.
	"""
	name, _dot, signature = cstr(token).strip().rpartition(".")
	if not name or not hmac.compare_digest(signature.encode(), sign(purpose, name).encode()):
		frappe.throw(
			_("This link is not valid. Please open it again from the e-mail that you got from the hub."),
			InvalidTokenError,
			title=_("Link Not Valid"),
		)
	return name


def sign(purpose: str, name: str) -> str:
	"""Return the signature of a record's name for a purpose, with the key of the site."""
	message = f"{purpose}:{name}".encode()
	digest = hmac.new(cstr(get_encryption_key()).encode(), message, hashlib.sha256).digest()
	return base64.urlsafe_b64encode(digest).decode()[:SIGNATURE_LENGTH]
