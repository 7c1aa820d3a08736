# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class JointActionReport(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		evidence_file: DF.Attach | None
		evidence_link: DF.Data | None
		note: DF.Text | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		progress_percent: DF.Percent
		reported_by: DF.Data | None
		reported_on: DF.Datetime | None
		reporter_email: DF.Data | None
		source: DF.Literal["Portal", "E-mail Link"]
		status: DF.Literal["Planned", "In Progress", "Done", "Dropped"]
		submission_fingerprint: DF.Data | None
	# end: auto-generated types

	pass
