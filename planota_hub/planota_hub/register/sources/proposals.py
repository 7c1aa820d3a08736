# SPDX-License-Identifier: GPL-3.0-only
"""What the columns of a table probably mean, by what people call them; whoever keeps the source looks at it."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.planota_hub.register.sources.archives import is_xml, read_table
from planota_hub.planota_hub.register.sources.columns import COLUMNS, fold_column
from planota_hub.planota_hub.register.sources.values import NGO
from planota_hub.sheets.columns import Fields
from planota_hub.sheets.reading import read_sheet
from planota_hub.sheets.table import Misread

# field of an NGO -> what its column means
TARGETS = {
	"ngo_name": "Name",
	"short_name": "Short Name",
	"registration_number": "Registration Number",
	"tax_number": "Tax Number",
	"legal_form": "Legal Form",
	"founded_on": "Founded On",
	"municipality": "Municipality",
	"administrative_unit": "Administrative Unit",
	"statistical_region": "Region",
	"seat_street": "Whole Address",
	"seat_postal_code": "Postal Code",
	"seat_town": "Post Office",
	"website": "Website",
}


@frappe.whitelist(methods=["POST"])
def propose_columns(register_import: str) -> int:
	"""Add the columns of the file of an import to its source, as far as their names tell what they mean.

	Returns:
	        how many are new.

	Raises:
	        frappe.PermissionError: for somebody who may not change the source.
	        frappe.ValidationError: for a file that is no table.
	"""
	doc = frappe.get_doc("Register Import", register_import)
	doc.check_permission("read")
	source = frappe.get_doc("Register Source", doc.register_source)
	source.check_permission("write")
	try:
		titles = read_titles(doc.get_path())
	except Misread as fault:
		frappe.throw(cstr(fault), title=_("The File Can't Be Read"))
	known = {fold_column(row.column_name) for row in source.columns}
	taken = {row.means for row in source.columns}
	number = len(known)
	for title, means in find_meanings(titles, source.kind).items():
		if fold_column(title) not in known and means not in taken:
			source.append("columns", {"column_name": title, "means": means})
			taken.add(means)
	source.save()
	return len(source.columns) - number


def read_titles(path: str) -> list[str]:
	"""Return the names of the columns of a table.

	Raises:
	        Misread: for what is none.
	"""
	if is_xml(path):
		raise Misread(_("The file is an XML. Enter its elements in the source by hand."))
	fields = Fields(NGO)
	rows: list[list[Any]] = read_sheet(read_table(path), count_known=fields.count_known_in).rows
	return [cstr(title) for title in rows[fields.find_header(rows)] if title]


def find_meanings(titles: list[str], kind: str) -> dict[str, str]:
	"""Return name of a column → what it probably means."""
	fields = Fields(NGO)
	usual = {fold_column(title): means for title, means in COLUMNS.get(kind, {}).items()}
	found = {}
	for column in fields.match(titles):
		field = column.target.df.fieldname if column.target and not column.target.table else ""
		if means := usual.get(fold_column(column.title)) or TARGETS.get(field):
			found[column.title] = means
	return found
