# SPDX-License-Identifier: GPL-3.0-only
"""Consortia of NGOs and stakeholders, with plans of what they do together."""

import frappe
from frappe.utils import getdate

from benchmarks.seeding.people import get_name, get_user
from benchmarks.seeding.register import get_fields_of_work, get_ngos, get_stakeholders
from benchmarks.seeding.rows import Rows, day, moment
from benchmarks.seeding.sizes import PARTNERS, Sizes
from planota_hub.planota_hub.register.sector_balance import CIVIL_SOCIETY, evaluate

STAKEHOLDERS_AMONG = 4


def seed_consortia(rows: Rows, sizes: Sizes) -> None:
	"""Write consortia that are forming, a third of their partners stakeholders."""
	ngos, stakeholders, fields = get_ngos(), get_stakeholders(), get_fields_of_work()
	for number in range(sizes.consortia):
		partners = choose_partners(number, ngos, stakeholders)
		municipality = ngos[number * PARTNERS % len(ngos)].municipality
		balance = evaluate(frappe._dict(row) for row in partners)
		ago = 30 + number % 500
		consortium = rows.add(
			"Partnership Consortium",
			consortium_name=f"Konzorcij za podeželje {number + 1}",
			purpose="Skupni odgovori na potrebe krajev.",
			stage="Forming",
			stage_changed_on=day(ago - 10),
			field_of_work=fields[number % len(fields)],
			municipality=municipality,
			responsible=get_user(number % sizes.staff),
			show_on_website=1,
			starts_on=day(ago),
			partners_count=balance.partners,
			has_all_sectors=int(balance.has_all_sectors),
			balance_status="Passed" if balance.passed else "Failed",
			creation=moment(ago),
			partners=partners,
		)
		add_plan(rows, consortium, number, partners, municipality)


def choose_partners(number: int, ngos: list[frappe._dict], stakeholders: list[frappe._dict]) -> list[dict]:
	count = min(STAKEHOLDERS_AMONG, len(stakeholders))
	chosen = [stakeholders[(number * count + turn) % len(stakeholders)] for turn in range(count)]
	own = [ngos[(number * PARTNERS + turn) % len(ngos)] for turn in range(PARTNERS - count)]
	partners = [("NGO", row.name, row.ngo_name, CIVIL_SOCIETY) for row in own]
	partners += [("Stakeholder", row.name, row.stakeholder_name, row.sector) for row in chosen]
	return [
		{
			"partner_type": partner_type,
			"partner": partner,
			"partner_name": partner_name,
			"sector": sector,
			"partner_role": "Lead Partner" if turn == 0 else "Partner",
			"votes": 1,
			"signatory_name": get_name(number + turn),
		}
		for turn, (partner_type, partner, partner_name, sector) in enumerate(partners)
	]


def add_plan(rows: Rows, consortium: str, number: int, partners: list[dict], municipality: str) -> None:
	"""Write a plan of a year that is over, with an action of each of its first partners, every second one done."""
	done, year = [turn % 2 == 0 for turn in range(4)], getdate().year - 1 - number % 2
	plan = rows.add(
		"Joint Action Plan",
		plan_title=f"Skupni načrt {number + 1}",
		stage="Agreed",
		stage_changed_on=f"{year}-02-01",
		agreed_on=f"{year}-02-01",
		year=year,
		plan_of_type="Partnership Consortium",
		plan_of=consortium,
		plan_of_name=f"Konzorcij za podeželje {number + 1}",
		municipality=municipality,
		starts_on=f"{year}-01-01",
		ends_on=f"{year}-12-31",
		progress_percent=50,
		actions_total=len(done),
		actions_done=sum(done),
		actions_overdue=len(done) - sum(done),
		creation=f"{year}-02-01 09:00:00",
	)
	for turn, is_done in enumerate(done):
		partner = {key: partners[turn][key] for key in ("partner_type", "partner", "partner_name")}
		rows.add(
			"Joint Action",
			**partner,
			**get_course(is_done, year),
			action_title=f"Delavnica {turn + 1}",
			joint_action_plan=plan,
			municipality=municipality,
			starts_on=f"{year}-03-01",
			due_on=f"{year}-12-31",
			creation=f"{year}-02-01 09:00:00",
		)


def get_course(is_done: bool, year: int) -> dict:
	"""Return how far an action of a year that is over has come."""
	if not is_done:
		return {"status": "Planned", "is_overdue": 1}
	return {
		"status": "Done",
		"done_on": f"{year}-06-30",
		"progress_percent": 100,
		"evidence": "Zapisnik",
	}
