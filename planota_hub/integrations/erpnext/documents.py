# SPDX-License-Identifier: GPL-3.0-only
"""What ERPNext makes of a lead or a party by its own ways belongs to the same NGO or stakeholder.

ERPNext copies a lead into a customer, and a customer into a quotation or project, without the links of the hub: these
are no fields to copy, since one NGO has one customer. So each document asks its party for them while it is saved.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_link_to_form

from planota_hub.integrations.adapter import NGO_FIELD, STAKEHOLDER_FIELD, is_linked
from planota_hub.rules.text import shown

LINKS = (NGO_FIELD, STAKEHOLDER_FIELD)
LEAD, CUSTOMER = "Lead", "Customer"
# document of ERPNext -> field with the kind of its party (None: it is a customer), field with the party
PARTY_FIELDS = {
	"Opportunity": ("opportunity_from", "party_name"),
	"Quotation": ("quotation_to", "party_name"),
	"Project": (None, "customer"),
	"Contract": ("party_type", "party_name"),
}


class NGOHasCustomerError(frappe.DuplicateEntryError):
	"""ERPNext would make a second customer of an NGO."""


def follow_party(doc: Document, method: str | None = None) -> None:
	"""Give a document the NGO and the stakeholder of its party, unless it names its own (hook `validate`)."""
	kind_field, name_field = PARTY_FIELDS[doc.doctype]
	fill_links(doc, doc.get(kind_field) if kind_field else CUSTOMER, doc.get(name_field))


def fill_links(doc: Document, party_type: str | None, party: str | None) -> None:
	if not party_type or not party or any(doc.get(fieldname) for fieldname in LINKS):
		return
	for fieldname in LINKS:
		if is_linked(doc.doctype, fieldname) and is_linked(party_type, fieldname):
			doc.set(fieldname, frappe.db.get_value(party_type, party, fieldname))


def follow_lead(customer: Document, method: str | None = None) -> None:
	"""A customer that ERPNext makes of a linked lead is the NGO's, which has one at most (hook `validate`).

	Raises:
	        NGOHasCustomerError: naming the customer that the NGO has already.
	"""
	lead = customer.get("lead_name")
	if (
		not lead
		or customer.get(NGO_FIELD)
		or not is_linked(CUSTOMER, NGO_FIELD)
		or not is_linked(LEAD, NGO_FIELD)
	):
		return
	ngo = frappe.db.get_value(LEAD, lead, NGO_FIELD)
	if ngo:
		refuse_second_customer(customer, ngo)
	fill_links(customer, LEAD, lead)


def refuse_second_customer(customer: Document, ngo: str) -> None:
	others = {NGO_FIELD: ngo, "name": ("!=", customer.name or "")}
	known = frappe.db.get_value(CUSTOMER, others, "name", order_by="creation asc")
	if known:
		frappe.throw(
			_("The NGO of this lead, {0}, is a customer already: {1}. Open it and go on from there.").format(
				shown(frappe.db.get_value("NGO", ngo, "ngo_name")), get_link_to_form(CUSTOMER, known)
			),
			NGOHasCustomerError,
			title=_("Already Linked"),
		)


def hand_links_on(party: Document, method: str | None = None) -> None:
	"""A party or lead that was linked hands its links on to what was made of it before (hook `on_update`)."""
	before = party.get_doc_before_save()
	for fieldname in LINKS:
		value = party.get(fieldname)
		if value and value != (before.get(fieldname) if before else None):
			for doctype in PARTY_FIELDS:
				fill_earlier(doctype, fieldname, party, value)
	if party.doctype == LEAD and party.get(NGO_FIELD):
		name_lead(party.get(NGO_FIELD), party.name)


def fill_earlier(doctype: str, fieldname: str, party: Document, value: str) -> None:
	"""Link the documents of a party that are linked to nothing of this kind yet, as they are, whoever may change them."""
	kind_field, name_field = PARTY_FIELDS[doctype]
	if not is_linked(doctype, fieldname) or (not kind_field and party.doctype != CUSTOMER):
		return
	filters = {name_field: party.name, fieldname: ("is", "not set")}
	if kind_field:
		filters[kind_field] = party.doctype
	names = frappe.get_all(doctype, filters, pluck="name", order_by="name asc", limit_page_length=0)
	for name in names:
		frappe.db.set_value(doctype, name, fieldname, value, update_modified=False)


def find_lead(ngo: str) -> str | None:
	"""Return the lead that became an NGO, the oldest when there are several."""
	if not is_linked(LEAD, NGO_FIELD):
		return None
	return frappe.db.get_value(LEAD, {NGO_FIELD: ngo}, "name", order_by="creation asc")


def name_lead(ngo: str, lead: str) -> None:
	"""Let the NGO's customer, if it names no lead, name the one that it came from."""
	if not is_linked(CUSTOMER, NGO_FIELD):
		return
	customer = frappe.db.get_value(CUSTOMER, {NGO_FIELD: ngo}, ["name", "lead_name"], as_dict=True)
	if customer and not customer.lead_name:
		doc = frappe.get_doc(CUSTOMER, customer.name)
		doc.lead_name = lead
		doc.save(ignore_permissions=True)
