# SPDX-License-Identifier: GPL-3.0-only
from frappe.model.document import Document

from planota_hub.planota_hub.events.kind import KIND, RATINGS
from planota_hub.planota_hub.taking_part.feedback import Feedback


class EventFeedback(Feedback, Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		content_rating: DF.Int
		event: DF.Link | None
		event_title: DF.Data | None
		improve: DF.Text | None
		learned: DF.Text | None
		next_topics: DF.Text | None
		organisation_rating: DF.Int
		overall: DF.Float
		registration: DF.Link
		speakers_rating: DF.Int
		usefulness_rating: DF.Int
		would_recommend: DF.Literal["", "Yes", "No"]
	# end: auto-generated types

	kind = KIND
	ratings = RATINGS
