# SPDX-License-Identifier: GPL-3.0-only
"""Policies that were analysed, and proposals to change them, decided or waiting for a reply."""

import frappe
from frappe.utils import add_days, cint

from benchmarks.seeding.people import get_user
from benchmarks.seeding.register import get_fields_of_work, get_ngos, get_stakeholders
from benchmarks.seeding.rows import Rows, day, moment
from benchmarks.seeding.sizes import Sizes
from planota_hub.advocacy.proposals.results import get_result

ASKS = 3
RESULTS = ("Adopted", "Partly Adopted", "Rejected")


def seed_policies(rows: Rows, sizes: Sizes) -> None:
	"""Write a policy for each proposal; every third proposal waits for its reply."""
	ngos, stakeholders, fields = get_ngos(), get_stakeholders(), get_fields_of_work()
	reply_days = cint(frappe.get_cached_doc("Hub Settings").policy_reply_days)
	for number in range(sizes.proposals):
		owner, ago = stakeholders[number % len(stakeholders)], 40 + number % 600
		is_closed = number % 3 != 0
		policy_values = {
			"owner_stakeholder": owner.name,
			"level": "Local",
			"municipality": owner.municipality,
			"field_of_work": fields[number % len(fields)],
		}
		asks = [make_ask(number, turn, is_closed) for turn in range(ASKS)]
		result = get_result([ask["result"] for ask in asks]) if is_closed else None
		policy = rows.add(
			"Public Policy",
			**policy_values,
			policy_title=f"Odlok o prostorih {number + 1}",
			status=get_status(is_closed, result),
			problem="Društva nimajo prostora.",
			analysed_on=day(ago + 30),
			creation=moment(ago + 40),
		)
		rows.add(
			"Policy Proposal",
			**policy_values,
			proposal_title=f"Prostori za društva {number + 1}",
			policy=policy,
			responsible=get_user(number % sizes.staff),
			stage="Closed" if is_closed else "Submitted",
			stage_changed_on=day(ago - 20),
			result=result,
			submitted_on=day(ago),
			submitted_to=owner.name,
			submission_channel="E-mail",
			reply_due=str(add_days(day(ago), reply_days)),
			replied_on=day(ago - 15) if is_closed else None,
			reply="Odgovor občine." if is_closed else None,
			closed_on=day(ago - 20) if is_closed else None,
			creation=moment(ago + 20),
			asks=asks,
			involved_ngos=[{"ngo": ngos[number % len(ngos)].name}],
		)


def make_ask(number: int, turn: int, is_closed: bool) -> dict:
	return {
		"subject": f"{turn + 1}. člen",
		"proposed_text": "Prostor je društvom na voljo brez najemnine.",
		"reason": "Društva delajo v javnem interesu.",
		"result": RESULTS[(number + turn) % len(RESULTS)] if is_closed else None,
	}


def get_status(is_closed: bool, result: str | None) -> str:
	if not is_closed:
		return "Change Proposed"
	return "Changed" if result in ("Adopted", "Partly Adopted") else "Analysed"
