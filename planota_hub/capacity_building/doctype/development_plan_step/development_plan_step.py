# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class DevelopmentPlanStep(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		area: DF.Link | None
		assigned_to: DF.Link | None
		description: DF.SmallText | None
		done_on: DF.Date | None
		due_date: DF.Date
		ngo_notes: DF.SmallText | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		status: DF.Literal["Open", "Done", "Dropped"]
		step_title: DF.Data
		template_step: DF.Data | None
		todo: DF.Link | None
	# end: auto-generated types

	pass
