# SPDX-License-Identifier: GPL-3.0-only
"""The demo records of capacity building."""

from planota_hub.demo.files import read
from planota_hub.demo.plans import finish_plans, load_plans
from planota_hub.demo.support import load_mentoring, load_requests
from planota_hub.demo.workshops import load_workshops


def load_capacity_building() -> None:
	"""Load what was done for these organisations: plans, workshops, mentoring, requests.

	Plans end only after the hours are delivered, as in life.
	"""
	plans, support = read("plans.json"), read("support.json")
	created = load_plans(plans)
	mentored = [plan["ngo_name"] for plan in plans["plans"] if plan["mentoring"]]
	load_workshops(read("workshops.json"), [*mentored, *support["mentoring"]["ngos"]])
	load_mentoring(support["mentoring"], plans["plans"])
	load_requests(support["requests"])
	finish_plans(created)
