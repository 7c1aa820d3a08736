# SPDX-License-Identifier: GPL-3.0-only
"""The seats of workshops, by the rules of `taking_part.seats`."""

from planota_hub.capacity_building.workshops.mail import send_message
from planota_hub.capacity_building.workshops.waiting_list import (
	CANCELLED,
	CONFIRMED,
	KIND,
	REGISTRATION,
	WAITING,
	WORKSHOP,
)
from planota_hub.planota_hub.taking_part.seats import (
	COUNTERS,
	LOCKED_FIELDS,
	MOVING_STAGES,
	Seats,
	get_closing_time,
	is_moving,
)

__all__ = [
	"CANCELLED",
	"CONFIRMED",
	"COUNTERS",
	"KIND",
	"LOCKED_FIELDS",
	"MOVING_STAGES",
	"REGISTRATION",
	"SEATS",
	"WAITING",
	"WORKSHOP",
	"get_closing_time",
	"is_moving",
]

SEATS = Seats(KIND, send_message)
lock_workshop = SEATS.lock
refuse_closed_registration = SEATS.refuse_closed_registration
free_seat = SEATS.free_seat
give_up_seat = SEATS.give_up_seat
fill_free_seats = SEATS.fill_free_seats
cancel_all = SEATS.cancel_all
# also for `./hub run planota_hub.capacity_building.workshops.seats.check_seats`
check_seats = SEATS.check_seats
