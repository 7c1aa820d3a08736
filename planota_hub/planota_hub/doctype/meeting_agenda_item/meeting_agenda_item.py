# SPDX-License-Identifier: GPL-3.0-only
from frappe import _

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

	def describe(self) -> str:
		"""Return who presents the topic and how long it takes; empty when neither is known."""
		minutes = _("{0} min").format(self.planned_minutes) if self.planned_minutes else ""
		return ", ".join(part for part in (self.presented_by, minutes) if part)
