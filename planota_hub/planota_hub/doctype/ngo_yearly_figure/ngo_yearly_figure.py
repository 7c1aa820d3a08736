# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class NGOYearlyFigure(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		eu_funding: DF.Currency
		expenses: DF.Currency
		income: DF.Currency
		municipal_funding: DF.Currency
		national_funding: DF.Currency
		own_income: DF.Currency
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		unknown_numbers: DF.SmallText | None
		volunteer_hours: DF.Float
		year: DF.Int
	# end: auto-generated types

	pass
