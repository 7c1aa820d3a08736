# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class SegmentCondition(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		any_group: DF.Literal["", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
		choice: DF.Data | None
		field_doctype: DF.Data | None
		fieldname: DF.Data | None
		from_date: DF.Date | None
		months: DF.Int
		negated: DF.Check
		number: DF.Float
		operator: DF.Literal[
			"",
			"=",
			"!=",
			"like",
			"not like",
			"in",
			"not in",
			"is",
			">",
			"<",
			">=",
			"<=",
			"Between",
			"Timespan",
		]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		period: DF.Literal["", "This Year", "Last Year", "Last Months", "From a Day to a Day"]
		record: DF.DynamicLink | None
		record_type: DF.Link | None
		sentence: DF.SmallText | None
		subject: DF.Data
		to_date: DF.Date | None
		value: DF.SmallText | None
	# end: auto-generated types

	pass
