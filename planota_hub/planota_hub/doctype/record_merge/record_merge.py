# SPDX-License-Identifier: GPL-3.0-only
from frappe.model.document import Document

from planota_hub.planota_hub.merging.records import refuse_by_hand


class RecordMerge(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.planota_hub.doctype.record_merge_difference.record_merge_difference import (
			RecordMergeDifference,
		)
		from planota_hub.planota_hub.doctype.record_merge_part.record_merge_part import RecordMergePart

		decided_by: DF.Link | None
		decided_on: DF.Datetime | None
		differences: DF.Table[RecordMergeDifference]
		former_values: DF.Code | None
		kept: DF.DynamicLink | None
		kept_title: DF.Data | None
		merged: DF.Data | None
		merged_title: DF.Data | None
		note: DF.SmallText | None
		parts: DF.Table[RecordMergePart]
		proposed_by: DF.Link | None
		proposed_on: DF.Datetime | None
		reason: DF.SmallText | None
		record_type: DF.Link | None
		status: DF.Literal["Proposed", "Merged", "Declined", "Undone"]
		undo_until: DF.Date | None
		undo_values: DF.Code | None
		undone_by: DF.Link | None
		undone_on: DF.Datetime | None
	# end: auto-generated types

	def validate(self):
		refuse_by_hand(self)
