import frappe
from frappe import _
from frappe.model.document import Document


class SigningKey(Document):
	def validate(self):
		self.refuse_hand_made_keys()

	def refuse_hand_made_keys(self):
		"""Keys are drawn at random by `signing_keys` alone."""
		if not self.flags.is_drawn:
			frappe.throw(
				_("Keys are not written by hand; replace them in Hub Settings."), frappe.PermissionError
			)
