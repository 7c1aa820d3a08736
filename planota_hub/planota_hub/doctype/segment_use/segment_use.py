# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr

MEMBERS_SHOWN = 50


class SegmentUse(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		conditions: DF.LongText | None
		definition: DF.LongText | None
		members: DF.LongText | None
		members_count: DF.Int
		segment: DF.Link
		segment_title: DF.Data | None
		used_by: DF.Link | None
		used_in: DF.DynamicLink | None
		used_in_doctype: DF.Link | None
		used_on: DF.Datetime | None
	# end: auto-generated types

	def onload(self):
		members = frappe.parse_json(cstr(self.members) or "[]")
		self.set_onload("members", members[:MEMBERS_SHOWN])
		self.set_onload("more", max(0, len(members) - MEMBERS_SHOWN))

	def validate(self):
		"""What was used stays as it was used."""
		if not self.is_new():
			frappe.throw(_("What is kept of the use of a segment can't be changed."))
		self.members_count = cint(self.members_count)
