# SPDX-License-Identifier: GPL-3.0-only
"""Whom a campaign wants to win over: power, interest and support of each target, and how they have moved."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, getdate, today

from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import field_label
from planota_hub.rules.titles import get_titles

if TYPE_CHECKING:
	from planota_hub.advocacy.doctype.advocacy_campaign.advocacy_campaign import AdvocacyCampaign
	from planota_hub.advocacy.doctype.campaign_target.campaign_target import CampaignTarget

POSITION_FIELDS = ("power", "interest", "support")
# what each figure can be
SCALES = {"power": (1, 5), "interest": (1, 5), "support": (-2, 2)}


def validate_targets(campaign: "AdvocacyCampaign") -> None:
	"""Check the targets of a campaign and name each of them.

	Raises:
	        frappe.ValidationError: naming the row, for a target that is neither stakeholder nor person, and for
	        a figure outside its scale.
	"""
	names = get_titles(
		"Stakeholder", [target.stakeholder for target in campaign.targets if target.stakeholder]
	)
	for target in campaign.targets:
		set_label(target, names)
		for fieldname, (lowest, highest) in SCALES.items():
			value = target.get(fieldname)
			target.set(fieldname, cint(value))
			if not lowest <= target.get(fieldname) <= highest:
				frappe.throw(
					_("{0}: expected is a whole number from {1} to {2}.").format(
						field_label(target, fieldname), lowest, highest
					),
					title=_("Wrong Position"),
				)


def set_label(target: "CampaignTarget", names: dict[str, str]) -> None:
	"""A target is a body, a person, or a person who acts for a body.

	Args:
	        names: of stakeholders, by their numbers.
	"""
	stakeholder = names.get(target.stakeholder)
	target.target_label = ", ".join(part for part in (target.person_name, stakeholder) if part)
	if not target.target_label:
		message = _("please choose a stakeholder or enter a person.")
		refuse_missing(target, "stakeholder", message, _("Who Is the Target?"))


def record_moves(campaign: "AdvocacyCampaign") -> None:
	"""Write the first position of each new target, and every change of a position, into the history."""
	before = campaign.get_doc_before_save()
	campaign.set("moves", before.moves if before else [])
	known = {target.name: target for target in before.targets} if before else {}
	for target in campaign.targets:
		old = known.get(target.name)
		if old and get_position(old) == get_position(target):
			target.position_on, target.move_reason = old.position_on, target.move_reason or old.move_reason
			continue
		set_day(target, old)
		record_move(campaign, target)
		target.move_reason = None


def get_position(target: "CampaignTarget") -> tuple[int, ...]:
	return tuple(cint(target.get(fieldname)) for fieldname in POSITION_FIELDS)


def set_day(target: "CampaignTarget", old: "CampaignTarget | None") -> None:
	"""A move is of today unless its day was entered with it; never of the future, nor before the last one."""
	last = getdate(old.position_on) if old and old.position_on else None
	entered = getdate(target.position_on) if target.position_on else None
	if not entered or entered == last:
		entered = getdate(today())
	if entered > getdate(today()):
		refuse(target, "position_on", _("the date lies in the future."))
	if last and entered < last:
		frappe.throw(
			_("{0}: the last position is of {1}; a move can't come before it.").format(
				field_label(target, "position_on"), show_day(last)
			)
		)
	target.position_on = entered


def record_move(campaign: "AdvocacyCampaign", target: "CampaignTarget") -> None:
	campaign.append(
		"moves",
		{
			"moved_on": target.position_on,
			"target_key": target.name,
			"target_label": target.target_label,
			**{fieldname: target.get(fieldname) for fieldname in POSITION_FIELDS},
			"reason": target.move_reason,
			"moved_by": frappe.session.user,
		},
	)


def get_shift(moves: list[frappe._dict]) -> float | None:
	"""Return by how much the support of the targets has changed on average; None without a target.

	Args:
	        moves: in their order, each with `target_key` and `support`.
	"""
	first, last = {}, {}
	for move in moves:
		first.setdefault(move.target_key, cint(move.support))
		last[move.target_key] = cint(move.support)
	if not last:
		return None
	return round(sum(last[key] - first[key] for key in last) / len(last), 2)
