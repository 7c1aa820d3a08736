# SPDX-License-Identifier: GPL-3.0-only
from frappe.model.document import Document


class FundingCallAlert(Document):
	"""That an NGO was told of a call. Its name is made of the two, so the database keeps one of each."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		funding_call: DF.Link
		match_state: DF.Literal["Matches", "To Check"]
		ngo: DF.Link
		sent_on: DF.Datetime
	# end: auto-generated types
