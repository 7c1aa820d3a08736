# SPDX-License-Identifier: GPL-3.0-only
"""Who was reached by a noted contact (hook `hub_reached`)."""

from datetime import date as Date

import frappe
from frappe.query_builder import DocType
from pypika.queries import QueryBuilder

from planota_hub.planota_hub.interactions.rules import FROM_US, INTERACTION, ONE_WAY
from planota_hub.planota_hub.outreach.reached import as_reached, limit


def get_interactions(first: Date | None, last: Date | None) -> QueryBuilder:
	"""Return the contacts in which organisations were reached: conversations, and what was written to them.

	Who wrote to the hub was not reached by it until somebody answers.
	"""
	entry = DocType(INTERACTION)
	met = frappe.qb.from_(entry).where(entry.organisation.isnotnull())
	met = met.where(entry.channel.notin(ONE_WAY) | (entry.direction == FROM_US))
	return as_reached(
		limit(met, entry.happened_on, first, last),
		organisation_doctype=entry.organisation_doctype,
		organisation=entry.organisation,
		reached_on=entry.happened_on,
		channel=entry.channel,
		doctype=INTERACTION,
		name=entry.name,
		title=entry.topic,
		municipality=entry.municipality,
	)
