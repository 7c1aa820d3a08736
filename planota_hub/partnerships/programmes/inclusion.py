# SPDX-License-Identifier: GPL-3.0-only
"""The inclusion funnel: how many proposals, for how much money, got how far into regional programmes."""

from collections.abc import Iterable

import frappe
from frappe.utils import flt

from planota_hub.partnerships.programmes.stages import DROPPED, STAGES

PROPOSAL = "Programme Proposal"


def get_funnel(programmes: list[str] | None = None) -> list[frappe._dict]:
	"""Return for each stage how many proposals reached it at least, and their amount.

	Args:
	        programmes: names of Regional Programmes; None for all.
	"""
	filters = {} if programmes is None else {"regional_programme": ("in", programmes or [""])}
	proposals = frappe.get_list(
		PROPOSAL,
		filters=filters,
		fields=["stage", "furthest_stage", "amount", "financed_amount"],
		order_by="name asc",
		limit_page_length=0,
	)
	return count_stages(proposals)


def count_stages(proposals: Iterable[dict]) -> list[frappe._dict]:
	"""Return the funnel of some proposals: `stage`, `reached` (at least), `now` (at this stage), `dropped`, `amount`.

	Args:
	        proposals: with `stage`, `furthest_stage`, `amount` and `financed_amount`.
	"""
	funnel = [frappe._dict(stage=stage, reached=0, now=0, dropped=0, amount=0.0) for stage in STAGES]
	for proposal in proposals:
		furthest = STAGES.index(proposal.get("furthest_stage") or STAGES[0])
		for row in funnel[: furthest + 1]:
			row.reached += 1
			row.amount = flt(row.amount + get_amount(proposal, row.stage), 2)
		funnel[furthest].now += proposal.get("stage") != DROPPED
		funnel[furthest].dropped += proposal.get("stage") == DROPPED
	return funnel


def get_amount(proposal: dict, stage: str) -> float:
	"""Return the amount with which a proposal counts at a stage: what was granted, once it is financed."""
	granted = stage == "Financed" and flt(proposal.get("financed_amount"))
	return granted or flt(proposal.get("amount"))
