# SPDX-License-Identifier: GPL-3.0-only
"""How NGOs with potential are selected: four criteria, weighted, and no more NGOs than there are places.

The criteria are those of the public calls for NGOs with potential: level of operation, priority field,
existing programme of work, achievements. Their weights stand in Hub Settings.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, flt

from planota_hub.planota_hub.doctype.hub_settings.hub_settings import validate_weights
from planota_hub.rules.text import field_label

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.development_plan.development_plan import DevelopmentPlan
	from planota_hub.capacity_building.doctype.development_plan_score.development_plan_score import (
		DevelopmentPlanScore,
	)
	from planota_hub.planota_hub.doctype.hub_settings.hub_settings import HubSettings

ROUND = "Programme Round"
# criterion -> field of Hub Settings with its weight
CRITERIA = {
	"Level of Operation": "level_of_operation_weight",
	"Priority Field": "priority_field_weight",
	"Existing Programme": "existing_programme_weight",
	"Achievements": "achievements_weight",
}
BEST_SCORE = 5
# until the decision the weights of Hub Settings apply; with it they are kept
UNDECIDED_STAGES = frozenset({"Applied", "Under Assessment"})
# in these stages a plan takes one of the places of its round
PLACED_STAGES = ("Selected", "Active", "Completed")


def get_weights() -> dict[str, float]:
	"""Return the weight of each criterion, in percent."""
	settings = frappe.get_cached_doc("Hub Settings")
	return {criterion: flt(settings.get(fieldname)) for criterion, fieldname in CRITERIA.items()}


def validate_settings(settings: "HubSettings", method: str | None = None) -> None:
	"""Hook of Hub Settings: the weights of the criteria share 100 %."""
	validate_weights(settings, list(CRITERIA.values()))


def set_scores(plan: "DevelopmentPlan") -> None:
	"""Give a plan one row per criterion, check the scores, and add them up.

	Raises:
	        frappe.ValidationError: for a score outside 1 to 5, naming its row.
	"""
	rows: dict[str, DevelopmentPlanScore] = {row.criterion: row for row in plan.scores}
	weights = get_weights()
	kept = [rows.get(criterion) or {"criterion": criterion} for criterion in CRITERIA]
	plan.set("scores", [])
	for values in kept:
		row = plan.append("scores", values)
		if plan.stage in UNDECIDED_STAGES:
			row.weight = weights[row.criterion]
		validate_score(row)
	plan.selection_score = get_selection_score(plan)


def validate_score(row: "DevelopmentPlanScore") -> None:
	row.score = cint(row.score)
	if not 0 <= row.score <= BEST_SCORE:
		frappe.throw(
			_("{0}: expected is a number from 1 to {1}, or 0 while not scored.").format(
				field_label(row, "score"), BEST_SCORE
			),
			title=_("Wrong Score"),
		)


def get_selection_score(plan: "DevelopmentPlan") -> float:
	"""Return the weighted mean as a percentage of the best possible; 0 while a criterion is not scored."""
	total = sum(flt(row.weight) for row in plan.scores)
	if not total or get_unscored(plan):
		return 0
	return flt(sum(flt(row.weight) * row.score for row in plan.scores) / (total * BEST_SCORE) * 100, 1)


def get_unscored(plan: "DevelopmentPlan") -> list[str]:
	"""Return the criteria that count and have no score yet."""
	return [row.criterion for row in plan.scores if flt(row.weight) and not row.score]


def take_place(plan: "DevelopmentPlan") -> None:
	"""Refuse a selection beyond the places of the round, decided while the round's row is locked.

	Raises:
	        frappe.ValidationError: when all places are taken.
	"""
	places = cint(frappe.db.get_value(ROUND, plan.programme_round, "places", for_update=True))
	if count_placed(plan.programme_round, besides=plan.name) >= places:
		frappe.throw(
			_("All {0} places of {1} are taken.").format(places, plan.programme_round),
			title=_("No Free Place"),
		)


def count_placed(programme_round: str, besides: str | None = None) -> int:
	"""Return how many places of a round are taken, read from its latest committed state."""
	rows = frappe.db.get_values(
		"Development Plan",
		{"programme_round": programme_round, "stage": ("in", PLACED_STAGES), "name": ("!=", besides or "")},
		["name"],
		order_by="name asc",
		for_update=True,
	)
	return len(rows)
