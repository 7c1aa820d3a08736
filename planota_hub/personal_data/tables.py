"""Every text that the site's database holds, whatever wrote it there."""

from collections.abc import Iterator
from functools import reduce
from operator import or_

import frappe
from frappe.query_builder import Field, Table

from planota_hub.personal_data.words import Words

TEXT_TYPES = ("CHAR", "TEXT", "JSON")
SEARCH = "__global_search"
# who wrote, saw, liked or has to do something: users, who are renamed in all of them at once
USER_COLUMNS = ("owner", "modified_by", "_seen", "_liked_by", "_assign")
# what the framework makes anew by itself, without a name to tell one row from another
THROWN_AWAY = ("__UserSettings", "tabSessions")


def get_text_columns() -> dict[str, list[str]]:
	"""Return the columns with text of every table."""
	columns: dict[str, list[str]] = {}
	for table, column, kind in read_columns():
		if any(text in kind.upper() for text in TEXT_TYPES) and not table.startswith(SEARCH):
			columns.setdefault(table, []).append(column)
	return columns


def read_columns() -> Iterator[tuple[str, str, str]]:
	"""Yield table, name and type of every column."""
	if frappe.db.db_type == "sqlite":
		for table in frappe.db.get_tables(cached=False):
			# the name of a table can't be a parameter; it comes from the database itself
			for row in frappe.db.sql(f"PRAGMA table_info(`{table}`)", as_dict=True):
				yield table, row["name"], row["type"]
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
	spellings = words.get_spellings()
	if not spellings:
		return
	for table, columns in (tables or get_text_columns()).items():
		for row in select_rows(table, columns, spellings):
			if any(words.name_person(value) for value in row.values()):
				yield table, row


def select_rows(table: str, columns: list[str], spellings: list[str]) -> list[dict]:
	"""Return the texts of the rows that may hold one of the spellings."""
	conditions = (Field(column).like(f"%{spelling}%") for column in columns for spelling in spellings)
	query = frappe.qb.from_(Table(table)).select(*(Field(column) for column in columns))
	return query.where(reduce(or_, conditions)).run(as_dict=True)


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


def delete_rows(table: str, words: Words) -> None:
	"""Delete the rows of a table whose texts hold one of the words."""
	columns = get_text_columns().get(table, [])
	if columns and (spellings := words.get_spellings()):
		conditions = (Field(column).like(f"%{spelling}%") for column in columns for spelling in spellings)
		frappe.qb.from_(Table(table)).delete().where(reduce(or_, conditions)).run()


def wipe_deleted() -> None:
	"""Let nothing that was deleted stay readable in the file of the database; needs no open transaction.

	SQLite marks pages and entries of its search index as free and leaves what was in them.
	"""
	if frappe.db.db_type != "sqlite":
		return
	frappe.db.sql(f"INSERT INTO `{SEARCH}` (`{SEARCH}`) VALUES ('optimize')")
