# SPDX-License-Identifier: GPL-3.0-only
"""Link fields find what the search bar finds: words in any order, without capitals or carons, numbers in any spelling."""

from collections.abc import Iterator

import frappe
from frappe.model.meta import Meta
from frappe.utils import cint

from planota_hub.finding.search import select

# more suggestions nobody reads, and a statement has to name each
MOST_NAMES = 2000


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def choose(
	doctype: str,
	txt: str,
	searchfield: str,
	start: int,
	page_len: int,
	filters: dict | list | str | None,
	as_dict: bool = False,
) -> list:
	"""Hook `standard_queries`: what a link field offers, within its filters and what the session user may choose.

	Returns:
	        rows of name, title where links show it, and what tells records apart; those with a likely title first.
	"""
	meta = frappe.get_meta(doctype)
	wanted = list(make_filters(meta, frappe.parse_json(filters) or {}))
	order = {}
	if txt.strip():
		names = [txt.strip(), *(name for name, _rank in select(doctype, txt, limit=f"LIMIT {MOST_NAMES}"))]
		order = {name: number for number, name in reversed(list(enumerate(names)))}
		wanted.append([doctype, "name", "in", list(order)])
	is_open = not order
	rows = frappe.get_list(
		doctype,
		filters=wanted,
		fields=get_fields(meta),
		order_by="idx desc, creation desc, name asc",
		limit_start=cint(start) if is_open else 0,
		limit_page_length=cint(page_len) if is_open else 0,
		as_list=not as_dict,
	)
	if is_open:
		return list(rows)
	ordered = sorted(rows, key=lambda row: order[row["name"] if as_dict else row[0]])
	return ordered[cint(start) : cint(start) + cint(page_len)]


def make_filters(meta: Meta, filters: dict | list) -> Iterator[list]:
	"""Yield the filters of a link field; what is disabled is offered only where a field asks for it."""
	with_disabled = isinstance(filters, dict) and cint(filters.pop("include_disabled", 0))
	if isinstance(filters, dict):
		for fieldname, value in filters.items():
			operator, value = value if isinstance(value, list | tuple) else ("=", value)
			yield [meta.name, fieldname, operator, value]
	else:
		yield from filters
	if meta.has_field("disabled") and not with_disabled:
		yield [meta.name, "disabled", "!=", 1]


def get_fields(meta: Meta) -> list[str]:
	"""Return the columns of an answer as the framework has them: name, label, and the search fields."""
	label = [f"{meta.title_field} as label"] if meta.show_title_field_in_link and meta.title_field else []
	searched = [name for name in meta.get_search_fields() if name != "name"]
	return list(dict.fromkeys(["name", *label, *searched]))
