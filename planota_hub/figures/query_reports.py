# SPDX-License-Identifier: GPL-3.0-only
"""Query Reports of the hub: one statement of SQL, read in the language of the reader.

The framework shows the labels and the choices of a Query Report as they stand in the database, and answers a filter
that is missing with an error of the program.

Where a statement says `/* only ngo.name by segment */`, the filter `segment` narrows that column down to the names which the
function of the hook `hub_query_report_filters` asks for; without the filter it is a comment.
"""

import re

import frappe
from frappe import _
from frappe.core.doctype.report.report import Report

from planota_hub.guards.documents import is_own
from planota_hub.rules.arguments import read_filters

# a filter in a statement
FILTER = re.compile(r"%\((\w+)\)s")
# what a statement is narrowed down by, when it is asked
NARROWED = re.compile(r"/\* only (\w+\.\w+) by (\w+) \*/")


class HubReport(Report):
	"""A report as the framework has it; those of the hub's own DocTypes speak the language of the reader."""

	def execute_query_report(self, filters: dict | None) -> list:
		"""Return columns and rows, choices in the language of the reader.

		Raises:
		        frappe.ValidationError: when a filter that the statement needs is empty, or is no value of its kind.
		"""
		if not is_own(self.ref_doctype):
			return super().execute_query_report(filters)
		given = read_filters(filters)
		self.refuse_missing_filters(given)
		statement: str | None = self.get("query")
		narrowed, values = narrow(statement or "", given)
		self.query = narrowed
		try:
			columns, rows = super().execute_query_report(values)
		finally:
			self.query = statement
		choices = [position for position, column in enumerate(self.columns) if column.fieldtype == "Select"]
		for row in rows:
			for position in choices:
				row[position] = row[position] and _(row[position])
		return [columns, rows]

	def refuse_missing_filters(self, filters: dict) -> None:
		for name in dict.fromkeys(FILTER.findall(self.query or "")):
			if not filters.get(name):
				frappe.throw(_("{0}: please choose a value.").format(_(frappe.unscrub(name))))

	def get_columns(self) -> list[dict]:
		"""Return the columns with their labels in the language of the reader."""
		columns = super().get_columns()
		if is_own(self.ref_doctype):
			for column in columns:
				label = column["label"]
				column["label"] = _(label)
		return columns


def narrow(statement: str, filters: dict) -> tuple[str, dict]:
	"""Return a statement with the conditions of those filters that it knows by a comment, and the values of all.

	Raises:
	        frappe.PermissionError: for a record that the reader may not use.
	"""
	values = dict(filters)
	for mark in NARROWED.finditer(statement):
		column, name = mark.groups()
		if not filters.get(name):
			continue
		(path,) = frappe.get_hooks("hub_query_report_filters")[name][-1:]
		names, parameters = frappe.get_attr(path)(filters[name]).walk()
		# each condition keeps its values apart from those of the others
		for key in parameters:
			names = names.replace(f"%({key})s", f"%({name}_{key})s")
		values |= {f"{name}_{key}": value for key, value in parameters.items()}
		statement = statement.replace(mark.group(), f"AND {column} IN ({names})")
	return statement, values
