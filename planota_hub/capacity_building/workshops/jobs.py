# SPDX-License-Identifier: GPL-3.0-only
"""What the scheduler does for workshops: close registration in time, remind participants."""

from planota_hub.capacity_building.workshops.mail import LETTERS
from planota_hub.capacity_building.workshops.waiting_list import KIND
from planota_hub.planota_hub.taking_part import jobs

REMIND_BEFORE = jobs.REMIND_BEFORE


def close_registrations() -> None:
	"""Hourly: announced workshops whose registration window is over become closed."""
	jobs.close_registrations(KIND)


def remind_participants() -> None:
	"""Hourly: once to everybody with a seat at a workshop that begins within two days."""
	jobs.remind_participants(LETTERS)
