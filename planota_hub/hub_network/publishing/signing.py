# SPDX-License-Identifier: GPL-3.0-only
"""The key with which a hub signs its reports, and how a signature is made and checked: Ed25519 (RFC 8032).

What is signed is the report in its one canonical form (RFC 8785 for what stands in a report: keys in order, no blanks, whole
numbers without a point, others with at most two decimals). The file is that form too, so that any changed byte is found.
The secret half of the key is stored encrypted by the site's key; the public one is published and kept for good.
"""

import base64
import hashlib
import json
from typing import Any

import frappe
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from frappe import _
from frappe.utils import today
from frappe.utils.password import get_decrypted_password, set_encrypted_password

ALGORITHM = "Ed25519"
SETTINGS, SECRET = "Hub Settings", "report_key"
MAY_REPLACE = ("Hub Manager", "System Manager")
DECIMALS = 2
FINGERPRINT_BYTES, GROUP = 16, 4


class SignatureError(frappe.ValidationError):
	"""A report is not what its hub has signed."""


# The canonical form


def canonical(content: dict) -> bytes:
	"""Return the one form of a report that is signed and published."""
	text = json.dumps(
		tidy(content), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
	)
	return text.encode()


def tidy(value: Any) -> Any:
	"""Return a value with numbers as they are written in a report."""
	if isinstance(value, dict):
		return {key: tidy(part) for key, part in value.items()}
	if isinstance(value, list | tuple):
		return [tidy(part) for part in value]
	if isinstance(value, float):
		rounded = round(value, DECIMALS)
		return int(rounded) if rounded.is_integer() else rounded
	return value


# Signing and checking


def sign(content: dict, key: Ed25519PrivateKey) -> bytes:
	"""Return a report as it is published: with its signature, in the canonical form."""
	public_key = get_public_key(key)
	signature = {
		"algorithm": ALGORITHM,
		"public_key": public_key,
		"fingerprint": get_fingerprint(public_key),
		"value": encode(key.sign(canonical(content))),
	}
	return canonical({**content, "signature": signature})


def check_signature(content: dict) -> str:
	"""Return the public key by which a report is signed.

	Raises:
	        SignatureError: when the report was changed after it was signed.
	"""
	signature = content["signature"]
	unsigned = {key: value for key, value in content.items() if key != "signature"}
	try:
		key = Ed25519PublicKey.from_public_bytes(base64.b64decode(signature["public_key"], validate=True))
		key.verify(base64.b64decode(signature["value"], validate=True), canonical(unsigned))
	except (ValueError, InvalidSignature):
		refuse_changed()
	if signature["fingerprint"] != get_fingerprint(signature["public_key"]):
		refuse_changed()
	return signature["public_key"]


def refuse_changed() -> None:
	"""Refuse a report that is not as its hub has signed it.

	Raises:
	        SignatureError: always.
	"""
	frappe.throw(
		_("The report was changed after its hub had signed it. Please get it from the hub once more."),
		SignatureError,
		title=_("Not Imported"),
	)


def get_public_key(key: Ed25519PrivateKey) -> str:
	return encode(key.public_key().public_bytes_raw())


def get_fingerprint(public_key: str) -> str:
	"""Return what people compare of a public key, in groups of four; empty for what is no key."""
	try:
		digest = hashlib.sha256(base64.b64decode(public_key, validate=True)).digest()
	except ValueError:
		return ""
	text = digest[:FINGERPRINT_BYTES].hex().upper()
	return " ".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def encode(content: bytes) -> str:
	return base64.b64encode(content).decode()


# The key of this hub


def create_key() -> None:
	"""Draw the key of the hub unless it has one."""
	if not get_decrypted_password(SETTINGS, SETTINGS, SECRET, raise_exception=False):
		draw_key()


def draw_key() -> None:
	"""Give the hub a new key; the public half of the former one stays published with the day on which it ended."""
	key = Ed25519PrivateKey.generate()
	set_encrypted_password(SETTINGS, SETTINGS, encode(key.private_bytes_raw()), SECRET)
	former = [{**row, "until": row.get("until") or today()} for row in get_public_keys()]
	public_key = get_public_key(key)
	rows = [{"public_key": public_key, "since": today(), "until": None}, *former]
	frappe.db.set_single_value(SETTINGS, "report_keys", json.dumps(rows))
	frappe.db.set_single_value(SETTINGS, "report_fingerprint", get_fingerprint(public_key))
	frappe.clear_document_cache(SETTINGS, SETTINGS)


def get_key() -> Ed25519PrivateKey:
	"""Return the key of the hub.

	Raises:
	        frappe.ValidationError: when there is none, or the site's own key does not open it.
	"""
	secret = get_decrypted_password(SETTINGS, SETTINGS, SECRET, raise_exception=False)
	if not secret:
		frappe.throw(_("There is no key that signs reports of the hub. Run a migration."))
	return Ed25519PrivateKey.from_private_bytes(base64.b64decode(secret))


def get_public_keys() -> list[dict]:
	"""Return the public keys of the hub, the one in use first: `public_key`, `since`, `until`."""
	return json.loads(frappe.db.get_single_value(SETTINGS, "report_keys") or "[]")


@frappe.whitelist(methods=["POST"])
def replace_key() -> str:
	"""Draw a new key for reports to come, and return its fingerprint; reports that were published stay valid.

	Raises:
	        frappe.PermissionError: for whoever is neither Hub Manager nor System Manager.
	"""
	frappe.only_for(MAY_REPLACE)
	draw_key()
	return frappe.db.get_single_value(SETTINGS, "report_fingerprint")
