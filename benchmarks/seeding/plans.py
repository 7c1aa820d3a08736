# SPDX-License-Identifier: GPL-3.0-only
"""Development plans of NGOs with potential: goals, steps, and their capacity before and after."""

import frappe

from benchmarks.seeding.people import get_user
from benchmarks.seeding.register import get_ngos
from benchmarks.seeding.rows import Rows, day, moment
from benchmarks.seeding.sizes import Sizes
from planota_hub.capacity_building.plans.progress import get_threshold
from planota_hub.capacity_building.plans.selection import CRITERIA

ROUND = "Krog NVO s potencialom"
# days before today on which all plans began
BEGAN = 400
BASELINE, WANTED, INTERIM = 2, 5, 3


def seed_plans(rows: Rows, sizes: Sizes) -> None:
	"""Write plans that run, each with a baseline and a later assessment of all areas."""
	areas = frappe.get_all("Capacity Area", {"disabled": 0}, pluck="name", order_by="position asc, name asc")
	rows.add(
		"Programme Round",
		name=ROUND,
		round_name=ROUND,
		status="Running",
		places=500,
		application_opens_on=day(BEGAN + 60),
		application_closes_on=day(BEGAN + 30),
		starts_on=day(BEGAN),
		ends_on=day(-BEGAN),
	)
	for number, ngo in enumerate(get_ngos()[: sizes.plans]):
		plan = rows.add(
			"Development Plan",
			ngo=ngo.name,
			ngo_name=ngo.ngo_name,
			programme_round=ROUND,
			stage="Active",
			stage_changed_on=day(BEGAN),
			mentor=get_user(number * 2 + 1 if number * 2 + 1 < sizes.staff else 1),
			starts_on=day(BEGAN),
			ends_on=day(-BEGAN),
			hours_required=get_threshold(),
			applicant_confirmed=1,
			applied_on=moment(BEGAN + 40),
			source="Desk",
			creation=moment(BEGAN + 40),
			scores=[{"criterion": criterion} for criterion in CRITERIA],
			goals=[{"area": areas[number % len(areas)], "goal": "Dva projekta na leto", "result": "Open"}],
			steps=[{"step_title": "Načrt dela", "due_date": day(300), "status": "Done", "done_on": day(310)}],
		)
		assess(rows, plan, ngo, "Baseline", BEGAN, BASELINE, areas)
		assess(rows, plan, ngo, "Interim", BEGAN - 200, INTERIM, areas)


def assess(
	rows: Rows, plan: str, ngo: frappe._dict, kind: str, ago: int, level: int, areas: list[str]
) -> None:
	rows.add(
		"Capacity Assessment",
		development_plan=plan,
		ngo=ngo.name,
		ngo_name=ngo.ngo_name,
		assessment_type=kind,
		assessed_on=day(ago),
		assessor="Administrator",
		average_level=level,
		average_wanted=WANTED,
		creation=moment(ago),
		scores=[{"area": area, "level": level, "wanted_level": WANTED} for area in areas],
	)


def get_plans() -> dict[str, str]:
	"""Return by NGO the plan that runs."""
	rows = frappe.get_all("Development Plan", fields=["ngo", "name"], order_by="name asc", as_list=True)
	return dict(rows)
