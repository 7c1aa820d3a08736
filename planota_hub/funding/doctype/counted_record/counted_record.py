# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _

from planota_hub.funding.indicators.readings import is_writing
from planota_hub.rules.document_row import DocumentRow


class CountedRecord(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		administrative_unit: DF.Link | None
		counted_on: DF.Date | None
		counted_value: DF.Float
		field_of_work: DF.Link | None
		legal_form: DF.Data | None
		municipality: DF.Link | None
		ngo: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		ref_doctype: DF.Link | None
		ref_name: DF.DynamicLink | None
	# end: auto-generated types

	def validate(self):
		refuse_by_hand()

	def on_trash(self):
		refuse_by_hand()


def refuse_by_hand() -> None:
	"""Refuse whoever would change the evidence of a figure row by row, past its reading.

	Raises:
	        frappe.PermissionError: always, but while readings are computed.
	"""
	if not is_writing():
		frappe.throw(
			_("The counted records of a figure are written by its computation only."),
			frappe.PermissionError,
			title=_("Not Permitted"),
		)


def on_doctype_update() -> None:
	"""Let the records of a reading be read in their order, a page at a time."""
	frappe.db.add_index("Counted Record", ["parent", "idx"], "counted_record_of_reading")
