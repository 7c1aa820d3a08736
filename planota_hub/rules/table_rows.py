# SPDX-License-Identifier: GPL-3.0-only
"""Rules that rows of several DocTypes share."""

from collections.abc import Sequence

from frappe import _
from frappe.model.document import Document

from planota_hub.rules.fields import normalise_website
from planota_hub.rules.refusals import refuse


def normalise_links(*documents: Document | Sequence[Document]) -> None:
	"""Check the web address in the field `link` of documents or rows.

	Raises:
	        frappe.ValidationError: naming the field, for what is no web address.
	"""
	for some in documents:
		for doc in [some] if isinstance(some, Document) else some:
			normalise_website(doc, "link")


def refuse_doubles(doc: Document, table: str, fieldname: str) -> None:
	"""Refuse a record that stands twice in a table.

	Raises:
	        frappe.ValidationError: naming the second row.
	"""
	seen = set()
	for row in doc.get(table):
		value = row.get(fieldname)
		if value and value in seen:
			refuse(row, fieldname, _("{0} is already in the table.").format(value), _("Already in the Table"))
		seen.add(value)
