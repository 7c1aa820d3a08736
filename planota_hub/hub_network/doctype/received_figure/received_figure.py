# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class ReceivedFigure(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		figure_key: DF.Data | None
		figure_label: DF.Data | None
		is_hidden: DF.Check
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		unit: DF.Literal["people", "organisations", "hours", "records", "euros"]
		value: DF.Float
	# end: auto-generated types

	pass
