# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document


class BriefingRecipient(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		briefing: DF.Link
		delivered_on: DF.Datetime | None
		email: DF.Data | None
		email_queue: DF.Data | None
		function: DF.Data | None
		municipality: DF.Link | None
		organisation: DF.Data | None
		person: DF.Data | None
		queued_on: DF.Datetime | None
		reason: DF.SmallText | None
		recipient: DF.DynamicLink | None
		recipient_doctype: DF.Link | None
		recipient_type: DF.Literal[
			"NGO",
			"Newsletter Subscribers",
			"Municipality",
			"Development Agency",
			"Chamber",
			"Public Institution",
			"Ministry",
			"Company",
			"Media",
			"Local Action Group",
			"Regional Hub",
			"National Network",
			"Thematic Network",
			"Other",
		]
		replied_on: DF.Datetime | None
		status: DF.Literal["Pending", "Queued", "Delivered", "Failed", "Left Out"]
	# end: auto-generated types

	def validate(self):
		"""Written while a briefing is sent, without passing here; by hand nobody changes who was told what."""
		frappe.throw(
			_("The log of a briefing is written by sending it, never by hand."),
			frappe.PermissionError,
			title=_("Not Permitted"),
		)


def on_doctype_update() -> None:
	"""Let the database keep each organisation once per briefing and address, whoever writes.

	Names are given, because on SQLite an index is known to the whole database by its name.
	"""
	once = ["briefing", "email", "recipient_doctype", "recipient"]
	frappe.db.add_unique("Briefing Recipient", once, "briefing_recipient_of_each")
	frappe.db.add_index("Briefing Recipient", ["briefing", "status", "idx"], "briefing_recipient_waiting")
	frappe.db.add_index("Briefing Recipient", ["status", "delivered_on"], "briefing_recipient_delivered")
