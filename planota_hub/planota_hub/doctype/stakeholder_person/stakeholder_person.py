# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class StakeholderPerson(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		contact: DF.Link | None
		email: DF.Data | None
		from_date: DF.Date | None
		full_name: DF.Data
		function: DF.Data | None
		information: DF.Literal["", "Agrees", "Declines"]
		information_on: DF.Date | None
		is_current: DF.Check
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		phone: DF.Data | None
		to_date: DF.Date | None
	# end: auto-generated types

	pass
