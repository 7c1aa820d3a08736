# SPDX-License-Identifier: GPL-3.0-only
"""A lead of the CRM that becomes an NGO or a stakeholder of the hub, with its history."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_link_to_form

from planota_hub.integrations.adapter import LeadKind, get_lead_kind
from planota_hub.integrations.history import LINK_FIELDS, carry_over
from planota_hub.rules.arguments import read_json
from planota_hub.rules.text import shown

# what a person is asked for, since no lead knows it
ASKED = {"NGO": ("legal_form", "municipality"), "Stakeholder": ("stakeholder_type", "municipality")}


@frappe.whitelist()
def propose(doctype: str, lead: str) -> dict:
	"""Return what the dialog on a lead begins with: its name, and the municipality when the town is one."""
	kind, doc = read_lead(doctype, lead, "read")
	known = kind.read(doc)
	town = known.get("seat_town")
	return {
		"title": known.get("title"),
		"municipality": frappe.db.exists("Municipality", town) if town else None,
		"linked": {target: doc.get(fieldname) for target, fieldname in LINK_FIELDS.items()},
	}


@frappe.whitelist(methods=["POST"])
def convert_lead(doctype: str, lead: str, into: str, values: dict | str) -> str:
	"""Make an NGO or a stakeholder of a lead and carry its history over.

	Args:
	        doctype: DocType of the lead, e.g. `Lead`.
	        lead: name of the lead.
	        into: `NGO` or `Stakeholder`.
	        values: what the lead does not know, see `ASKED`.

	Returns:
	        the name of the new record.

	Raises:
	        frappe.DuplicateEntryError: when the lead was made one already.
	        frappe.PermissionError: when the user may not change the lead or create the record.
	        frappe.ValidationError: what the register refuses; then nothing is made or moved.
	"""
	kind, doc = read_lead(doctype, lead, "write")
	refuse_second_record(doc, into)
	record = frappe.get_doc(get_values(kind, doc, into, read_json(_("Values"), values, dict)))
	return link_and_carry(kind, doc, record, insert=True)


@frappe.whitelist(methods=["POST"])
def link_lead(doctype: str, lead: str, into: str, name: str) -> str:
	"""Link a lead to an NGO or a stakeholder that the hub knows, and carry its history over.

	Raises:
	        frappe.DuplicateEntryError: when the lead is linked to one already.
	        frappe.PermissionError: when the user may not change both.
	"""
	kind, doc = read_lead(doctype, lead, "write")
	refuse_second_record(doc, into)
	record = frappe.get_doc(into, name)
	record.check_permission("write")
	return link_and_carry(kind, doc, record, insert=False)


def read_lead(doctype: str, lead: str, right: str) -> tuple[LeadKind, Document]:
	kind = get_lead_kind(doctype)
	doc = frappe.get_doc(doctype, lead, for_update=right == "write")
	doc.check_permission(right)
	return kind, doc


def refuse_second_record(lead: Document, into: str) -> None:
	if into not in LINK_FIELDS:
		frappe.throw(_("A lead becomes an NGO or a stakeholder, not {0}.").format(shown(into)))
	if name := lead.get(LINK_FIELDS[into]):
		frappe.throw(
			_("This lead is linked to {0} {1} already.").format(_(into), get_link_to_form(into, name)),
			frappe.DuplicateEntryError,
			title=_("Already Linked"),
		)


def get_values(kind: LeadKind, lead: Document, into: str, asked: dict) -> dict:
	"""Return the values of the new record: what the lead knows, and what was asked for."""
	known = kind.read(lead)
	shared = ("email", "phone", "website", "seat_town")
	values = {"doctype": into, **{key: known[key] for key in shared if known.get(key)}}
	if into == "NGO":
		values["ngo_name"] = known.get("title")
		if known.get("person"):
			values["representatives"] = [known["person"]]
	else:
		values["stakeholder_name"] = known.get("title")
	return {**values, **{key: asked.get(key) for key in ASKED[into] if asked.get(key)}}


def link_and_carry(kind: LeadKind, lead: Document, record: Document, insert: bool) -> str:
	"""Insert the record where it is new, link the lead to it and carry the history over: all or nothing."""
	frappe.db.savepoint("hub_lead")
	try:
		if insert:
			record.insert()
		lead.set(LINK_FIELDS[record.doctype], record.name)
		lead.save()
		carry_over(lead, record, kind.read_notes(lead))
		record.add_comment("Info", get_origin(kind, lead))
	except Exception:
		frappe.db.rollback(save_point="hub_lead")
		raise
	return record.name


def get_origin(kind: LeadKind, lead: Document) -> str:
	text = _("Taken over from {0} {1}.").format(_(lead.doctype), get_link_to_form(lead.doctype, lead.name))
	came_by = kind.read(lead).get("came_by") or []
	if came_by:
		text += " " + _("It came by: {0}").format(", ".join(shown(part) for part in came_by))
	return text
