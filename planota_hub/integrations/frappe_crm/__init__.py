# SPDX-License-Identifier: GPL-3.0-only
"""Frappe CRM (app `crm`): a second CRM in the same shape, fields and maps only."""

from frappe.model.document import Document

from planota_hub.integrations.adapter import Adapter, LeadKind, PartyKind
from planota_hub.integrations.frappe_crm.custom_fields import CUSTOM_FIELDS

ORGANISATION_FIELDS = {"organization_name": "ngo_name", "website": "website"}


def read_lead(lead: Document) -> dict:
	"""Return what a lead tells of an organisation: title, contact data, person, and how it came."""
	person = " ".join(part for part in (lead.first_name, lead.last_name) if part)
	row = {
		"full_name": person,
		"function": "Contact Person",
		"email": lead.email,
		"phone": lead.mobile_no or lead.phone,
	}
	return {
		"title": lead.organization or lead.lead_name,
		"email": lead.email,
		"phone": lead.phone or lead.mobile_no,
		"website": lead.website,
		"person": row if person and lead.organization else None,
		"came_by": [lead.source] if lead.get("source") else [],
	}


ADAPTER = Adapter(
	app="crm",
	title="Frappe CRM",
	custom_fields=CUSTOM_FIELDS,
	parties=(PartyKind("CRM Organization", "organization_name", ORGANISATION_FIELDS),),
	leads=(LeadKind("CRM Lead", read_lead),),
)
