# SPDX-License-Identifier: GPL-3.0-only
"""What a metric of one's own can be made of: which records, and which of their fields.

Whoever reads a figure learns from it, and from its evidence, what its filters ask. So only that can be asked which every
reader of figures (managers, officers, auditors) sees of every record anyhow: DocTypes of the hook `hub_countable`, and of
them the fields of the lowest permission level that stand in the form. No count tells anybody what is kept from them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import frappe
from frappe import _

from planota_hub.planota_hub.segments.fields import COMPARISONS
from planota_hub.rules.sorting import sort_key

DEFINITION = "Metric Definition"
RECORDS, SUM = "Records", "Sum of a Field"
ORGANISATIONS, PEOPLE = "Different Organisations", "Different People"
# of other definitions
SUM_OF_METRICS = "Sum of Metrics"
IN_PERIOD, ON_LAST_DAY = "In the Period", "On Its Last Day"
DAYS = ("Date", "Datetime")
AMOUNTS = ("Int", "Float", "Currency")
# who reads figures with their evidence
READERS = frozenset({"Hub Manager", "Hub Officer", "Hub Auditor"})
ORGANISATION_TYPES = ("NGO", "Stakeholder")
PERSON_TYPES = ("Contact", "User")
CREATION = "creation"
# what is chosen of a definition -> the DocType to which the field leads
PLACES = {
	"ngo_field": "NGO",
	"municipality_field": "Municipality",
	"field_of_work_field": "Field of Work",
	"project_field": "Funded Project",
}


@dataclass(frozen=True)
class Column:
	"""A field that a metric can be made of.

	Attributes:
	        key: how a definition calls it: `starts_on`, of a row `participants.ngo`, of a linked record `event:starts_on`.
	        table: DocType of the document or row.
	        is_row: tells whether it is a field of the counted rows.
	        through: field of the document that leads to the record which has this one.
	"""

	key: str
	fieldname: str
	fieldtype: str
	options: str
	label: str
	table: str
	is_row: bool = False
	through: str = ""

	def leads_to(self, *doctypes: str) -> bool:
		"""Tell whether it is a link to one of these DocTypes."""
		return self.fieldtype == "Link" and self.options in doctypes

	def is_organisation(self) -> bool:
		"""Tell whether it names an NGO or a stakeholder."""
		return self.fieldtype == "Dynamic Link" or self.leads_to(*ORGANISATION_TYPES)

	def is_person(self) -> bool:
		"""Tell whether it names a person, by a record or by an e-mail address."""
		return self.leads_to(*PERSON_TYPES) or (self.fieldtype == "Data" and self.options == "Email")


def list_countable() -> dict[str, dict]:
	"""Return the DocTypes that can be counted, each with the values that its records must have."""
	return {
		doctype: {fieldname: values[-1] for fieldname, values in fixed.items()}
		for doctype, fixed in frappe.get_hooks("hub_countable", {}).items()
	}


def is_countable(doctype: str | None) -> bool:
	"""Tell whether a DocType can be counted: it is there, and the site lets every reader of figures read it."""
	if doctype not in list_countable() or not frappe.db.exists("DocType", doctype):
		return False
	rows = frappe.get_meta(doctype).permissions
	return READERS <= {row.role for row in rows if row.read and not row.permlevel and not row.if_owner}


def list_tables(doctype: str) -> Iterator:
	"""Yield the fields of the tables whose rows can be counted or asked for."""
	for df in frappe.get_meta(doctype).get_table_fields():
		if is_open(df):
			yield df


def is_open(df) -> bool:
	"""Tell whether a field is seen by everybody who sees the record."""
	return not (df.permlevel or df.hidden or df.get("is_virtual") or df.get("mask"))


def get_columns(doctype: str, rows=None) -> dict[str, Column]:
	"""Return the fields of a document by their keys, and of the rows of one of its tables, if that is given."""
	columns = {column.key: column for column in list_fields(doctype)}
	columns[CREATION] = Column(CREATION, CREATION, "Datetime", "", _("Created On"), doctype)
	if rows:
		columns |= {column.key: column for column in list_fields(rows.options, rows)}
	return columns | {column.key: column for column in list_linked(doctype)}


def list_linked(doctype: str) -> Iterator[Column]:
	"""Yield what records say that a document leads to: their days, and where they belong."""
	for link in frappe.get_meta(doctype).get_link_fields():
		if not is_open(link) or link.options == doctype or not is_countable(link.options):
			continue
		for column in list_fields(link.options):
			if column.fieldtype in DAYS or column.leads_to(*PLACES.values()):
				label = _("{0}, {1}").format(_(link.label, context=doctype), column.label)
				key = f"{link.fieldname}:{column.fieldname}"
				yield replace(column, key=key, label=label, through=link.fieldname)


def list_fields(table: str, rows=None) -> Iterator[Column]:
	"""Yield the fields of a DocType that can be asked; of a table, as fields of its rows."""
	for df in frappe.get_meta(table).fields:
		if not is_open(df) or (df.fieldtype not in COMPARISONS and df.fieldtype != "Dynamic Link"):
			continue
		label = _(df.label, context=table)
		if rows:
			label = _("{0}, {1}").format(_(rows.label, context=rows.parent), label)
		key = f"{rows.fieldname}.{df.fieldname}" if rows else df.fieldname
		yield Column(key, df.fieldname, df.fieldtype, df.options or "", label, table, bool(rows))


def find_filter_field(doctype: str, table: str, fieldname: str) -> Column | None:
	"""Return a field by which records can be filtered, of themselves or of one of their tables; None for any other."""
	rows = next((df for df in list_tables(doctype) if df.options == table), None)
	if table != doctype and not rows:
		return None
	fields = list_fields(table, rows if table != doctype else None)
	return next(
		(column for column in fields if column.fieldname == fieldname and column.fieldtype in COMPARISONS),
		None,
	)


# What the form offers


def offer_doctypes() -> list[dict]:
	"""Return the records that can be counted, as choices."""
	names = filter(is_countable, list_countable())
	return sort([{"value": name, "label": _(name)} for name in names])


def offer_fields(doctype: str, table: str | None) -> dict[str, list[dict]]:
	"""Return the choices of every field of a definition that names a field, and those of its filters."""
	rows = next((df for df in list_tables(doctype) if df.fieldname == table), None)
	columns = list(get_columns(doctype, rows).values())
	choices = {
		"counted_table": [
			{"value": df.fieldname, "label": _(df.label, context=doctype)} for df in list_tables(doctype)
		],
		"date_field": choose(column for column in columns if column.fieldtype in DAYS),
		"until_field": choose(
			column for column in columns if column.fieldtype in DAYS and column.key != CREATION
		),
		SUM: choose(column for column in columns if column.fieldtype in AMOUNTS),
		ORGANISATIONS: choose(
			column for column in columns if column.is_organisation() and not column.through
		),
		PEOPLE: choose(column for column in columns if column.is_person()),
	}
	for fieldname, leads_to in PLACES.items():
		dynamic = fieldname == "ngo_field"
		choices[fieldname] = choose(
			column
			for column in columns
			if column.leads_to(leads_to) or (dynamic and column.fieldtype == "Dynamic Link")
		)
	return {**{key: sort(offered) for key, offered in choices.items()}, "filters": offer_filters(doctype)}


def choose(columns: Iterator[Column]) -> list[dict]:
	return [{"value": column.key, "label": column.label} for column in columns]


def offer_filters(doctype: str) -> list[dict]:
	tables = [(doctype, None), *((df.options, df) for df in list_tables(doctype))]
	return [
		{"doctype": column.table, "fieldname": column.fieldname}
		for table, rows in tables
		for column in list_fields(table, rows)
		if column.fieldtype in COMPARISONS
	]


def sort(offered: list[dict]) -> list[dict]:
	return sorted(offered, key=lambda choice: sort_key(choice["label"]))
