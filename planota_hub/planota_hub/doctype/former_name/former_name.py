# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class FormerName(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		former_name: DF.Data
		name_key: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		reason: DF.Literal["Renamed", "Merged"]
		registration_number: DF.Data | None
		tax_number: DF.Data | None
		until: DF.Date | None
	# end: auto-generated types

	pass
