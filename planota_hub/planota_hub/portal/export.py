# SPDX-License-Identifier: GPL-3.0-only
"""Everything that the hub keeps about an NGO, as one archive for its representatives.

It holds one table for each kind of record that names the NGO, with the records and the fields that the person may
read, and the files of the NGO. Which kinds there are is read from the fields, so that no area is forgotten.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile

import frappe
from frappe import _
from frappe.model import no_value_fields
from frappe.rate_limiter import rate_limit
from frappe.utils import cstr, today
from werkzeug.wrappers import Response

from planota_hub.files.access import FILE
from planota_hub.files.downloads import offer_as_file
from planota_hub.guards.documents import get_hidden_fields
from planota_hub.planota_hub.portal.confirmation import get_own
from planota_hub.planota_hub.portal.documents import get_documents
from planota_hub.rules.spreadsheets import write_csv

EXPORTS_PER_HOUR = 10
NGO = "NGO"


@frappe.whitelist(methods=["POST"])
@rate_limit(limit=EXPORTS_PER_HOUR, seconds=3600)
def download(ngo: str) -> Response:
	"""Answer with the archive.

	Raises:
	        frappe.PermissionError: for an NGO that the user does not represent.
	"""
	own = get_own(ngo)
	response = Response(make_archive(own.name), mimetype="application/zip")
	offer_as_file(response, f"{own.name}-{today()}.zip")
	return response


def make_archive(ngo: str) -> bytes:
	"""Return the archive of an NGO, with what the current user may read."""
	content = BytesIO()
	with ZipFile(content, "w", ZIP_DEFLATED) as archive:
		for doctype, names in get_records(ngo):
			for title, rows in get_tables(doctype, names):
				archive.writestr(f"{title}.csv", write_csv(rows))
		folder = _("Documents")
		for number, document in enumerate(get_documents(ngo), 1):
			name = f"{folder}/{number}-{PurePosixPath(document.file_name).name}"
			archive.writestr(name, frappe.get_doc(FILE, document.name).get_content())
	return content.getvalue()


def get_records(ngo: str) -> Iterator[tuple[str, list[str]]]:
	"""Yield each kind of record with a permission of its own that names the NGO, with those that the user may read."""
	for doctype in frappe.get_hooks("hub_record_conditions"):
		fields = [df.fieldname for df in frappe.get_meta(doctype).get_link_fields() if df.options == NGO]
		filters = {"name": ngo} if doctype == NGO else None
		if not (filters or fields) or not frappe.has_permission(doctype, "read"):
			continue
		found = frappe.get_list(
			doctype,
			filters=filters,
			or_filters=None if filters else {fieldname: ngo for fieldname in fields},
			pluck="name",
			order_by="creation asc, name asc",
			limit_page_length=0,
		)
		if found:
			yield doctype, found


def get_tables(doctype: str, names: list[str]) -> Iterator[tuple[str, list[list[str]]]]:
	"""Yield title and rows of the table of a DocType, and of each of its own tables that holds something."""
	documents = [frappe.get_doc(doctype, name) for name in names]
	title = _(doctype)
	yield title, list(get_rows(doctype, doctype, [(document.name, document) for document in documents]))
	hidden = get_hidden_fields(doctype)
	for df in frappe.get_meta(doctype).get_table_fields():
		rows = [(document.name, row) for document in documents for row in document.get(df.fieldname)]
		if rows and df.fieldname not in hidden:
			label = _(df.label, context=doctype)
			yield f"{title} - {label}", list(get_rows(df.options, doctype, rows))


def get_rows(doctype: str, parenttype: str, rows: list) -> Iterator[list[str]]:
	"""Yield the heading and one line for each document or row, without fields that the user may not read."""
	hidden = get_hidden_fields(doctype, parenttype=parenttype)
	fields = [
		df
		for df in frappe.get_meta(doctype).fields
		if df.label and df.fieldtype not in no_value_fields and df.fieldname not in hidden
	]
	yield [_("Record"), *(_(df.label, context=doctype) for df in fields)]
	for name, row in rows:
		yield [name, *(cstr(row.get(df.fieldname)) for df in fields)]
