# SPDX-License-Identifier: GPL-3.0-only
"""Calls with their conditions, and applications with the help that they got."""

import frappe

from benchmarks.seeding.people import get_user
from benchmarks.seeding.register import get_fields_of_work, get_ngos, get_places, get_stakeholders
from benchmarks.seeding.rows import Rows, day, moment
from benchmarks.seeding.sizes import APPLICATIONS, Sizes
from benchmarks.seeding.support import post
from planota_hub.funding.calls.friendliness import get_score

# so many calls of a hundred are open today, the others were decided
OPEN_PERCENT = 10
STAGES = ("Approved", "Rejected", "Submitted", "Approved")
LEGAL_FORMS = ("for_associations", "for_private_institutes", "for_foundations")


def seed_calls(rows: Rows, sizes: Sizes) -> None:
	"""Write calls: every tenth is open, the others are decided, each with eight applications."""
	ngos, stakeholders, fields = get_ngos(), get_stakeholders(), get_fields_of_work()
	places = sorted(get_places())
	for number in range(sizes.calls):
		is_open = number % 100 < OPEN_PERCENT or number == sizes.calls - 1
		opened = 20 if is_open else 120 + number % 700
		call = frappe._dict(
			call_title=f"Razpis za podeželje {number + 1}",
			funder=stakeholders[number % len(stakeholders)].name,
			stage="Published" if is_open else "Decided",
			status="Open" if is_open else "Decided",
			opens_on=day(opened),
			closes_on=day(opened - 60),
			minimum_amount=1_000 * (1 + number % 5),
			maximum_amount=20_000,
			total_amount=200_000,
			co_financing="Required",
			co_financing_percent=10 + number % 20,
			payment_terms="After Completion",
			reporting_frequency="Once a Year",
			application_effort="Short Form",
			volunteer_work="Eligible Cost",
			simplified_costs="Yes",
			description="Sredstva za delo nevladnih organizacij na podeželju.",
			area_rule="Seat Only",
			minimum_age_years=number % 3,
			**{LEGAL_FORMS[number % len(LEGAL_FORMS)]: 1, "for_associations": 1},
		)
		name = rows.add(
			"Funding Call",
			**call,
			friendliness_score=get_score(call),
			creation=moment(opened + 5),
			eligible_fields=[{"field_of_work": fields[(number + turn) % len(fields)]} for turn in range(3)],
			eligible_municipalities=[
				{"municipality": places[(number * 10 + turn) % len(places)]} for turn in range(10)
			],
		)
		for turn in range(APPLICATIONS):
			ngo = ngos[(number * APPLICATIONS + turn) % len(ngos)]
			stage = "In Preparation" if is_open else STAGES[turn % len(STAGES)]
			add_application(rows, name, number, turn, ngo, stage, opened, sizes.staff)


def add_application(
	rows: Rows, call: str, number: int, turn: int, ngo: frappe._dict, stage: str, opened: int, staff: int
) -> None:
	"""Write an application; every fourth one got help, which stands in the ledger."""
	is_decided, is_approved = stage in ("Approved", "Rejected"), stage == "Approved"
	helped, ago = turn % 4 == 0, opened - 10
	work = [
		{
			"name": rows.make_row_name("Call Application Help"),
			"work_date": day(ago),
			"kind": "Application Help",
			"hours": 2,
			"participants": 1,
			"done_by": get_user(number % staff),
		}
	]
	application = rows.add(
		"Call Application",
		application_title=f"Prijava {number + 1}-{turn + 1}",
		funding_call=call,
		ngo=ngo.name,
		stage=stage,
		responsible=get_user(number % staff),
		project_value=12_500,
		requested_amount=10_000,
		own_share=2_500,
		own_share_percent=20,
		application_hours=2 if helped else 0,
		submitted_on=None if stage == "In Preparation" else day(opened - 30),
		decided_on=day(opened - 90) if is_decided else None,
		decision_note="Premalo točk." if stage == "Rejected" else None,
		approved_amount=10_000 if is_approved else 0,
		granted_amount=10_000 if is_approved else 0,
		creation=moment(opened - 5),
		help_rows=work if helped else [],
	)
	if helped:
		source = ("Call Application", application, work[0]["name"])
		post(rows, ngo, ago, "Application Help", 2, 1, source)
