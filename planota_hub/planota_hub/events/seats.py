# SPDX-License-Identifier: GPL-3.0-only
"""The seats of events, by the rules of `taking_part.seats`."""

from functools import partial

from planota_hub.planota_hub.events.kind import KIND
from planota_hub.planota_hub.events.mail import LETTERS
from planota_hub.planota_hub.taking_part import jobs, known_people
from planota_hub.planota_hub.taking_part.seats import Seats

SEATS = Seats(KIND, LETTERS.send_message)
give_up_seat = SEATS.give_up_seat
# also for `./hub run planota_hub.planota_hub.events.seats.check_seats`
check_seats = SEATS.check_seats
set_active_key = partial(known_people.set_active_key, KIND)


def close_registrations() -> None:
	"""Hourly: announced events whose registration window is over become closed."""
	jobs.close_registrations(KIND)


def remind_participants() -> None:
	"""Hourly: once to everybody with a seat at an event that begins within two days."""
	jobs.remind_participants(LETTERS)
