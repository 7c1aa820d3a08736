import frappe
from frappe import _

from planota_hub.funding.indicators.readings import is_writing
from planota_hub.rules.document_row import DocumentRow


class CountedRecord(DocumentRow):
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
