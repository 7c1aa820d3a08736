# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.rules.document_row import DocumentRow


class MeetingParticipant(DocumentRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		answer: DF.Literal["", "Coming", "Not Coming"]
		attendance: DF.Literal["", "Present", "Excused", "Absent"]
		contact: DF.Link | None
		email: DF.Data | None
		has_vote: DF.Check
		invited_on: DF.Datetime | None
		ngo: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		person_name: DF.Data | None
		stakeholder: DF.Link | None
	# end: auto-generated types

	pass
