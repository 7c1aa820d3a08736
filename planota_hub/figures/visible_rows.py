# SPDX-License-Identifier: GPL-3.0-only
"""What a reader may see of a table, as a condition for statements that add up in the database.

Lists ask the framework row by row; a figure over a million rows is added up where they lie, with the same
condition.
"""

from typing import Any

import frappe
from frappe.desk.reportview import build_match_conditions
from frappe.query_builder import Criterion
from frappe.query_builder.functions import Count
from pypika.terms import LiteralValue


class Visible(LiteralValue, Criterion):
	"""A condition in the words of the database, every % doubled as statements with parameters want it."""


def visible(doctype: str) -> Criterion:
	"""Return the condition under which the current user sees the rows of a DocType in its list.

	Raises:
	        frappe.PermissionError: for whoever may not read the DocType at all, as its list does.
	"""
	frappe.has_permission(doctype, "read", throw=True)
	condition = build_match_conditions(doctype)
	return Visible(f"({condition})" if condition else "1 = 1")


def count_visible(doctype: str, filters: dict[str, Any] | list[list]) -> int:
	"""Return how many rows of a DocType fulfil the filters and are seen by the current user.

	Raises:
	        frappe.PermissionError: for whoever may not read the DocType at all, as its list does.
	"""
	query = frappe.qb.get_query(doctype, filters=filters, fields=[Count("*")])
	return query.where(visible(doctype)).run()[0][0]
