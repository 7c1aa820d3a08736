# SPDX-License-Identifier: GPL-3.0-only
"""Partners of consortia, plans and proposals: an NGO of the register or a stakeholder, and its sector.

A row or document names a partner in two fields, `partner_type` and `partner`; name and sector are derived from
the register, so that lists, rules and prints need not look them up.
"""

from collections.abc import Iterable
from datetime import date as Date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import Criterion
from frappe.utils import getdate

from planota_hub.permissions import get_represented_ngos_query
from planota_hub.planota_hub.register.sector_balance import CIVIL_SOCIETY
from planota_hub.rules.text import field_label, shown

# type of partner -> the field with its name
NAME_FIELDS = {"NGO": "ngo_name", "Stakeholder": "stakeholder_name"}
# DocType -> (field with the type, field with the partner, field with its name): copies that follow the register
COPIES = {
	"Consortium Partner": ("partner_type", "partner", "partner_name"),
	"Joint Action Plan Party": ("partner_type", "partner", "partner_name"),
	"Joint Action": ("partner_type", "partner", "partner_name"),
	"Programme Proposal Partner": ("partner_type", "partner", "partner_name"),
	"Programme Proposal": ("lead_type", "lead", "lead_name"),
}

# type and name of a partner
Partner = tuple[str, str]


def key_of(row) -> Partner:
	"""Return what identifies the partner of a row."""
	return row.get("partner_type"), row.get("partner")


def set_partners(rows: Iterable[Document]) -> None:
	"""Derive name and sector of the partners of rows from the register, in one query per type."""
	rows = list(rows)
	known = look_up(key_of(row) for row in rows)
	for row in rows:
		values = known.get(key_of(row))
		if not values:
			refuse_unknown(row, "partner")
		row.partner_name = values.name
		if row.meta.has_field("sector"):
			row.sector = values.sector


def set_lead(doc: Document) -> None:
	"""Derive the name of the lead partner of a document."""
	partner = (doc.lead_type, doc.lead)
	values = look_up([partner]).get(partner)
	if not values:
		refuse_unknown(doc, "lead")
	doc.lead_name = values.name


def look_up(partners: Iterable[Partner]) -> dict[Partner, frappe._dict]:
	"""Return `name` and `sector` of partners; those that the register does not know are left out."""
	partners = set(partners)
	found = {}
	for partner_type, name_field in NAME_FIELDS.items():
		names = sorted(name for of_type, name in partners if of_type == partner_type and name)
		fields = ["name", name_field, *(["sector"] if partner_type == "Stakeholder" else [])]
		for row in frappe.get_all(partner_type, {"name": ("in", names or [""])}, fields, order_by="name asc"):
			sector = row.get("sector") or CIVIL_SOCIETY
			found[partner_type, row.name] = frappe._dict(name=row[name_field], sector=sector)
	return found


def refuse_unknown(doc: Document, fieldname: str) -> None:
	frappe.throw(
		_("{0}: please choose an NGO or a stakeholder of the register.").format(field_label(doc, fieldname)),
		frappe.LinkValidationError,
		title=_("Unknown Partner"),
	)


def refuse_twice(rows: Iterable[Document]) -> None:
	"""Refuse a partner that stands in two rows of a table without terms.

	Raises:
	        frappe.ValidationError: naming the partner.
	"""
	seen = set()
	for row in rows:
		if key_of(row) in seen:
			throw_twice(row)
		seen.add(key_of(row))


def throw_twice(row: Document) -> None:
	frappe.throw(
		_("{0}: {1} is there already. A partner stands in one row at a time.").format(
			field_label(row, "partner"), shown(row.partner_name)
		),
		frappe.DuplicateEntryError,
		title=_("Partner Twice"),
	)


# Terms: partners come and go


def validate_terms(rows: Iterable[Document]) -> None:
	"""Check the terms of partners: each ends after it begins, and no partner is there twice at the same time.

	Raises:
	        frappe.ValidationError: naming row and field.
	"""
	terms: dict[Partner, list[Document]] = {}
	for row in rows:
		if row.from_date and row.to_date and getdate(row.to_date) < getdate(row.from_date):
			frappe.throw(
				_("{0}: {1} can't leave before it joins.").format(
					field_label(row, "to_date"), shown(row.partner_name)
				),
				title=_("Wrong Term"),
			)
		if any(overlap(row, other) for other in terms.setdefault(key_of(row), [])):
			throw_twice(row)
		terms[key_of(row)].append(row)


def overlap(row, other) -> bool:
	"""Tell whether two terms have a day in common; an empty date leaves that end open."""
	return is_within(row, other.get("from_date"), other.get("to_date"))


def is_within(row, first: Date | str | None, last: Date | str | None) -> bool:
	"""Tell whether the term of a row has a day in common with the days from first to last."""
	begins_late = row.get("from_date") and last and getdate(row.get("from_date")) > getdate(last)
	ends_early = row.get("to_date") and first and getdate(row.get("to_date")) < getdate(first)
	return not begins_late and not ends_early


def lasts_on(row, day: Date | str) -> bool:
	"""Tell whether somebody is a partner on a day."""
	return is_within(row, day, day)


# Copies of names


def follow_partner(doc: Document, method: str | None = None) -> None:
	"""Hook of NGO and Stakeholder: a new name is copied to where the organisation is a partner."""
	name = doc.get(NAME_FIELDS[doc.doctype])
	before = doc.get_doc_before_save()
	if not before or before.get(NAME_FIELDS[doc.doctype]) == name:
		return
	copy_name(doc.doctype, doc.name, name)


def copy_name(partner_type: str, partner: str, name: str) -> None:
	"""Write the name of an organisation to where it is a partner."""
	for doctype, (type_field, partner_field, name_field) in COPIES.items():
		table = frappe.qb.DocType(doctype)
		is_copy = (table[type_field] == partner_type) & (table[partner_field] == partner)
		frappe.qb.update(table).set(table[name_field], name).where(is_copy).run()


# Who is reached


def get_emails(partners: Iterable[Partner]) -> dict[Partner, list[str]]:
	"""Return the e-mail addresses that speak for partners: current representatives of an NGO, else its own."""
	partners = set(partners)
	ngos = sorted(name for partner_type, name in partners if partner_type == "NGO")
	stakeholders = sorted(name for partner_type, name in partners if partner_type == "Stakeholder")
	emails: dict[Partner, list[str]] = {}
	for row in frappe.get_all(
		"NGO Representative",
		{"parenttype": "NGO", "parent": ("in", ngos or [""]), "is_current": 1, "email": ("is", "set")},
		["parent", "email"],
		order_by="parent asc, idx asc",
	):
		emails.setdefault(("NGO", row.parent), []).append(row.email)
	for doctype, names in (("NGO", ngos), ("Stakeholder", stakeholders)):
		filters = {"name": ("in", names or [""]), "email": ("is", "set")}
		for row in frappe.get_all(doctype, filters, ["name", "email"], order_by="name asc"):
			emails.setdefault((doctype, row.name), [row.email])
	return {partner: list(dict.fromkeys(found)) for partner, found in emails.items()}


def is_represented_by(table, user: str) -> Criterion:
	"""Return the condition that a row's partner is an NGO that a user represents today."""
	return (table.partner_type == "NGO") & table.partner.isin(get_represented_ngos_query(user))


def is_coordinated_by(table, ngos_query) -> Criterion:
	"""Return the condition that a row's partner is one of the NGOs of a query."""
	return (table.partner_type == "NGO") & table.partner.isin(ngos_query)
