# SPDX-License-Identifier: GPL-3.0-only
"""The stages of a need: which ones people decide on, and which follow from what answers it."""

import frappe
from frappe.utils import add_months, cint, getdate, today

NEED = "Local Need"
FIRST_STAGE = "Submitted"
# follow from the answers, as long as the need is not taken back to review
ANSWERED_STAGES = ("Accepted", "In Action", "Addressed")
OPEN_STAGES = ("Accepted", "In Action")
# what the public may read: title, place, field and description, never who reported it
PUBLIC_STAGES = ANSWERED_STAGES
LIVE_STATES = frozenset({"Planned", "In Action", "Addressed"})


def derive_stage(states: list[str]) -> str:
	"""Return the stage of an accepted need whose answers are in these states.

	Dropped answers don't count. Addressed is a need all of whose answers are; one that has begun, or is done
	while others are not, brings it into action; what is only planned leaves it accepted.
	"""
	live = [state for state in states if state in LIVE_STATES]
	if live and set(live) == {"Addressed"}:
		return "Addressed"
	return "In Action" if set(live) & {"In Action", "Addressed"} else "Accepted"


def get_review_due_on(reviewed_on):
	"""Return the day by which a need is to be looked at again; None when it was never reviewed."""
	months = cint(frappe.get_cached_doc("Hub Settings").need_review_months)
	return add_months(getdate(reviewed_on), months) if reviewed_on and months else None


def move_to_stage(name: str, stage: str) -> None:
	"""Bring a need to the stage that follows from its answers, and say so in its history."""
	need = frappe.get_doc(NEED, name)
	need.db_set({"stage": stage, "stage_changed_on": today()})
	need.add_comment("Workflow", frappe._(stage))
	need.notify_update()
	need.tell_reporter()
	need.refresh_networks()
