# SPDX-License-Identifier: GPL-3.0-only
"""Campaigns with their actions, targets and supporters; they answer needs."""

import frappe

from benchmarks.seeding.people import get_name, get_user
from benchmarks.seeding.register import get_fields_of_work, get_ngos, get_stakeholders
from benchmarks.seeding.rows import Rows, day, moment
from benchmarks.seeding.sizes import SUPPORTERS, Sizes
from planota_hub.advocacy.campaigns.supporters import get_organisation_key, get_person_key
from planota_hub.rules.fields import get_email_key

ACTIONS, TARGETS, INVOLVED = 4, 3, 5


def seed_campaigns(rows: Rows, sizes: Sizes) -> None:
	"""Write campaigns that run, with supporters of whom every second one is an organisation."""
	ngos, stakeholders, fields = get_ngos(), get_stakeholders(), get_fields_of_work()
	needs = frappe.get_all("Local Need", {"stage": "Accepted"}, pluck="name", order_by="name asc")
	answered: list[str] = []
	for number in range(sizes.campaigns):
		ago = 30 + number % 300
		involved = [ngos[(number * INVOLVED + turn) % len(ngos)] for turn in range(INVOLVED)]
		first = number * TARGETS
		campaign = rows.add(
			"Advocacy Campaign",
			campaign_title=f"Kampanja za varne poti {number + 1}",
			goal="Varne poti v vsakem kraju.",
			stage="Active",
			stage_changed_on=day(ago - 10),
			starts_on=day(ago),
			ends_on=day(ago - 700),
			responsible=get_user(number % sizes.staff),
			field_of_work=fields[number % len(fields)],
			municipality=involved[0].municipality,
			is_public=1,
			public_text="Podprite nas.",
			supporter_count=SUPPORTERS,
			total_reach=50 * ACTIONS,
			total_cost=100 * ACTIONS,
			budget=100 * ACTIONS,
			budget_used_percent=100,
			creation=moment(ago),
			objectives=[{"objective": "Odlok", "measure": "Število", "baseline": 0, "target_value": 1}],
			addressed_needs=[{"need": needs[number]}] if number < len(needs) else [],
			involved_ngos=[{"ngo": name} for name in dict.fromkeys(ngo.name for ngo in involved)],
			targets=[
				make_target(stakeholders[(first + turn) % len(stakeholders)])
				for turn in range(min(TARGETS, len(stakeholders)))
			],
			actions=[make_action(ago - turn) for turn in range(ACTIONS)],
		)
		if number < len(needs):
			answered.append(needs[number])
		for turn in range(SUPPORTERS):
			add_supporter(rows, campaign, number * SUPPORTERS + turn, ngos, ago - 1)

	values = {"stage": "In Action", "stage_changed_on": day(20)}
	frappe.db.set_value("Local Need", {"name": ("in", answered)}, values, update_modified=False)


def make_target(stakeholder) -> dict:
	return {
		"stakeholder": stakeholder.name,
		"target_label": stakeholder.stakeholder_name,
		"power": 3,
		"interest": 3,
		"support": 0,
	}


def make_action(ago: int) -> dict:
	return {
		"action_title": "Srečanje z županom",
		"action_type": "Meeting",
		"status": "Done",
		"starts_on": day(ago),
		"ends_on": day(ago),
		"reach": 50,
		"cost": 100,
	}


def add_supporter(rows: Rows, campaign: str, number: int, ngos: list, ago: int) -> None:
	email = f"supporter{number}@seed.example.org"
	supporter = frappe._dict(
		campaign=campaign,
		supporter_kind="Person",
		supporter_name=get_name(number),
		email=email,
		municipality=ngos[number % len(ngos)].municipality,
	)
	if number % 2 == 0 and number % SUPPORTERS < 2 * len(ngos):
		ngo = ngos[number // 2 % len(ngos)]
		supporter |= {"supporter_kind": "Organisation", "ngo": ngo.name, "organisation": ngo.ngo_name}
	supporter = frappe._dict(supporter)
	rows.add(
		"Campaign Supporter",
		**supporter,
		status="Confirmed",
		requested_on=moment(ago),
		confirmed_on=moment(ago, "10:00:00"),
		source="Desk",
		email_key=get_email_key(email),
		person_key=get_person_key(supporter),
		organisation_key=get_organisation_key(supporter),
		creation=moment(ago),
	)
