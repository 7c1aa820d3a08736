# SPDX-License-Identifier: GPL-3.0-only
"""What metrics count, as tests look at it."""

import frappe
from frappe.utils import getdate
from pypika.queries import QueryBuilder


def read_counted(query: QueryBuilder) -> list[dict]:
	"""Return the rows of a metric as it answers them, the oldest first."""
	rows = [{**row, "date": getdate(row.date)} for row in query.run(as_dict=True)]
	return sorted(rows, key=lambda row: (row["date"], row["doctype"], row["name"]))


def read_evidence(reading: str) -> list[frappe._dict]:
	"""Return the counted records of a reading as they are stored, in their order."""
	return frappe.get_all("Counted Record", {"parent": reading}, ["*"], order_by="idx asc")
