# SPDX-License-Identifier: GPL-3.0-only
"""Support: sessions, requests and workshops, and the ledger of the hours that they delivered."""

import random
from bisect import bisect_right
from collections.abc import Sequence

import frappe
from frappe.utils import cint, getdate

from benchmarks.names_of_ngos import SEED
from benchmarks.seeding.people import get_name, get_user
from benchmarks.seeding.plans import BEGAN, get_plans
from benchmarks.seeding.register import get_ngos, get_places
from benchmarks.seeding.rows import Rows, day, moment
from benchmarks.seeding.sizes import REGISTRATIONS, Sizes
from planota_hub.capacity_building.support.ledger import LEDGER
from planota_hub.capacity_building.support.targets import TARGETS, get_target_days
from planota_hub.planota_hub.register.identity.persons import get_person_key
from planota_hub.rules.fields import get_email_key
from planota_hub.rules.working_days import is_working_day

# all support lies in these days before today
LAST_DAYS = 900
# sessions of one mentor on one day begin at these hours
HOURS_OF_DAY = range(7, 19, 2)
SESSION_HOURS = 1.5
STAGES = (("Resolved", 80), ("In Progress", 15), ("Received", 5))
MOST_ROWS_OF_WORK = 15
LONGEST_TARGET = 100  # days, more than any target of a request with its weekends and holidays
WORKSHOP_HOURS = 4.0
ABSENT = 10  # every tenth participant
NGO_AT_WORKSHOPS = 11  # NGOs come in another order than to sessions, so that each meets others

Source = tuple[str, str, str]


def post(
	rows: Rows,
	ngo: frappe._dict,
	ago: int,
	kind: str,
	hours: float,
	participants: int,
	source: Source,
	project: str | None = None,
) -> None:
	"""Write what the ledger holds of a source: DocType, name, and the key of its row."""
	source_doctype, source_name, row_key = source
	rows.add(
		LEDGER,
		posting_date=day(ago),
		ngo=ngo.name,
		kind=kind,
		hours=hours,
		participants=participants,
		source_doctype=source_doctype,
		source_name=source_name,
		row_key=row_key,
		funded_project=project,
		municipality=ngo.municipality,
		administrative_unit=ngo.administrative_unit,
		statistical_region=ngo.statistical_region,
		field_of_work=ngo.primary_field_of_work,
		legal_form=ngo.legal_form,
	)


def get_projects() -> list[str]:
	"""Return the funded projects, all of which run while there is support."""
	return frappe.get_all("Funded Project", pluck="name", order_by="name asc")


def seed_sessions(rows: Rows, sizes: Sizes) -> None:
	"""Write mentoring sessions, each of a project, so that neither a mentor nor an NGO is in two at once."""
	ngos, projects, plans = get_ngos(), get_projects(), get_plans()
	areas = frappe.get_all("Capacity Area", {"disabled": 0}, pluck="name", order_by="name asc")
	for number in range(sizes.sessions):
		slot = number // sizes.staff
		ago = 1 + slot // len(HOURS_OF_DAY) % LAST_DAYS
		hour = HOURS_OF_DAY[slot % len(HOURS_OF_DAY)]
		ngo, project = ngos[number % len(ngos)], projects[number % len(projects)]
		participants = 1 + number % 3
		name = rows.add(
			"Mentoring Session",
			topic="Načrtovanje projektov",
			starts_on=moment(ago, f"{hour:02d}:00:00"),
			ends_on=moment(ago, f"{hour + 1:02d}:30:00"),
			hours=SESSION_HOURS,
			status="Held",
			ngo=ngo.name,
			mentor=get_user(number % sizes.staff),
			development_plan=plans.get(ngo.name) if ago <= BEGAN else None,
			capacity_area=areas[number % len(areas)],
			funded_project=project,
			participants=participants,
			delivery="Online",
			creation=moment(ago, f"{hour + 1:02d}:30:00"),
		)
		source = ("Mentoring Session", name, "")
		post(rows, ngo, ago, "Mentoring", SESSION_HOURS, participants, source, project)


def seed_requests(rows: Rows, sizes: Sizes) -> None:
	"""Write support requests, each with 14 or 15 rows of work."""
	chance = random.Random(f"{SEED} requests")
	ngos, categories = get_ngos(), get_categories()
	names, shares = zip(*STAGES, strict=True)
	for number in range(sizes.requests):
		ngo, category = ngos[number * 7 % len(ngos)], categories[number % len(categories)]
		ago = 20 + number % (LAST_DAYS - 20)
		work = [make_work(rows, number, turn, ago, sizes.staff) for turn in range(14 + (number % 5 < 2))]
		name = rows.add(
			"NGO Support Request",
			subject="Vprašanje o računovodstvu",
			description="Kako knjižimo donacije?",
			category=category.name,
			kind=category.kind,
			**get_course(chance.choices(names, shares)[0], ago),
			**{fieldname: days[ago] for fieldname, days in category.due.items()},
			responsible=get_user(number % sizes.staff),
			ngo=ngo.name,
			requester_name=get_name(number),
			total_hours=sum(row["hours"] for row in work),
			source="Desk",
			work=work,
		)
		for turn, row in enumerate(work):
			source = ("NGO Support Request", name, row["name"])
			post(rows, ngo, ago - turn, category.kind, row["hours"], 1, source)


