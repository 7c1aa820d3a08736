"""For `frappe/utils/global_search.py`: keep the search index, which the engine refuses to do on SQLite."""

from collections.abc import Collection

import frappe
from frappe.utils import global_search as engine

__all__ = ["sync_values"]

COLUMNS = ("doctype", "name", "content", "published", "title", "route")

_engine_sync_values = engine.sync_values


def sync_values(values: Collection[tuple]) -> None:
	"""Put entries into the index in place of the older ones of the same documents."""
	if frappe.db.db_type != "sqlite":
		_engine_sync_values(values)
		return
	for entry in values:
		frappe.db.delete("__global_search", {"doctype": entry[0], "name": entry[1]})
	index = frappe.qb.Table("__global_search")
	frappe.qb.into(index).columns(*COLUMNS).insert(*values).run()
