# SPDX-License-Identifier: GPL-3.0-only
"""For `frappe/database/sqlite/schema.py`: the table of a changed DocType keeps its keys, its defaults and its indexes.

As shipped, any change made the table anew from the bare types of its columns, without its primary key and all else
that guards what is in it, and a new column whose values are unique was refused. A new table got none of the indexes
that its DocType asks for.
"""

import frappe
from frappe.database.sqlite import schema as engine
from frappe.modules.utils import load_doctype_module

__all__ = ["SQLiteTable"]


class SQLiteTable(engine.SQLiteTable):
	"""A table of which only that is changed which has changed; made anew, where SQLite asks for it, in one piece."""

	def create(self) -> None:
		"""Make the table, with the indexes that its DocType asks for."""
		super().create()
		self.add_missing_indexes()

	def add_missing_indexes(self) -> None:
		"""Make those indexes on single columns that the DocType asks for and the table lacks."""
		self.setup_table_columns()
		for column in self.current_columns.values():
			field = self.columns.get(column.name)
			if field and field.set_index and not column.index:
				self._add_index([column.name])

	def alter(self) -> None:
		"""Bring the table to the fields of its DocType: all of it, or nothing."""
		for column in self.columns.values():
			column.build_for_alter_table(self.current_columns.get(column.fieldname.lower()))
		frappe.db.commit()
		try:
			self._alter()
			frappe.db.commit()
		except Exception:
			frappe.db.rollback()
			raise

	def _alter(self) -> None:
		for column in self.add_column:
			definition = column.get_definition(for_modification=True)
			self._execute(f'ALTER TABLE "{self.table_name}" ADD COLUMN "{column.fieldname}" {definition}')
		if self.change_type or self.set_default or self.change_nullability or self.drop_unique:
			self._make_anew()
		for column in self.add_unique:
			self._add_index([column.fieldname], unique=True)
		for column in self.add_index:
			self._add_index([column.fieldname])

	def _make_anew(self) -> None:
		"""SQLite changes no column: make another table and let it take the place of the present one."""
		changed = {
			column.fieldname: column.get_definition(for_modification=True)
			for column in (*self.change_type, *self.set_default, *self.change_nullability)
		}
		columns = frappe.db.get_table_columns_description(self.table_name)
		definitions = {column.name: changed.get(column.name) or self._describe(column) for column in columns}
		values = [_copy(name, definition) for name, definition in definitions.items()]
		unique, others = self._get_unique_columns(), self._get_indexes()
		fresh = f"{self.table_name}_new"
		listed = ", ".join(f'"{name}" {definition}' for name, definition in definitions.items())
		self._execute(f'CREATE TABLE "{fresh}" ({listed})')
		self._execute(f'INSERT INTO "{fresh}" SELECT {", ".join(values)} FROM "{self.table_name}"')
		self._execute(f'DROP TABLE "{self.table_name}"')
		self._execute(f'ALTER TABLE "{fresh}" RENAME TO "{self.table_name}"')
		for statement in others:
			self._execute(statement)
		for names in unique:
			self._add_index(names, unique=True)

	def _describe(self, column: frappe._dict) -> str:
		"""The definition of a column as it is, but for its being unique."""
		definition = column.type
		if column.pk:
			definition += " PRIMARY KEY" + (" AUTOINCREMENT" if self._counts_up() else "")
		if column.notnull:
			definition += " NOT NULL"
		return definition if column.dflt_value is None else f"{definition} DEFAULT {column.dflt_value}"

	def _counts_up(self) -> bool:
		query = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = %s"
		return "AUTOINCREMENT" in frappe.db.sql(query, self.table_name)[0][0].upper()

	def _get_unique_columns(self) -> list[list[str]]:
		"""The columns, alone or together, whose values stay unique."""
		given_up = [[column.fieldname] for column in self.drop_unique]
		return [
			names for _name, names in frappe.db.get_unique_indexes(self.table_name) if names not in given_up
		]

	def _get_indexes(self) -> list[str]:
		"""The statements that make the other indexes."""
		unique = [name for name, _names in frappe.db.get_unique_indexes(self.table_name)]
		query = (
			"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL"
		)
		return [statement for name, statement in frappe.db.sql(query, self.table_name) if name not in unique]

	def _add_index(self, names: list[str], unique: bool = False) -> None:
		"""Make an index; its name tells its table, for in SQLite all indexes share their names."""
		kind = "unique" if unique else "index"
		listed = ", ".join(f'"{name}"' for name in names)
		self._execute(
			f'CREATE {"UNIQUE " if unique else ""}INDEX IF NOT EXISTS "{self.table_name}_{"_".join(names)}_{kind}" '
			f'ON "{self.table_name}" ({listed})'
		)

	def _execute(self, statement: str) -> None:
		"""Run a statement within the transaction; `sql_ddl` would commit."""
		frappe.db.execute_query(statement)


def add_missing_indexes() -> None:
	"""Make every index that a DocType or its code asks for and its table lacks."""
	in_migrate, frappe.flags.in_migrate = frappe.flags.in_migrate, True  # no notes that people ask for them
	stored = {"issingle": 0, "is_virtual": 0}
	try:
		for doctype in frappe.get_all("DocType", stored, ["name", "module", "custom"], order_by="name asc"):
			SQLiteTable(doctype.name).add_missing_indexes()
			if not doctype.custom:
				_add_indexes_of_code(doctype.name, doctype.module)
	finally:
		frappe.flags.in_migrate = in_migrate
	frappe.db.commit()


def _add_indexes_of_code(doctype: str, module: str) -> None:
	on_update = getattr(load_doctype_module(doctype, module), "on_doctype_update", None)
	if on_update:
		on_update()


def _copy(name: str, definition: str) -> str:
	"""What is copied into a column: where it must hold a value and held none, its default."""
	default = definition.partition(" DEFAULT ")[2]
	return f'coalesce("{name}", {default})' if " NOT NULL" in definition and default else f'"{name}"'
