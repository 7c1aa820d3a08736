# SPDX-License-Identifier: GPL-3.0-only
"""Rows of a document's tables, for which the framework asks too little when a request names them alone."""

import frappe
from frappe.model.document import Document

CHANGES = ("create", "write", "delete")


class DocumentRow(Document):
	"""A row of a document: seen by whoever sees the document, and changed with it, never by itself.

	A row that was loaded alone has no document in hand. The framework then asks for the right to any document of
	that kind instead of this one, and it would save the row past the rules of its document.
	"""

	@Document.parent_doc.getter
	def parent_doc(self) -> Document | None:
		"""Return the document of this row: the one in hand, or else the stored one; None while there is none."""
		document = super().parent_doc
		if document or not (self.parent and frappe.db.exists(self.parenttype, self.parent)):
			return document
		return frappe.get_doc(self.parenttype, self.parent)

	def has_permission(self, permtype: str = "read", **options) -> bool:
		user = options.get("user") or frappe.session.user
		if permtype in CHANGES and user != "Administrator" and not self.flags.ignore_permissions:
			return False
		return super().has_permission(permtype, **options)
