# SPDX-License-Identifier: GPL-3.0-only
"""Messages are sent in the own name, and move between documents that their mover may change."""

import frappe
from frappe import email as framework
from frappe.core.doctype.communication import email
from frappe.utils import get_fullname, parse_addr

from planota_hub.guards.documents import is_own
from planota_hub.guards.marks import require_change


@frappe.whitelist()
def make(**arguments) -> dict:
	"""In place of `frappe.core.doctype.communication.email.make`: from an address of who is logged in."""
	_name, address = parse_addr(arguments.get("sender") or "")
	if address not in get_own_addresses():
		arguments.pop("sender", None)
		arguments["sender_full_name"] = get_fullname(frappe.session.user)
	arguments.pop("cmd", None)
	return email.make(**arguments)


def get_own_addresses() -> set[str]:
	"""Return the addresses from which the current user sends: the own one, and those of the own accounts."""
	user = frappe.session.user
	accounts = frappe.get_all("User Email", {"parent": user}, pluck="email_id", order_by="idx asc")
	return {frappe.db.get_value("User", user, "email"), *accounts} - {None, ""}


@frappe.whitelist()
def relink(name: str, reference_doctype: str | None = None, reference_name: str | None = None) -> None:
	"""In place of `frappe.email.relink`: a message moves from and to documents that its mover may change."""
	message = frappe.get_doc("Communication", name)
	for doctype, document in (
		(message.reference_doctype, message.reference_name),
		(reference_doctype, reference_name),
	):
		if is_own(doctype):
			require_change(doctype, document)
	framework.relink(name, reference_doctype, reference_name)
