import frappe
from frappe import _
from frappe.model.document import Document


class BriefingRecipient(Document):
	def validate(self):
		"""Written while a briefing is sent, without passing here; by hand nobody changes who was told what."""
		frappe.throw(
			_("The log of a briefing is written by sending it, never by hand."),
			frappe.PermissionError,
			title=_("Not Permitted"),
		)


def on_doctype_update() -> None:
	"""Let the database keep one recipient per briefing and address, whoever writes.

	Names are given, because on SQLite an index is known to the whole database by its name.
	"""
	frappe.db.add_unique("Briefing Recipient", ["briefing", "email"], "briefing_recipient_once")
	frappe.db.add_index("Briefing Recipient", ["briefing", "status", "idx"], "briefing_recipient_waiting")
	frappe.db.add_index("Briefing Recipient", ["status", "delivered_on"], "briefing_recipient_delivered")
