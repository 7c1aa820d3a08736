# SPDX-License-Identifier: GPL-3.0-only
"""What the money of funded projects can prove: one row per entry of spending."""

from datetime import date

import frappe
from frappe.query_builder import DocType
from pypika.queries import QueryBuilder

from planota_hub.metrics.queries import is_within, keep, select_records
from planota_hub.metrics.registry import accepts

SPENDING = "Project Spending"


@accepts("funded_project")
def get_spending(start: date, end: date, filters: dict | None = None) -> QueryBuilder:
	"""Return what was spent in funded projects from `start` to `end`, both included, each entry with its amount.

	Args:
	        filters: `funded_project`.
	"""
	row = DocType(SPENDING)
	spent = frappe.qb.from_(row).where(row.parenttype == "Funded Project")
	spent = keep(spent.where(is_within(row.spent_on, start, end)), filters, funded_project=row.parent)
	return select_records(spent, SPENDING, row.name, row.spent_on, row.amount)
