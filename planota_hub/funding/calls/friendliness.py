# SPDX-License-Identifier: GPL-3.0-only
"""How friendly the rules of a call are to NGOs: eight parts, weighted, each with its reason.

The parts are what NGOs have asked funders for: a small minimum amount, money before the costs, volunteer work as
a cost, a low own share, few reports, lump sums, a short application and time to write it. Their weights stand
in Hub Settings. A rule that is not known is left out of the score, and said to be.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, date_diff, flt

from planota_hub.planota_hub.doctype.hub_settings.hub_settings import validate_weights
from planota_hub.rules.readable import choose_form, show_money, show_number

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.hub_settings.hub_settings import HubSettings

CALL = "Funding Call"
# part -> field of Hub Settings with its weight
WEIGHTS = {
	"Minimum Amount": "minimum_amount_weight",
	"Payment": "payment_weight",
	"Volunteer Work": "volunteer_work_weight",
	"Own Share": "co_financing_weight",
	"Reports": "reporting_weight",
	"Simplified Costs": "simplified_costs_weight",
	"Application": "application_effort_weight",
	"Time to Apply": "time_to_apply_weight",
}
SETTINGS = (*WEIGHTS.values(), "friendly_minimum_amount")
# what an own share of the project's value may cost at most before no point is left, in percent
HIGHEST_OWN_SHARE = 50
# an advance of this share of the amount gets all points, in percent
FULL_ADVANCE = 50
# days to write an application: so many or fewer get no point, so many or more all of them
SHORT_TIME, LONG_TIME = 10, 40

CHOICES = {
	"Volunteer Work": ("volunteer_work", {"Eligible Cost": 100, "Own Share Only": 60, "Not Recognised": 0}),
	"Reports": (
		"reporting_frequency",
		{"Final Report Only": 100, "Once a Year": 75, "Twice a Year": 40, "Quarterly or More": 0},
	),
	"Simplified Costs": ("simplified_costs", {"Yes": 100, "No": 0}),
	"Application": (
		"application_effort",
		{"Short Form": 100, "Form and Attachments": 50, "Full Documentation": 0},
	),
}


@dataclass(frozen=True)
class Part:
	"""One part of the score.

	Attributes:
	        rule: a key of `WEIGHTS`.
	        weight: in percent of the whole.
	        points: 0 to 100; None when the rule is not known.
	        reason: what the call says, in the reader's language.
	"""

	rule: str
	weight: float
	points: float | None
	reason: str


def get_parts(call: Document | dict, settings: "HubSettings | None" = None) -> list[Part]:
	"""Return the parts of the score of a call, in the order of `WEIGHTS`.

	Args:
	        settings: Hub Settings that are being saved; None for the stored ones.
	"""
	settings = settings or frappe.get_cached_doc("Hub Settings")
	parts = []
	for rule, fieldname in WEIGHTS.items():
		points, reason = judge(rule, call, flt(settings.friendly_minimum_amount))
		parts.append(Part(rule, flt(settings.get(fieldname)), points, reason))
	return parts


def get_score(call: Document | dict, settings: "HubSettings | None" = None) -> float:
	"""Return the weighted mean of the points of what is known, 0 to 100; 0 when nothing is."""
	known = [part for part in get_parts(call, settings) if part.points is not None]
	total = sum(part.weight for part in known)
	return flt(sum(part.weight * part.points for part in known) / total, 1) if total else 0.0


def judge(rule: str, call: Document | dict, friendly_amount: float) -> tuple[float | None, str]:
	"""Return the points of one rule, None when it is not known, and the reason."""
	if rule in CHOICES:
		fieldname, points = CHOICES[rule]
		choice = cstr(call.get(fieldname))
		return points.get(choice), _(choice) if choice else _("Not known")
	if rule == "Minimum Amount":
		return judge_minimum(flt(call.get("minimum_amount")), friendly_amount)
	return JUDGES[rule](call)


def judge_minimum(minimum: float, friendly: float) -> tuple[float, str]:
	"""All points up to the friendly amount, none from five times as much, evenly between."""
	if not minimum:
		return 100, _("No minimum amount")
	reason = _("At least {0}").format(show_money(minimum))
	if minimum <= friendly:
		return 100, reason
	return between(minimum, worst=5 * friendly, best=friendly) if friendly else 0, reason


def judge_payment(call: Document | dict) -> tuple[float | None, str]:
	"""An advance counts by its size, interim payments half, both add up; money after completion gets nothing."""
	terms = cstr(call.get("payment_terms"))
	if not terms:
		return None, _("Not known")
	if terms == "After Completion":
		return 0, _(terms)
	if terms == "Interim Payments":
		return 50, _(terms)
	percent = flt(call.get("advance_percent"))
	points = 50 + 50 * min(percent, FULL_ADVANCE) / FULL_ADVANCE
	bonus = 20 if terms == "Advance and Interim Payments" else 0
	reason = _("{0}, advance of {1} %").format(_(terms), show_number(percent)) if percent else _(terms)
	return min(flt(points + bonus, 1), 100), reason


def judge_own_share(call: Document | dict) -> tuple[float | None, str]:
	"""All points without one, none from `HIGHEST_OWN_SHARE` on, evenly between."""
	choice = cstr(call.get("co_financing"))
	if not choice:
		return None, _("Not known")
	if choice == "Not Required":
		return 100, _(choice)
	percent = flt(call.get("co_financing_percent"))
	return between(percent, worst=HIGHEST_OWN_SHARE, best=0), _("Required: {0} %").format(
		show_number(percent)
	)


def judge_time(call: Document | dict) -> tuple[float | None, str]:
	"""Days from the opening to the last day; not known while one of the two is open."""
	opens_on, closes_on = call.get("opens_on"), call.get("closes_on")
	if not opens_on or not closes_on:
		return None, _("Not known")
	days = date_diff(closes_on, opens_on)
	shown = choose_form(_("{0} day|{0} days"), days).format(days)
	return between(days, worst=SHORT_TIME, best=LONG_TIME), shown


JUDGES: dict[str, Callable] = {
	"Payment": judge_payment,
	"Own Share": judge_own_share,
	"Time to Apply": judge_time,
}


def between(value: float, worst: float, best: float) -> float:
	"""Return where a value lies between the worst (0) and the best (100), and no further."""
	return flt(min(max((value - worst) / (best - worst), 0), 1) * 100, 1)


def validate_settings(settings: "HubSettings", method: str | None = None) -> None:
	"""Hook of Hub Settings: the weights of the parts share 100 %."""
	validate_weights(settings, list(WEIGHTS.values()))


def follow_settings(settings: "HubSettings", method: str | None = None) -> None:
	"""Hook of Hub Settings: other weights, other scores."""
	if any(settings.has_value_changed(fieldname) for fieldname in SETTINGS):
		refresh_scores(settings)


def refresh_scores(settings: "HubSettings | None" = None) -> None:
	"""Work the scores of all calls out anew, after the weights have changed."""
	fields = [
		"name",
		"friendliness_score",
		"minimum_amount",
		"payment_terms",
		"advance_percent",
		"co_financing",
		"co_financing_percent",
		"opens_on",
		"closes_on",
		*(fieldname for fieldname, _points in CHOICES.values()),
	]
	for call in frappe.get_all(CALL, fields=fields, order_by="name asc", limit_page_length=0):
		score = get_score(call, settings)
		if score != flt(call.friendliness_score, 1):
			frappe.db.set_value(CALL, call.name, "friendliness_score", score, update_modified=False)
