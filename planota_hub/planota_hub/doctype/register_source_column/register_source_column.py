# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class RegisterSourceColumn(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		column_name: DF.Data
		means: DF.Literal[
			"Registration Number",
			"Tax Number",
			"Name",
			"Short Name",
			"Legal Form",
			"Founded On",
			"Municipality",
			"Administrative Unit",
			"Region",
			"Street",
			"House Number",
			"Addition",
			"Settlement",
			"Postal Code",
			"Post Office",
			"Whole Address",
			"Website",
			"Field of Work",
			"Ministry",
			"Act Number",
			"Granted On",
			"Withdrawn On",
			"Valid Until",
		]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
	# end: auto-generated types

	pass
