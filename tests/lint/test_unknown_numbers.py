# SPDX-License-Identifier: GPL-3.0-only
"""A number that nobody has to give may be unknown, and unknown is not 0.

Either the DocType notes which of its numbers are unknown (`rules/unknown_numbers.py`), or it is said here why 0 and
nothing are the same.
"""

import json
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "planota_hub"
NUMBERS = {"Int", "Float", "Currency", "Percent"}
NOTES = "unknown_numbers"
# DocTypes in which 0 has one meaning, said in the form or by the rule of the field
ZERO_IS_NOTHING = {
	"Advocacy Campaign": "a budget of 0 is none, and 0 supporters are no aim",
	"Body Sector Share": "a sector without a seat has 0 members and 0 votes",
	"Call Application": "nobody applies for 0; what was granted is there once it is approved",
	"Call Application Amendment": "the amount is that of the amendment, 0 for one about time alone",
	"Call Reporting Deadline": "0 where nothing is claimed",
	"Campaign Objective": "it says beside the figures whether it was measured",
	"Capacity Area": "the order in lists",
	"Capacity Assessment Score": "levels begin with 1",
	"Member Vote": "a share of 0 is no quorum, as the field says",
	"Consortium Partner": "a partner without a share has 0 %",
	"Development Plan Score": "points of the selection, 0 is none",
	"Development Plan Template Step": "days after the start",
	"Event Registration": "0 hours of an attendance mean the whole event",
	"Funding Call": "0 means no limit, as the fields say; a choice beside each percentage says whether it is known",
	"Good Practice": "a year",
	"Interaction": "a letter takes no time that anybody counts",
	"Hub Event": "an event that is no support need not say how long it takes",
	"Hub Exchange": "nobody holds an exchange with 0 people",
	"Hub Meeting": "0 members means those who are invited, 0 others nobody else",
	"Local Need": "a need affects somebody; 0 is no estimate",
	"Meeting Agenda Item": "no time was planned",
	"Meeting Decision": "three zeros mean that there was no vote",
	"Municipality": "no municipality is empty",
	"Partnership Consortium": "a consortium without money has a budget of 0",
	"Programme Proposal": "nobody proposes 0; what was financed is there once it is",
	"Project Claim": "0 is nothing paid so far; what is claimed follows from the spending",
	"Segment Condition": "0 is no group, no number asked for and no months",
	"Support Request Category": "0 days mean no target",
	"Training Workshop": "the hours follow from the times",
	"Workshop Registration": "0 hours of an attendance mean the whole workshop",
}


def test_every_number_that_may_be_unknown_is_told_from_zero():
	open_numbers = {
		name: numbers
		for name, definition in doctypes().items()
		if (numbers := get_open_numbers(definition)) and not has_notes(definition)
	}
	missing = {name: numbers for name, numbers in open_numbers.items() if name not in ZERO_IS_NOTHING}
	assert not missing, "note which of them are unknown, or say why 0 and nothing are the same"
	assert set(ZERO_IS_NOTHING) <= set(open_numbers), "these have no such number any more"


def test_a_doctype_notes_in_one_way_or_says_why_not():
	both = [
		name for name, definition in doctypes().items() if has_notes(definition) and name in ZERO_IS_NOTHING
	]
	assert not both


def doctypes() -> dict[str, dict]:
	found = [json.loads(path.read_text(encoding="utf-8")) for path in APP.glob("*/doctype/*/*.json")]
	return {definition["name"]: definition for definition in found}


def get_open_numbers(definition: dict) -> list[str]:
	"""Return the numbers that somebody may leave empty."""
	return [
		field["fieldname"]
		for field in definition["fields"]
		if field["fieldtype"] in NUMBERS
		and not any(field.get(key) for key in ("reqd", "read_only", "hidden", "default"))
	]


def has_notes(definition: dict) -> bool:
	return any(field["fieldname"] == NOTES for field in definition["fields"])
