# SPDX-License-Identifier: GPL-3.0-only
"""What the register can prove: one row per counted NGO, for indicators and for the report of the hub."""

from datetime import date, timedelta

import frappe
from frappe.query_builder import DocType
from frappe.utils import getdate
from pypika.queries import QueryBuilder

from planota_hub.metrics.queries import keep_fields, select_records
from planota_hub.metrics.registry import accepts


@accepts(lasting=True)
def get_registered_ngos(start: date, end: date, filters: dict | None = None) -> QueryBuilder:
	"""Return the NGOs of the register that were verified until `end` and are active now.

	Args:
	        filters: further ones on NGO.
	"""
	ngo = DocType("NGO")
	verified = frappe.qb.from_(ngo).where(ngo.stage == "Verified")
	verified = verified.where(ngo.verified_on < getdate(end) + timedelta(days=1))
	return select_records(
		keep_fields(verified, "NGO", filters), "NGO", ngo.name, ngo.verified_on, ngo=ngo.name
	)
