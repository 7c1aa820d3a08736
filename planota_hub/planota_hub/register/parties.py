# SPDX-License-Identifier: GPL-3.0-only
"""Organisations as parties of what is signed: seat, number and who represents them, as the register knows them."""

from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from planota_hub.planota_hub.register.addresses import join_seat

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo_representative.ngo_representative import NGORepresentative

# who may sign for an NGO by its office, the first of these before the others
SIGNING_FUNCTIONS = ("President", "Director", "Legal Representative")


def describe_party(doctype: str | None, name: str | None) -> frappe._dict:
	"""Return `address`, `number`, `representative` and `function` of an NGO or stakeholder; empty what is not known."""
	known = frappe._dict(address="", number="", representative="", function="")
	if not doctype or not name or not frappe.db.exists(doctype, name):
		return known
	organisation = frappe.get_cached_doc(doctype, name)
	known.update(address=join_seat(organisation), number=organisation.registration_number or "")
	person = find_representative(organisation)
	if person:
		known.update(representative=person.full_name, function=_(person.function))
	return known


def find_representative(organisation: Document) -> "NGORepresentative | None":
	"""Return who signs for an NGO by office today; None when nobody is known, as of every stakeholder."""
	current = [row for row in organisation.get("representatives") or [] if row.is_current]
	for function in SIGNING_FUNCTIONS:
		if found := next((row for row in current if row.function == function), None):
			return found
	return None


def describe_signature(row: Any, signed_on=None) -> frappe._dict:
	"""Return a partner as a party: who signs is whom its row names, else who may by the register.

	That is `party`, `address`, `number`, `person`, `function` and `signed_on`.

	Args:
	        row: of a table of partners: `partner_type`, `partner`, `partner_name`, `signatory_name`, `signatory_function`.
	"""
	known, named = describe_party(row.partner_type, row.partner), bool(row.get("signatory_name"))
	return frappe._dict(
		party=row.partner_name,
		address=known.address,
		number=known.number,
		person=cstr(row.signatory_name if named else known.representative),
		function=cstr(row.signatory_function if named else known.function),
		signed_on=signed_on,
	)
