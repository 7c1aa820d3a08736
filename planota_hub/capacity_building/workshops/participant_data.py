# SPDX-License-Identifier: GPL-3.0-only
"""What funders ask about participants, and whether all of it is known."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate, today

from planota_hub.rules.text import field_label

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.workshop_registration.workshop_registration import (
		WorkshopRegistration,
	)

PARTICIPANT_FIELDS = (
	"gender",
	"date_of_birth",
	"residence_municipality",
	"education_level",
	"employment_status",
	"has_disability",
	"is_migrant_or_minority",
	"is_otherwise_disadvantaged",
	"participant_data_consent",
)
FIRST_BIRTH_YEAR = 1900


def validate_participant_data(registration: "WorkshopRegistration") -> None:
	"""Refuse a day of birth that cannot be, and mark whether everything was answered."""
	if registration.date_of_birth and not is_plausible_birth(registration):
		frappe.throw(
			_("{0}: expected is a day in the past, not before {1}.").format(
				field_label(registration, "date_of_birth"), FIRST_BIRTH_YEAR
			)
		)
	registration.participant_data_complete = int(all(registration.get(field) for field in PARTICIPANT_FIELDS))


def is_plausible_birth(registration: "WorkshopRegistration") -> bool:
	"""Tell whether somebody can have been born on this day."""
	born = getdate(registration.date_of_birth)
	return born.year >= FIRST_BIRTH_YEAR and born < getdate(today())
