# SPDX-License-Identifier: GPL-3.0-only
"""Seeding a site, area by area: each is kept as a whole, so that an interrupted run goes on where it was."""

import json
from collections.abc import Callable
from time import process_time

import frappe

from benchmarks.seeding import (
	advocacy,
	briefings,
	contacts,
	elections,
	events,
	funding,
	indicators,
	needs,
	partnerships,
	people,
	plans,
	policies,
	register,
	relations,
	support,
	surveys,
	votes,
)
from benchmarks.seeding.rows import Rows
from benchmarks.seeding.sizes import Sizes
from planota_hub.capacity_building.plans.progress import refresh_all_plans
from planota_hub.finding.index import rebuild
from planota_hub.local_networks.networks.health import refresh_health

# where the site keeps which areas are done
MARK = "benchmark_seed"
# records that a fresh site has none of
OWN_RECORDS = ("NGO", "Stakeholder", "Mentoring Session", "Local Need")

Area = Callable[[Rows, Sizes], object]
AREAS: dict[str, Area] = {
	"users": lambda rows, sizes: people.seed_users(rows, sizes.staff),
	"NGOs": lambda rows, sizes: register.seed_ngos(rows, sizes.ngos),
	"stakeholders": lambda rows, sizes: register.seed_stakeholders(rows, sizes.stakeholders),
	"relations": relations.seed_relations,
	"likely duplicates": lambda rows, sizes: register.mark_duplicates(),
	"projects": indicators.seed_projects,
	"plans": plans.seed_plans,
	"sessions": support.seed_sessions,
	"requests": support.seed_requests,
	"workshops": support.seed_workshops,
	"networks": needs.seed_networks,
	"needs": needs.seed_needs,
	"meetings": needs.seed_meetings,
	"votes": votes.seed_votes,
	"elections": elections.seed_elections,
	"policies": policies.seed_policies,
	"campaigns": advocacy.seed_campaigns,
	"consortia": partnerships.seed_consortia,
	"calls": funding.seed_calls,
	"briefings": briefings.seed_briefings,
	"contacts": contacts.seed_contacts,
	"events": events.seed_events,
	"segments": briefings.seed_segments,
	"surveys": surveys.seed_surveys,
	"progress of plans": lambda rows, sizes: refresh_all_plans(),
	"health of networks": lambda rows, sizes: refresh_health(),
	"figures for funders": lambda rows, sizes: indicators.count_periods(),
}


class SeedRefused(Exception):
	"""The site is not one to seed; the text says why and what to do."""


def seed(
	scale: float, over_data: bool = False, keep: bool = True, say: Callable[[str], None] = print
) -> None:
	"""Write the records of a scale; what an interrupted run has kept is not written again.

	Args:
	        scale: 1 is a national network.
	        over_data: also where there are records already.
	        keep: commit after each area; False leaves it to the caller to roll back.
	        say: is told of each area.

	Raises:
	        SeedRefused: on a site with records, or one that was seeded with another scale.
	"""
	state = read_state(scale, over_data)
	for name, write in AREAS.items():
		if name in state["done"]:
			continue
		started, rows = process_time(), Rows()
		write(rows, Sizes.at(scale))
		written = rows.write()
		state["done"].append(name)
		if keep:
			frappe.db.set_default(MARK, json.dumps(state))
			frappe.db.commit()
		say(f"{name}: {written} rows, {process_time() - started:.1f} s of the processor")
	rebuild()
	if keep:
		frappe.db.commit()
	if keep:
		frappe.clear_cache()


def read_state(scale: float, over_data: bool) -> dict:
	"""Return the scale and the areas that are done; a new beginning where nothing is."""
	if state := get_state():
		if state["scale"] != scale:
			raise SeedRefused(
				f"This site is seeded at scale {state['scale']:g}. Use another one for scale {scale:g}."
			)
		return state
	if not over_data and (found := [name for name in OWN_RECORDS if frappe.db.count(name)]):
		raise SeedRefused(
			f"This site has records already ({', '.join(found)}). A seed can't be taken out again: "
			"use an empty site, or --yes to mix the two."
		)
	return {"scale": scale, "done": []}


def get_state() -> dict | None:
	"""Return what was seeded: `scale` and `done`, the areas; None when nothing was."""
	found = frappe.db.get_default(MARK)
	return json.loads(found) if found else None


def is_complete() -> bool:
	"""Tell whether the site holds all that a seed writes."""
	state = get_state()
	return bool(state) and set(state["done"]) >= AREAS.keys()
