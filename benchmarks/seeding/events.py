# SPDX-License-Identifier: GPL-3.0-only
"""Events of every kind with who registered for them; every fifth is to come."""

import frappe

from benchmarks.seeding.people import get_name, get_user
from benchmarks.seeding.register import get_ngos, get_places
from benchmarks.seeding.rows import Rows, moment
from benchmarks.seeding.sizes import Sizes
from planota_hub.planota_hub.register.identity.persons import get_person_key
from planota_hub.rules.fields import get_email_key

LAST_DAYS = 900
REGISTRATIONS, HOURS = 20, 2
# one event for so many workshops
SHARE = 4


def seed_events(rows: Rows, sizes: Sizes) -> None:
	"""Write the events, spread over days, kinds and municipalities."""
	ngos, places = get_ngos(), list(get_places().values())
	kinds = frappe.get_all("Event Kind", pluck="name", order_by="name asc")
	for number in range(max(1, sizes.workshops // SHARE)):
		is_coming = number % 5 == 4
		ago = -(5 + number % 60) if is_coming else 5 + number * 7 % (LAST_DAYS - 5)
		place = {key: value for key, value in places[number % len(places)].items() if key != "location"}
		name = rows.add(
			"Hub Event",
			event_title=f"Dogodek {number + 1}",
			event_kind=kinds[number % len(kinds)],
			stage="Announced" if is_coming else "Held",
			responsible=get_user(number % sizes.staff),
			starts_on=moment(ago, "17:00:00"),
			ends_on=moment(ago, "19:00:00"),
			hours=HOURS,
			venue="Dvorana",
			delivery="In Person",
			capacity=REGISTRATIONS,
			confirmed_count=REGISTRATIONS,
			queue_counter=REGISTRATIONS,
			creation=moment(max(ago, 0) + 40),
			**place,
		)
		for seat in range(REGISTRATIONS):
			register(rows, name, number * REGISTRATIONS + seat, ngos, ago, is_coming)


def register(rows: Rows, event: str, person: int, ngos: list, ago: int, is_coming: bool) -> None:
	"""Write a registration with a seat; every sixth did not come."""
	full_name, email = get_name(person), f"guest{person}@seed.example.org"
	attended = person % 6 != 5
	rows.add(
		"Event Registration",
		event=event,
		participant_name=full_name,
		email=email,
		email_key=get_email_key(email),
		active_key=f"{event}:{get_person_key(full_name, email)}",
		status="Confirmed",
		queue_number=person % REGISTRATIONS + 1,
		ngo=ngos[person * 11 % len(ngos)].name,
		attendance="Not Recorded" if is_coming else "Attended" if attended else "Absent",
		attended_hours=HOURS if attended and not is_coming else 0,
		source="Desk",
		registered_on=moment(max(ago, 0) + 20),
		registered_by="Administrator",
		creation=moment(max(ago, 0) + 20),
	)
