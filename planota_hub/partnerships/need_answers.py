# SPDX-License-Identifier: GPL-3.0-only
"""What partnerships do about local needs: consortia, joint action plans and programme proposals answer them."""

import frappe

from planota_hub.local_networks.needs.traceability import get_table_answers

PLANNED, IN_ACTION, ADDRESSED, DROPPED = "Planned", "In Action", "Addressed", "Dropped"
CONSORTIUM = "Partnership Consortium"

# DocType -> what each of its stages means for a need
STATES = {
	CONSORTIUM: {
		"Initiated": PLANNED,
		"Forming": PLANNED,
		"Agreement Signed": IN_ACTION,
		"Active": IN_ACTION,
		"Closed": ADDRESSED,
	},
	"Joint Action Plan": {
		"Draft": PLANNED,
		"Agreed": IN_ACTION,
		"Completed": ADDRESSED,
		"Cancelled": DROPPED,
	},
	"Programme Proposal": {
		"Idea": PLANNED,
		"Submitted": PLANNED,
		"Included": IN_ACTION,
		"Priority": IN_ACTION,
		"Financed": ADDRESSED,
		"Dropped": DROPPED,
	},
}


def get_answers(needs: list[str] | None = None) -> list[dict]:
	"""Return what answers the given needs, all needs without them; a consortium that failed answers none."""
	answers = [
		answer for doctype, states in STATES.items() for answer in get_table_answers(doctype, needs, states)
	]
	closed = {answer["name"] for answer in answers if answer["stage"] == "Closed"}
	failed = get_failed(closed) if closed else set()
	for answer in answers:
		if answer["doctype"] == CONSORTIUM and answer["name"] in failed:
			answer["state"] = DROPPED
	return answers


def get_failed(consortia: set[str]) -> set[str]:
	"""Return those of the closed consortia that did not achieve their purpose."""
	filters = {"name": ("in", sorted(consortia)), "outcome": "Not Achieved"}
	return set(frappe.get_all(CONSORTIUM, filters, pluck="name", order_by="name asc"))
