# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document

from planota_hub.capacity_building.support.ledger import is_posting


class SupportEntry(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		administrative_unit: DF.Link | None
		field_of_work: DF.Link | None
		funded_project: DF.Link | None
		hours: DF.Float
		kind: DF.Literal[
			"Workshop", "Mentoring", "Counselling", "Information", "Application Help", "Report Help"
		]
		legal_form: DF.Data | None
		municipality: DF.Link | None
		ngo: DF.Link
		participants: DF.Int
		posting_date: DF.Date
		row_key: DF.Data | None
		source_doctype: DF.Link
		source_name: DF.DynamicLink
		statistical_region: DF.Link | None
	# end: auto-generated types

	def validate(self):
		refuse_by_hand()

	def on_trash(self):
		refuse_by_hand()

	def before_rename(self, old: str, new: str, merge: bool = False):
		refuse_by_hand()


def refuse_by_hand() -> None:
	"""Refuse whatever does not come from a source document, whoever asks for it.

	Raises:
	        frappe.PermissionError: always, but while the ledger itself writes.
	"""
	if not is_posting():
		frappe.throw(
			_(
				"The ledger of support is written by its source documents only. "
				"Please change the workshop, the mentoring session, the support request or the application instead."
			),
			frappe.PermissionError,
			title=_("Not Permitted"),
		)


def on_doctype_update() -> None:
	"""Index what reports filter by, and let the database keep one row per source and key.

	Names are given, because on SQLite an index is known to the whole database by its name.
	"""
	# hours add up along it, from one entry of an NGO to the next
	frappe.db.add_index("Support Entry", ["ngo", "posting_date", "name", "hours"], "support_entry_hours")
	frappe.db.add_index("Support Entry", ["kind", "posting_date", "hours"], "support_entry_kinds")
	# holds all that cards, charts and metrics of a year add up, so that no row itself is read
	figures = ["posting_date", "kind", "hours", "participants", "ngo", "municipality", "name"]
	frappe.db.add_index("Support Entry", figures, "support_entry_totals")
	# what was changed last tells whether figures are to be worked out again
	frappe.db.add_index("Support Entry", ["modified"], "support_entry_modified")
	frappe.db.add_unique(
		"Support Entry", ["source_doctype", "source_name", "row_key"], "support_entry_source_row"
	)
