# SPDX-License-Identifier: GPL-3.0-only
"""For `frappe/utils/global_search.py`: keep the search index, which the engine refuses to do on SQLite, and let
visitors search in what is published, which it does with a statement that SQLite does not know."""

from collections import defaultdict
from collections.abc import Collection

import frappe
from frappe.utils import global_search as engine

__all__ = ["sync_values", "web_search"]

COLUMNS = ("doctype", "name", "content", "published", "title", "route")

MOST_RESULTS = 100

_engine_sync_values = engine.sync_values
_engine_web_search = engine.web_search


def sync_values(values: Collection[tuple]) -> None:
	"""Put entries into the index in place of the older ones of the same documents."""
	if frappe.db.db_type != "sqlite":
		_engine_sync_values(values)
		return
	names = defaultdict(list)
	for doctype, name, *_text in values:
		names[doctype].append(name)
	# the index has no key by which it finds a document: each of these reads it as a whole
	for doctype, indexed in names.items():
		frappe.db.delete("__global_search", {"doctype": doctype, "name": ("in", indexed)})
	index = frappe.qb.Table("__global_search")
	frappe.qb.into(index).columns(*COLUMNS).insert(*values).run()


@frappe.whitelist(allow_guest=True)
def web_search(text: str, scope: str | None = None, start: int = 0, limit: int = 20) -> list[dict]:
	"""Return the published documents in which a text stands, those first that have it in their title.

	Args:
	        scope: only documents whose route begins like this.
	"""
	if frappe.db.db_type != "sqlite":
		return _engine_web_search(text, scope, start, limit)
	index = frappe.qb.Table("__global_search")
	query = frappe.qb.from_(index).select(index.doctype, index.name, index.content, index.title, index.route)
	query = query.where(index.published == 1).where(index.content.like(f"%{text}%"))
	if scope:
		query = query.where(index.route.like(f"{scope}%"))
	found = query.orderby(index.doctype, index.name).limit(MOST_RESULTS).run(as_dict=True)
	found.sort(key=lambda row: text.casefold() not in row.title.casefold())
	return found[max(start, 0) :][: max(limit, 0)]
