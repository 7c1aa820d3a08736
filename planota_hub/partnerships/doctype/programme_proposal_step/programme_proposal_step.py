# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class ProgrammeProposalStep(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		decided_on: DF.Date | None
		decision_reference: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		reason: DF.SmallText | None
		recorded_by: DF.Link | None
		stage: DF.Literal["Idea", "Submitted", "Included", "Priority", "Financed", "Dropped"]
	# end: auto-generated types

	pass
