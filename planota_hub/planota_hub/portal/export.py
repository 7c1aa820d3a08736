# SPDX-License-Identifier: GPL-3.0-only
"""Everything that the hub keeps about an NGO, as one archive for its representatives.

It holds one table for each kind of record that names the NGO, with the records and the fields that the person may
read, and the files of the NGO. Which kinds there are is read from the fields, so that no area is forgotten.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import frappe
from frappe import _
from frappe.core.doctype.docfield.docfield import DocField
from frappe.model import no_value_fields
from frappe.rate_limiter import rate_limit
from frappe.utils import today
from frappe.utils.caching import request_cache
from werkzeug.wrappers import Response

from planota_hub.files.access import FILE
from planota_hub.files.downloads import offer_as_file
from planota_hub.guards.documents import get_hidden_fields, is_own
from planota_hub.mail.plain_text import as_plain_text
from planota_hub.planota_hub.merging.plan import show as show_in_form
from planota_hub.planota_hub.portal.confirmation import get_own
from planota_hub.planota_hub.portal.documents import get_documents
from planota_hub.rules.spreadsheets import write_csv

EXPORTS_PER_HOUR = 10
NGO = "NGO"
# links out of the app that say something to people: others name what the framework keeps for itself
SHOWN_LINKS = ("User", "Country", "Contact", "Currency", "Language")


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


def get_tables(doctype: str, names: list[str]) -> Iterator[tuple[str, list[list]]]:
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


def get_rows(doctype: str, parenttype: str, rows: list) -> Iterator[list]:
	"""Yield the heading and one line for each document or row, without fields that the user may not read."""
	fields = list(get_fields(doctype, parenttype))
	yield [_("Record"), *(_(df.label, context=doctype) for df in fields)]
	for name, row in rows:
		yield [name, *(show_cell(df, row.get(df.fieldname)) for df in fields)]


def get_fields(doctype: str, parenttype: str) -> Iterator[DocField]:
	"""Yield the fields of a DocType that say something to people: the site's own marks and keys are hidden in the Desk too."""
	meta, forbidden = frappe.get_meta(doctype), get_hidden_fields(doctype, parenttype=parenttype)
	for df in meta.fields:
		is_mark = df.report_hide or (df.hidden and df.fieldname != meta.title_field)
		if df.label and df.fieldtype not in no_value_fields and df.fieldname not in forbidden and not is_mark:
			if df.fieldtype != "Link" or df.options in SHOWN_LINKS or is_own(df.options):
				yield df


def show_cell(df: DocField, value: Any) -> Any:
	"""Return a value as its reader writes it; numbers stay numbers, for the spreadsheet."""
	if value is None or value == "":
		return ""
	if df.fieldtype == "Check":
		return _("Yes") if value else _("No")
	if df.fieldtype == "Link":
		return show_link(df.options, value)
	if df.fieldtype == "Text Editor":
		return as_plain_text(value)
	if df.fieldtype in ("Int", "Float", "Currency", "Percent"):
		return value
	if is_choice(df):
		return _(value)
	return show_in_form(df, value)


def is_choice(df: DocField) -> bool:
	"""Tell whether the values of a field are choices, its own or those of the record from which it is fetched."""
	link, _dot, source = (df.fetch_from or "").partition(".")
	origin = frappe.get_meta(df.parent).get_field(link) if source else None
	fetched = frappe.get_meta(origin.options).get_field(source) if origin else None
	return "Select" in (df.fieldtype, fetched.fieldtype if fetched else None)


@request_cache
def show_link(doctype: str, name: str) -> str:
	"""Return the name of a record as people know it, with its title where they may read it; staff by their names."""
	if doctype == "User":
		return _("The hub") if name in frappe.STANDARD_USERS else frappe.utils.get_fullname(name)
	meta = frappe.get_meta(doctype)
	if meta.translated_doctype:
		return _(name)
	if not meta.show_title_field_in_link or not frappe.has_permission(doctype, "read", doc=name):
		return name
	title = frappe.db.get_value(doctype, name, meta.title_field)
	return f"{title} ({name})" if title and title != name else name
