# SPDX-License-Identifier: GPL-3.0-only
"""Keys that sign the links in the hub's mails: one for each purpose, each replaced without touching the others.

A key is derived from two secrets that lie in different places, so that neither is enough alone to make up a
link: one of its own in the database, drawn at random and encrypted, and the site's encryption key, which is
in the configuration and in no table.
"""

import hashlib
import hmac
import json
import secrets
from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import add_days, cstr, getdate, now, today
from frappe.utils.password import get_decrypted_password, get_encryption_key

SIGNING_KEY = "Signing Key"
MAY_REPLACE = ("Hub Manager", "System Manager")
FORMER_LINKS_DAYS = 90


class Purpose(NamedTuple):
	"""What links are for; each area names its own in a constant `LINK_PURPOSES`, purpose -> these values.

	Attributes:
	        doctype: of the record behind the link, where the link stands and falls with values of it.
	        depends_on: its fields with those values.
	        decides: whoever opens the link decides something. It must not be opened by a link of a former version,
	        which did not depend on the address.
	"""

	doctype: str | None = None
	depends_on: tuple[str, ...] = ()
	decides: bool = False


def get_purposes() -> dict[str, Purpose]:
	"""Return what links are signed for, by the hook `hub_link_purposes`."""
	return {
		purpose: Purpose(**values)
		for path in frappe.get_hooks("hub_link_purposes")
		for purpose, values in frappe.get_attr(path).items()
	}


def create_keys() -> None:
	"""Draw the key of each purpose that has none yet."""
	for purpose in get_purposes():
		if not frappe.db.exists(SIGNING_KEY, purpose):
			draw_key(frappe.new_doc(SIGNING_KEY, purpose=purpose))


def draw_key(key) -> None:
	"""Give a purpose a new secret; links that were made before, of a former version too, are void."""
	key.secret = secrets.token_urlsafe(32)
	key.in_use_since = now()
	key.former_links_until = None
	key.flags.is_drawn = True
	# who may replace a key was decided before; nobody writes one by hand
	key.save(ignore_permissions=True, ignore_version=False)


def get_key(purpose: str) -> bytes:
	"""Return the key with which the links of a purpose are signed.

	Raises:
	        frappe.ValidationError: for a purpose that has no key.
	"""
	secret = get_decrypted_password(SIGNING_KEY, purpose, "secret", raise_exception=False)
	if not secret:
		frappe.throw(
			_(
				"There is no key that signs links for {0}. Run a migration, or replace it in Hub Settings."
			).format(purpose)
		)
	site = cstr(get_encryption_key()).encode()
	return hmac.new(site, f"{purpose}\n{secret}".encode(), hashlib.sha256).digest()


def accept_former_links() -> None:
	"""Let links that were mailed before each purpose had a key hold for a while, ballots excepted."""
	until = add_days(today(), FORMER_LINKS_DAYS)
	for purpose, values in get_purposes().items():
		if not values.decides:
			frappe.db.set_value(SIGNING_KEY, purpose, "former_links_until", until, update_modified=False)


def accepts_former_links(purpose: str) -> bool:
	"""Tell whether links of a former version still hold for a purpose."""
	until = frappe.db.get_value(SIGNING_KEY, purpose, "former_links_until")
	return bool(until) and getdate(until) >= getdate(today()) and not get_purposes()[purpose].decides


@frappe.whitelist(methods=["POST"])
def replace_keys(purposes: str | list) -> list[str]:
	"""Draw new keys for some purposes: every link that was made for them is void, all others hold.

	Args:
	        purposes: list of purposes, also as JSON.

	Returns:
	        the purposes whose key was replaced.

	Raises:
	        frappe.PermissionError: for whoever is neither Hub Manager nor System Manager.
	        frappe.ValidationError: without a purpose, or for one that there is not.
	"""
	frappe.only_for(MAY_REPLACE)
	asked = read_purposes(purposes)
	for purpose in asked:
		draw_key(frappe.get_doc(SIGNING_KEY, purpose))
	return asked


def read_purposes(purposes: str | list) -> list[str]:
	try:
		asked = json.loads(purposes) if isinstance(purposes, str) else purposes
	except ValueError:
		asked = None
	known = list(get_purposes())
	if not isinstance(asked, list) or not asked or not all(purpose in known for purpose in asked):
		frappe.throw(_("Please choose what the links are for whose keys are replaced."))
	return sorted(set(asked))
