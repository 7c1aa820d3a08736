# SPDX-License-Identifier: GPL-3.0-only
from frappe.model.document import Document


class SectorChange(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		change_key: DF.Data | None
		field_of_work: DF.Link | None
		former_municipality: DF.Link | None
		from_value: DF.SmallText | None
		happened_on: DF.Date
		kind: DF.Literal[
			"Founded",
			"Dissolved",
			"Moved",
			"Renamed",
			"Legal Form Changed",
			"Status Granted",
			"Status Withdrawn",
		]
		legal_form: DF.Literal[
			"", "Association", "Private Institute", "Foundation", "Federation", "Civil Initiative", "Other"
		]
		municipality: DF.Link | None
		ngo: DF.Link | None
		ngo_name: DF.Data
		registration_number: DF.Data | None
		source: DF.Data | None
		to_value: DF.SmallText | None
	# end: auto-generated types

	pass
