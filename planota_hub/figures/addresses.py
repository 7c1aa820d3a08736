# SPDX-License-Identifier: GPL-3.0-only
"""Addresses of the Desk at which the records behind a figure are read."""

import json
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from frappe.desk.utils import slug
from frappe.utils import cstr

# a filter of a list: a value, or an operator with what it takes
Filter = str | list


def get_list_address(doctype: str, filters: Mapping[str, Filter]) -> str:
	"""Return the address of the list of a DocType that these filters narrow down."""
	return add_query(f"/app/{slug(doctype)}", filters)


def get_report_address(report: str, filters: Mapping[str, Filter]) -> str:
	"""Return the address of a report with its filters."""
	return add_query(f"/app/query-report/{quote(report)}", filters)


def between(first, last) -> list:
	"""Return the filter of the days from one to another, both included."""
	return ["between", [cstr(first), cstr(last)]]


def add_query(path: str, filters: Mapping[str, Filter]) -> str:
	query = {name: value if isinstance(value, str) else json.dumps(value) for name, value in filters.items()}
	return f"{path}?{urlencode(query)}" if query else path
