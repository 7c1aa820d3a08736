# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class ProjectProof(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		proof_kind: DF.Literal[
			"",
			"Sign-in Sheet",
			"Photo",
			"Programme",
			"Invitation",
			"Minutes",
			"Report",
			"Material",
			"Confirmation",
			"Agreement",
			"Publication",
			"Invoice",
		]
		record_doctype: DF.Link
		required: DF.Check
	# end: auto-generated types

	pass
