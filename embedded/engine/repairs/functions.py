# SPDX-License-Identifier: GPL-3.0-only
"""For `frappe/query_builder/functions.py`: full-text search, which SQLite has no function for."""

from typing import Any

from frappe.query_builder.custom import MATCH, TO_TSVECTOR
from frappe.query_builder.utils import ImportMapper, db_type_is
from pypika.terms import Function
from pypika.utils import builder

__all__ = ["Match"]


class SQLiteMatch(Function):
	"""`Match(column).Against(word)`: how many words of the column begin with `word`, counted in Python."""

	def __init__(self, column: Any, alias: str | None = None):
		super().__init__("count_words", column, alias=alias)

	@builder
	def Against(self, word: str) -> None:
		"""The word to look for."""
		self.args.append(self.wrap_constant(word))


Match = ImportMapper(
	{db_type_is.MARIADB: MATCH, db_type_is.POSTGRES: TO_TSVECTOR, db_type_is.SQLITE: SQLiteMatch}
)
