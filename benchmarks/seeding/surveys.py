# SPDX-License-Identifier: GPL-3.0-only
"""Surveys that NGOs have answered by personal links; every tenth is open."""

from benchmarks.seeding.people import get_name, get_user
from benchmarks.seeding.register import get_ngos
from benchmarks.seeding.rows import Rows, day, moment
from benchmarks.seeding.sizes import Sizes

LAST_DAYS = 900
ASKED, ANSWERED = 150, 100
CHOICES = ("Da", "Deloma", "Ne")
QUESTIONS = (
	{"code": "Q1", "question": "Imate prostor?", "kind": "One Choice", "choices": "\n".join(CHOICES)},
	{
		"code": "Q2",
		"question": "Kaj vas ovira?",
		"kind": "Several Choices",
		"choices": "Denar\nLjudje\nPapirji",
	},
	{"code": "Q3", "question": "Kako ste zadovoljni?", "kind": "Scale", "scale_from": 1, "scale_to": 5},
	{"code": "Q4", "question": "Koliko prostovoljcev imate?", "kind": "Number"},
	{"code": "Q5", "question": "Kaj bi spremenili?", "kind": "Long Text"},
)


def seed_surveys(rows: Rows, sizes: Sizes) -> None:
	"""Write the surveys, spread over the days and the NGOs."""
	ngos = get_ngos()
	for number in range(sizes.surveys):
		is_open = number % 10 == 9
		ago = 3 if is_open else 20 + number * 37 % LAST_DAYS
		survey = rows.add(
			"Survey",
			survey_title=f"Anketa {number + 1}",
			stage="Open" if is_open else "Closed",
			responsible=get_user(number % sizes.staff),
			language="sl",
			closes_on=moment(ago - 14),
			opened_on=moment(ago),
			closed_on=None if is_open else moment(ago - 14),
			stage_changed_on=day(ago),
			questions_version=1,
			invited_count=min(ASKED, len(ngos)),
			answers_count=min(ANSWERED, len(ngos)),
			creation=moment(ago),
			questions=[{"scale_from": 0, "scale_to": 0, **row} for row in QUESTIONS],
		)
		for place in range(min(ASKED, len(ngos))):
			ask(rows, survey, number + place, ngos[(number * 7 + place) % len(ngos)], ago, place < ANSWERED)


def ask(rows: Rows, survey: str, person: int, ngo, ago: int, answers: bool) -> None:
	"""Write one participant, and what they answered."""
	who = {
		"survey": survey,
		"organisation_doctype": "NGO",
		"organisation": ngo.name,
		"person_name": get_name(person),
		"email": f"guest{person}@seed.example.org",
		"creation": moment(ago),
	}
	answered_on = day(ago - 2) if answers else None
	participant = rows.add(
		"Survey Participant",
		name=rows.make_row_name("Survey Participant"),
		participant_name=ngo.name,
		status="Has Answered" if answers else "Asked",
		sent_on=moment(ago),
		answered_on=answered_on,
		**who,
	)
	if answers:
		rows.add(
			"Survey Answer",
			name=rows.make_row_name("Survey Answer"),
			participant=participant,
			answer_title=ngo.name,
			answered_on=answered_on,
			questions_version=1,
			answers=[make_value(place, person) for place in range(len(QUESTIONS))],
			**who,
		)


def make_value(place: int, person: int) -> dict:
	"""Return what somebody says to one question."""
	question, number = QUESTIONS[place], 1 + person % 5
	said = {
		"Q1": {"answer": CHOICES[person % 3]},
		"Q2": {"answer": ("Denar", "Ljudje", "Papirji")[person % 3]},
		"Q3": {"answer": str(number), "number": number},
		"Q4": {"answer": str(number * 4), "number": number * 4},
		"Q5": {"answer": f"Manj poročil, več časa za delo z ljudmi ({person})."},
	}
	return {"code": question["code"], "question": question["question"], **said[question["code"]]}
