# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class EventInvitation(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		email: DF.Data | None
		invited_on: DF.Datetime | None
		organisation: DF.DynamicLink | None
		organisation_doctype: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		segment: DF.Link | None
	# end: auto-generated types

	pass
