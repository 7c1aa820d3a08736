# SPDX-License-Identifier: GPL-3.0-only
"""Queries of which only a page is read, in the order in which people look for names."""

import frappe
from pypika.terms import Term

MARIADB_COLLATION = "utf8mb4_slovenian_ci"


class Collated(Term):
	"""A field as a collation sorts it; the table keeps its own."""

	def __init__(self, field: Term, collation: str):
		super().__init__()
		self.field = field
		self.collation = collation

	def get_sql(self, **options) -> str:
		return f"{self.field.get_sql(**options)} COLLATE {self.collation}"


def by_name(field: Term) -> Term:
	"""Return a field for `orderby`, with Č behind C.

	The general collation of the framework's tables on MariaDB takes both for one letter. Other databases sort as they
	were set up to.
	"""
	return Collated(field, MARIADB_COLLATION) if frappe.db.db_type == "mariadb" else field
