# SPDX-License-Identifier: GPL-3.0-only
"""What a workshop must say of itself, by the rules of `taking_part.rules`; besides, the links of its materials."""

from typing import TYPE_CHECKING

from planota_hub.capacity_building.workshops.waiting_list import KIND
from planota_hub.planota_hub.taking_part import rules
from planota_hub.planota_hub.taking_part.stages import validate_stage
from planota_hub.rules.fields import normalise_website

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.training_workshop.training_workshop import TrainingWorkshop


def validate_workshop(workshop: "TrainingWorkshop") -> None:
	"""Refuse a workshop whose times, hours, place, seats or stage can't be."""
	rules.validate_times(KIND, workshop)
	rules.validate_hours(workshop)
	rules.validate_registration_window(KIND, workshop)
	rules.validate_place(KIND, workshop)
	for row in workshop.materials:
		normalise_website(row, "link")
	rules.validate_seats(workshop)
	validate_stage(KIND, workshop)
