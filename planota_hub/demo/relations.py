# SPDX-License-Identifier: GPL-3.0-only
"""Relations between organisations of the demo region: members of federations, founders, lead partners, a successor."""

import frappe
from frappe.utils import add_days, today

from planota_hub.demo.files import read
from planota_hub.demo.marking import mark, move_to_past
from planota_hub.demo.people import find

RELATION, TYPE = "Organisation Relation", "Organisation Relation Type"
KINDS = {"ngo": ("NGO", "ngo_name"), "stakeholder": ("Stakeholder", "stakeholder_name")}


def load_relations() -> None:
	"""Load the relations that are missing, as far as the site has the organisations and the kinds."""
	for values in read("relations.json"):
		load_relation(values)


def load_relation(values: dict) -> None:
	first, second = find_side(values, ""), find_side(values, "to_")
	if not (first and second and frappe.db.exists(TYPE, values["type"])):
		return
	sides = {
		"organisation_doctype": first[0],
		"organisation": first[1],
		"related_doctype": second[0],
		"related": second[1],
	}
	if frappe.db.exists(RELATION, {"relation_type": values["type"], **sides}):
		return
	from_date = add_days(today(), values["from_days"]) if "from_days" in values else values.get("from")
	relation = frappe.get_doc(
		{
			"doctype": RELATION,
			"relation_type": values["type"],
			**sides,
			"from_date": from_date,
			"to_date": values.get("until"),
			"known_from": values.get("source"),
			"note": values.get("note"),
		}
	).insert(ignore_permissions=True)
	mark(RELATION, relation.name)
	move_to_past(RELATION, relation.name, add_days(today(), -30))


def find_side(values: dict, prefix: str) -> tuple[str, str] | None:
	"""Return DocType and name of one of the two organisations; None when the site does not have it."""
	for key, (doctype, fieldname) in KINDS.items():
		if title := values.get(f"{prefix}{key}"):
			name = find(doctype, fieldname, title)
			return (doctype, name) if name else None
	return None
