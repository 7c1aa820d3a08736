# SPDX-License-Identifier: GPL-3.0-only
"""The figures of campaigns: the same ones in the form, the scorecard, the print and on the public page."""

from typing import TYPE_CHECKING

import frappe
from frappe.utils import cint, flt

from planota_hub.advocacy.campaigns.supporters import count_supporters
from planota_hub.advocacy.campaigns.targets import get_shift
from planota_hub.advocacy.proposals.results import WON

if TYPE_CHECKING:
	from planota_hub.advocacy.doctype.campaign_action.campaign_action import CampaignAction

CAMPAIGN = "Advocacy Campaign"
DONE = "Done"


def get_figures(campaigns: list[str]) -> dict[str, frappe._dict]:
	"""Return the figures of campaigns, in six queries however many there are.

	Keys: `actions_done`, `reach`, `cost` (of the actions that were done), `cost_per_reach` (None without
	reach), `supporters`, `targets`, `shift` (average change of support, None without targets), `asks`,
	`asks_won` (adopted at least partly, of the proposals served), `objectives`, `objectives_reached`.
	"""
	supporters = count_supporters(campaigns)
	actions = group_rows("Campaign Action", ["status", "reach", "cost"], campaigns)
	moves = group_rows("Campaign Target Move", ["target_key", "support"], campaigns)
	targets = group_rows("Campaign Target", ["name"], campaigns)
	objectives = group_rows(
		"Campaign Objective", ["baseline", "target_value", "is_measured", "achieved_value"], campaigns
	)
	asks = get_asks(campaigns)
	return {
		name: frappe._dict(
			**count_actions(actions.get(name, [])),
			supporters=supporters[name],
			targets=len(targets.get(name, [])),
			shift=get_shift(keep_present(moves.get(name, []), targets.get(name, []))),
			asks=len(asks.get(name, [])),
			asks_won=sum(result in WON for result in asks.get(name, [])),
			objectives=len(objectives.get(name, [])),
			objectives_reached=sum(is_reached(row) for row in objectives.get(name, [])),
		)
		for name in campaigns
	}


def group_rows(doctype: str, fields: list[str], campaigns: list[str]) -> dict[str, list[frappe._dict]]:
	"""Return the rows of a table by campaign, in their order, in one query."""
	rows: dict[str, list[dict]] = {}
	for row in frappe.get_all(
		doctype,
		filters={"parenttype": CAMPAIGN, "parent": ("in", campaigns or [""])},
		fields=["parent", *fields],
		order_by="parent asc, idx asc",
		limit_page_length=0,
	):
		rows.setdefault(row.parent, []).append(row)
	return rows


def keep_present(moves: list[frappe._dict], targets: list[frappe._dict]) -> list[dict]:
	"""Return the moves of the targets that the campaign still has."""
	names = {target.name for target in targets}
	return [move for move in moves if move.target_key in names]


def get_asks(campaigns: list[str]) -> dict[str, list[str]]:
	"""Return the results of the asks of the proposals that each campaign serves."""
	served = group_rows("Campaign Proposal", ["proposal"], campaigns)
	proposals = sorted({row.proposal for rows in served.values() for row in rows})
	results: dict[str, list[str]] = {}
	for ask in frappe.get_all(
		"Policy Ask",
		filters={"parenttype": "Policy Proposal", "parent": ("in", proposals or [""])},
		fields=["parent", "result"],
		order_by="parent asc, idx asc",
		limit_page_length=0,
	):
		results.setdefault(ask.parent, []).append(ask.result)
	return {
		name: [result for row in rows for result in results.get(row.proposal, [])]
		for name, rows in served.items()
	}


def count_actions(actions: list[frappe._dict] | list["CampaignAction"]) -> dict:
	"""Return the figures of actions: only those that were done count."""
	done = [action for action in actions if action.status == DONE]
	reach, cost = sum(cint(action.reach) for action in done), flt(sum(flt(action.cost) for action in done), 2)
	return {
		"actions_done": len(done),
		"reach": reach,
		"cost": cost,
		"cost_per_reach": flt(cost / reach, 2) if reach else None,
	}


def is_reached(objective: frappe._dict) -> bool:
	"""Tell whether an objective was measured and reached; a target below the baseline is one to get down to."""
	if not objective.is_measured:
		return False
	achieved, target = flt(objective.achieved_value), flt(objective.target_value)
	return achieved <= target if target < flt(objective.baseline) else achieved >= target
