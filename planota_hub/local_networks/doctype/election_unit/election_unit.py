# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class ElectionUnit(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		administrative_unit: DF.Link | None
		electors_count: DF.Int
		field_of_work: DF.Link | None
		foreign_papers: DF.Int
		in_second_round: DF.Check
		invalid_count: DF.Int
		late_count: DF.Int
		outcome: DF.Literal[
			"", "Filled", "Partly Filled", "Tie", "No Majority", "Second Round", "Nobody Elected"
		]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		seats: DF.Int
		settled_by: DF.Literal["", "Vote", "Consensus", "Acclamation", "No Candidates"]
		unclear_papers: DF.Int
		valid_count: DF.Int
	# end: auto-generated types

	pass
