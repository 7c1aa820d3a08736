# SPDX-License-Identifier: GPL-3.0-only
"""What records are called, for many of them in one query."""

from collections.abc import Iterable

import frappe

from planota_hub.rules.many import narrow


def get_titles(doctype: str, names: Iterable[str | None]) -> dict[str, str]:
	"""Return the titles of records by their names, in the order of the titles; empty names are left out."""
	title_field = frappe.get_meta(doctype).get_title_field()
	wanted = set(filter(None, names))
	named = narrow(wanted)
	rows = frappe.get_all(
		doctype,
		{} if named is None else {"name": ("in", named)},
		["name", title_field],
		order_by=f"{title_field} asc, name asc",
		as_list=True,
		limit_page_length=0,
	)
	return {name: title for name, title in rows if name in wanted}
