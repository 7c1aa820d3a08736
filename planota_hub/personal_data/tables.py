# SPDX-License-Identifier: GPL-3.0-only
"""Every text that the site's database holds, whatever wrote it there."""

from collections.abc import Iterator

import frappe
from frappe.query_builder import Field, Table
from frappe.utils.caching import request_cache

from planota_hub.finding.index import TABLE as FOUND
from planota_hub.personal_data.words import Words

TEXT_TYPES = ("CHAR", "TEXT", "JSON")
# SQLite takes no more than a thousand in one query
CONDITIONS = 400
SEARCH = "__global_search"
# what is found by folded words is cleaned with the record that it is made of
INDEXES = (SEARCH, FOUND)
# who wrote, saw, liked or has to do something: users, who are renamed in all of them at once
USER_COLUMNS = ("owner", "modified_by", "_seen", "_liked_by", "_assign")
# what the framework makes anew by itself, and by what a row is known where no row has a name
THROWN_AWAY = {"__UserSettings": ("user", "doctype"), "tabSessions": ("user", "sid")}


@request_cache
def get_text_columns() -> dict[str, list[str]]:
	"""Return the columns with text of every table."""
	columns: dict[str, list[str]] = {}
	for table, column, kind in read_columns():
		if any(text in kind.upper() for text in TEXT_TYPES) and not table.startswith(INDEXES):
			columns.setdefault(table, []).append(column)
	return columns


def read_columns() -> Iterator[tuple[str, str, str]]:
	"""Yield table, name and type of every column."""
	if frappe.db.db_type == "sqlite":
		yield from frappe.db.sql(
			"""SELECT tables.name, columns.name, columns.type FROM sqlite_master AS tables
			JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'
			ORDER BY tables.name ASC, columns.cid ASC"""
		)
		return
	yield from frappe.db.sql(
		"""SELECT table_name, column_name, data_type FROM information_schema.columns
		WHERE table_schema = DATABASE() ORDER BY table_name ASC, ordinal_position ASC"""
	)


def find_rows(words: Words, tables: dict[str, list[str]] | None = None) -> Iterator[tuple[str, dict]]:
	"""Yield table and texts of every row that holds one of the words.

	Args:
	        tables: with their columns; every text of the database without them.
	"""
	needles = words.get_needles()
	for table, columns in (get_text_columns() if tables is None else tables).items():
		for row in select_rows(table, columns, needles):
			if any(words.name_person(value) for value in row.values()):
				yield table, row


def select_rows(table: str, columns: list[str], needles: list[str]) -> list[dict]:
	"""Return the texts of the rows that may hold one of the needles."""
	rows = {}
	selected = ", ".join(f"`{column}`" for column in columns)
	step = max(CONDITIONS // max(len(needles), 1), 1)
	for start in range(0, len(columns) if needles else 0, step):
		chunk = columns[start : start + step]
		conditions = " OR ".join(f"`{column}` LIKE %s" for column in chunk for _needle in needles)
		values = [f"%{needle}%" for needle in needles] * len(chunk)
		# names of tables and columns can't be parameters; they come from the database itself
		query = f"SELECT {selected} FROM `{table}` WHERE {conditions}"
		for row in frappe.db.sql(query, values, as_dict=True):
			rows[tuple(row.values())] = row
	return list(rows.values())


def read_rows(table: str, key: dict) -> list[dict]:
	"""Return the texts of the rows of a table that have this key."""
	columns = get_text_columns()[table]
	query = frappe.qb.from_(Table(table)).select(*(Field(column) for column in columns))
	for column, value in key.items():
		query = query.where(Field(column) == value)
	return query.run(as_dict=True)


def clean_row(table: str, row: dict, words: Words, but: tuple[str, ...] = ()) -> None:
	"""Take the words out of the texts of a row.

	Args:
	        but: columns that stay as they are.
	"""
	cleaned = {
		column: words.remove_from(value)
		for column, value in row.items()
		if column not in (*but, "name") and isinstance(value, str) and words.name_person(value)
	}
	if cleaned:
		update_row(table, get_key(row), cleaned)


def get_key(row: dict) -> dict:
	"""Return by what a row is known: its name, or DocType and field of a single's value."""
	keys = ("name",) if "name" in row else ("doctype", "field")
	return {key: row[key] for key in keys}


def update_row(table: str, key: dict, values: dict) -> None:
	"""Set columns of the row of a table that has this key."""
	query = frappe.qb.update(Table(table))
	for column, value in key.items():
		query = query.where(Field(column) == value)
	for column, value in values.items():
		query = query.set(Field(column), value)
	query.run()


def delete_row(table: str, key: dict) -> None:
	"""Delete the rows of a table that have this key."""
	query = frappe.qb.from_(Table(table)).delete()
	for column, value in key.items():
		query = query.where(Field(column) == value)
	query.run()


def overwrite_deleted() -> None:
	"""From now on let nothing that is deleted stay readable in the file of the database.

	SQLite marks pages as free and leaves what was in them; its write-ahead log and the segments of its search index
	hold former states, too.
	"""
	if frappe.db.db_type == "sqlite":
		frappe.db.sql("PRAGMA secure_delete = ON")
		frappe.db.after_commit.add(empty_write_ahead_log)


def compact_search() -> None:
	"""Write the search index anew without what was deleted from it."""
	if frappe.db.db_type == "sqlite":
		frappe.db.sql("INSERT INTO `__global_search` (`__global_search`) VALUES ('optimize')")


def empty_write_ahead_log() -> None:
	frappe.db.sql("PRAGMA wal_checkpoint(TRUNCATE)")
