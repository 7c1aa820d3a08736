# SPDX-License-Identifier: GPL-3.0-only
"""The field of File that says which proof a file is: added at installation, removed with the app."""

import frappe

from planota_hub.funding.proofs.kinds import FIELD, FILE, KINDS
from planota_hub.rules.custom_fields import add_fields, remove_field

PROOF_FIELD = {
	"fieldname": FIELD,
	"fieldtype": "Select",
	"label": "Kind of Proof",
	"options": "\n".join(("", *KINDS)),
	"insert_after": "attached_to_name",
	"in_standard_filter": 1,
	"no_copy": 1,
	"translatable": 0,
	"module": "Funding",
}


def add_proof_field() -> None:
	"""Add the field where it is missing, and bring its kinds up to date."""
	name = frappe.db.get_value("Custom Field", {"dt": FILE, "fieldname": FIELD})
	if not name:
		add_fields(FILE, [PROOF_FIELD])
	elif frappe.db.get_value("Custom Field", name, "options") != PROOF_FIELD["options"]:
		frappe.get_doc("Custom Field", name).update({"options": PROOF_FIELD["options"]}).save(
			ignore_permissions=True
		)


def remove_proof_field() -> None:
	"""Remove the field, and what stands in it."""
	remove_field(FILE, FIELD)
	frappe.clear_cache(doctype=FILE)
