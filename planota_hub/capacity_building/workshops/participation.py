# SPDX-License-Identifier: GPL-3.0-only
"""Who took part in workshops (hook `hub_participation`)."""

from datetime import date as Date

from pypika.queries import QueryBuilder

from planota_hub.capacity_building.workshops.waiting_list import KIND
from planota_hub.planota_hub.taking_part.participation import of_registrations

HELD_STAGES = frozenset({"Held", "Evaluated"})


def get_participation(first: Date, last: Date) -> QueryBuilder | None:
	"""Return the confirmed registrations for workshops that were held."""
	return of_registrations(KIND, HELD_STAGES, KIND.event, first, last)
