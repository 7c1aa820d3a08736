# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document


class SigningKey(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		former_links_until: DF.Date | None
		in_use_since: DF.Datetime | None
		purpose: DF.Data
		secret: DF.Password | None
	# end: auto-generated types

	def validate(self):
		self.refuse_hand_made_keys()

	def refuse_hand_made_keys(self):
		"""Keys are drawn at random by `signing_keys` alone."""
		if not self.flags.is_drawn:
			frappe.throw(
				_("Keys are not written by hand; replace them in Hub Settings."), frappe.PermissionError
			)
