# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class MeetingAgendaItem(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		discussion: DF.Text | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		planned_minutes: DF.Int
		presented_by: DF.Data | None
		topic: DF.Data
	# end: auto-generated types

	pass
