# SPDX-License-Identifier: GPL-3.0-only
"""How ERPNext's records and the hub's say the same thing."""

import frappe
from frappe.model.document import Document

from planota_hub.integrations.adapter import has_doctype
from planota_hub.integrations.erpnext.documents import find_lead
from planota_hub.integrations.erpnext.versions import find_field

# field of ERPNext -> field of the NGO
CUSTOMER_FIELDS = {"customer_name": "ngo_name", "tax_id": "tax_number", "website": "website"}
SUPPLIER_FIELDS = {"supplier_name": "ngo_name", "tax_id": "tax_number", "website": "website"}


# the group that suits an NGO, where ERPNext has it
NGO_GROUPS = ("Non Profit", "Non-Profit")


def get_customer_defaults() -> dict:
	"""Return what ERPNext wants to know of every customer: its group and territory as the site's settings say.

	Without a default there they are the group of those that work for no profit, and the country.
	"""
	country = frappe.db.get_default("country")
	return {
		"customer_type": "Company",
		"customer_group": get_default("Selling Settings", "customer_group", "Customer Group", NGO_GROUPS),
		"territory": get_default("Selling Settings", "territory", "Territory", (country,) if country else ()),
	}


def get_supplier_defaults() -> dict:
	"""Return what ERPNext wants to know of every supplier."""
	return {
		"supplier_type": "Company",
		"supplier_group": get_default("Buying Settings", "supplier_group", "Supplier Group"),
	}


def get_origin(ngo: str) -> dict:
	"""Return the lead that became an NGO, so that ERPNext knows it as converted to this customer."""
	lead = find_lead(ngo)
	return {"lead_name": lead} if lead else {}


def get_default(settings: str, fieldname: str, doctype: str, suitable: tuple[str, ...] = ()) -> str | None:
	"""Return the site's default for a tree of ERPNext, or else the leaf that suits, or else the first one."""
	if has_doctype(settings) and (default := frappe.db.get_single_value(settings, fieldname)):
		return default
	leaves = {"is_group": 0}
	for name in suitable:
		if frappe.db.exists(doctype, {**leaves, "name": name}):
			return name
	return frappe.db.get_value(doctype, leaves, "name", order_by="lft asc")


def read_lead(lead: Document) -> dict:
	"""Return what a lead tells of an organisation: title, contact data, person, and how it came."""
	return {
		"title": lead.company_name or lead.lead_name,
		"email": lead.email_id,
		"phone": lead.phone or lead.mobile_no,
		"website": lead.website,
		"seat_town": lead.city,
		"person": read_person(lead),
		"came_by": read_origin(lead),
	}


def read_person(lead: Document) -> dict | None:
	"""Return the person of a lead as a representative; a lead without an organisation is not one."""
	if not lead.company_name or not lead.lead_name or lead.lead_name == lead.company_name:
		return None
	name = " ".join(part for part in (lead.first_name, lead.middle_name, lead.last_name) if part)
	return {
		"full_name": name or lead.lead_name,
		"function": "Contact Person",
		"email": lead.email_id,
		"phone": lead.mobile_no or lead.phone,
	}


def read_origin(lead: Document) -> list[str]:
	"""Return source and campaign of a lead, whatever this ERPNext calls them."""
	names = [find_field(what, lead.meta.has_field) for what in ("source", "campaign")]
	return [lead.get(name) for name in names if name and lead.get(name)]


def read_notes(lead: Document) -> list[tuple[str, str]]:
	"""Return the notes of a lead as (author, text)."""
	return [(row.added_by or row.owner, row.note) for row in lead.get("notes") or ()]
