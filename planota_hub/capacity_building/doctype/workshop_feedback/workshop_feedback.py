# SPDX-License-Identifier: GPL-3.0-only
from frappe.model.document import Document

from planota_hub.capacity_building.workshops import seats
from planota_hub.planota_hub.taking_part.feedback import Feedback

RATINGS = ("content_rating", "trainer_rating", "organisation_rating", "usefulness_rating")


class WorkshopFeedback(Feedback, Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		content_rating: DF.Int
		improve: DF.Text | None
		learned: DF.Text | None
		next_topics: DF.Text | None
		organisation_rating: DF.Int
		overall: DF.Float
		registration: DF.Link
		trainer_rating: DF.Int
		usefulness_rating: DF.Int
		workshop: DF.Link | None
		workshop_title: DF.Data | None
		would_recommend: DF.Literal["", "Yes", "No"]
	# end: auto-generated types

	kind = seats.KIND
	ratings = RATINGS
