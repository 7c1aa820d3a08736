# SPDX-License-Identifier: GPL-3.0-only
"""Who was reached by support: what stands in the ledger, be it a session, a request or a workshop (hook `hub_reached`)."""

from datetime import date as Date

import frappe
from frappe.query_builder import Case, DocType
from pypika.queries import QueryBuilder

from planota_hub.capacity_building.support.ledger import LEDGER
from planota_hub.metrics.queries import as_term
from planota_hub.planota_hub.outreach.reached import NGO, SUPPORT, WORKSHOP, as_reached, limit

# what is a contact on a channel of its own already
OWN_CHANNELS = ("Interaction", "Hub Event")


def get_support(first: Date | None, last: Date | None) -> QueryBuilder:
	"""Return every piece of support with the NGO that got it; a workshop is a channel of its own.

	A noted contact or an event that was support is one contact, on its own channel.
	"""
	entry = DocType(LEDGER)
	channel = Case().when(entry.kind == "Workshop", as_term(WORKSHOP)).else_(as_term(SUPPORT))
	given = frappe.qb.from_(entry).where(entry.source_doctype.notin(OWN_CHANNELS))
	return as_reached(
		limit(given, entry.posting_date, first, last),
		organisation_doctype=NGO,
		organisation=entry.ngo,
		reached_on=entry.posting_date,
		channel=channel,
		doctype=entry.source_doctype,
		name=entry.source_name,
		title=entry.kind,
		field_of_work=entry.field_of_work,
		municipality=entry.municipality,
	)