def get_categories() -> list[frappe._dict]:
	"""Return the categories of requests with `due`: until when what came in so many days ago is answered."""
	categories = frappe.get_all(
		"Support Request Category", {"disabled": 0}, ["name", "kind"], order_by="name asc"
	)
	working = get_working_days()
	for category in categories:
		category.due = {
			fieldname: get_due_days(working, get_target_days(fieldname, category.name))
			for fieldname in TARGETS
		}
	return categories


def get_working_days() -> list[str]:
	"""Return the working days from the first day of support on, until all targets have passed."""
	days = (getdate(day(ago)) for ago in range(LAST_DAYS, -LONGEST_TARGET, -1))
	return [str(date) for date in days if is_working_day(date)]


def get_due_days(working: list[str], number: int) -> list[str]:
	"""Return the working day so many working days after each of the last days, as `add_working_days` counts."""
	return [working[bisect_right(working, day(ago)) + number - 1] for ago in range(LAST_DAYS)]


def get_course(stage: str, ago: int) -> dict:
	"""Return the stage of a request and what its steps have stamped."""
	return {
		"stage": stage,
		"received_on": moment(ago, "07:00:00"),
		"creation": moment(ago, "07:00:00"),
		"first_responded_on": None if stage == "Received" else moment(ago - 1),
		"resolved_on": moment(ago - MOST_ROWS_OF_WORK) if stage == "Resolved" else None,
	}


def make_work(rows: Rows, number: int, turn: int, ago: int, staff: int) -> dict:
	return {
		"name": rows.make_row_name("Support Request Work"),
		"work_date": day(ago - turn),
		"hours": 0.5 + turn % 4 * 0.5,
		"participants": 1,
		"done_by": get_user((number + turn) % staff),
	}


def seed_workshops(rows: Rows, sizes: Sizes) -> None:
	"""Write workshops that were held, with everybody who registered, and every tenth one that is to come."""
	ngos, places = get_ngos(), list(get_places().values())
	for number in range(sizes.workshops):
		is_coming = number % 10 == 9
		ago = -(5 + number % 60) if is_coming else 5 + number % (LAST_DAYS - 5)
		place = {key: value for key, value in places[number % len(places)].items() if key != "location"}
		name = rows.add(
			"Training Workshop",
			workshop_title=f"Prijava na razpis {number + 1}",
			stage="Announced" if is_coming else "Held",
			starts_on=moment(ago, "09:00:00"),
			ends_on=moment(ago, "13:00:00"),
			hours=WORKSHOP_HOURS,
			venue="Dvorana",
			delivery="In Person",
			capacity=REGISTRATIONS,
			confirmed_count=REGISTRATIONS,
			queue_counter=REGISTRATIONS,
			creation=moment(max(ago, 0) + 40),
			**place,
		)
		for seat in range(REGISTRATIONS):
			person = number * REGISTRATIONS + seat
			ngo = ngos[person * NGO_AT_WORKSHOPS % len(ngos)]
			register(rows, name, person, ngo, ago, None if is_coming else person % ABSENT != ABSENT - 1)
		if not is_coming:
			post_workshop(rows, name, number, ngos, ago)


def register(
	rows: Rows, workshop: str, person: int, ngo: frappe._dict, ago: int, attended: bool | None
) -> None:
	"""Write a registration with a seat.

	Args:
	        attended: None as long as the workshop was not held.
	"""
	full_name, email = get_name(person), f"participant{person}@seed.example.org"
	states = {None: "Not Recorded", True: "Attended", False: "Absent"}
	rows.add(
		"Workshop Registration",
		workshop=workshop,
		participant_name=full_name,
		email=email,
		email_key=get_email_key(email),
		active_key=f"{workshop}:{get_person_key(full_name, email)}",
		status="Confirmed",
		queue_number=person % REGISTRATIONS + 1,
		ngo=ngo.name,
		attendance=states[attended],
		attended_hours=WORKSHOP_HOURS if attended else 0,
		source="Desk",
		registered_on=moment(max(ago, 0) + 20),
		registered_by="Administrator",
		creation=moment(max(ago, 0) + 20),
	)


def post_workshop(rows: Rows, workshop: str, number: int, ngos: Sequence[frappe._dict], ago: int) -> None:
	"""Write what the ledger holds of a workshop: a row for each NGO that was there."""
	present: dict[str, tuple[frappe._dict, int]] = {}
	for seat in range(REGISTRATIONS):
		person = number * REGISTRATIONS + seat
		if person % ABSENT != ABSENT - 1:
			ngo = ngos[person * NGO_AT_WORKSHOPS % len(ngos)]
			present[ngo.name] = ngo, cint(present.get(ngo.name, (ngo, 0))[1]) + 1
	for ngo, participants in present.values():
		source = ("Training Workshop", workshop, ngo.name)
		post(rows, ngo, ago, "Workshop", WORKSHOP_HOURS, participants, source)
