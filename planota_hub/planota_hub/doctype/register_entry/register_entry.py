# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model.document import Document


class RegisterEntry(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		as_of: DF.Date | None
		gone_on: DF.Date | None
		ngo: DF.Link | None
		organisation_name: DF.Data | None
		register_source: DF.Link
		register_values: DF.Code | None
		registration_number: DF.Data
	# end: auto-generated types

	pass


def on_doctype_update() -> None:
	"""Let a source say one thing of each organisation."""
	frappe.db.add_unique(
		"Register Entry", ["register_source", "registration_number"], constraint_name="register_entry_number"
	)
