# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.survey.test_survey import (
	QUESTIONS,
	answer,
	make_open_survey,
	make_survey,
)
from planota_hub.planota_hub.report.survey_results.survey_results import execute
from planota_hub.tests.compat import HubTestCase, as_user, make_user


def make_row(code: str, answer: str, number: int, **figures) -> dict:
	"""Return a row of the report; the question is that of the code."""
	question = next(row["question"] for row in QUESTIONS if row["code"] == code)
	return {
		"code": code,
		"question": question,
		"table_row": "",
		"answer": answer,
		"number": number,
		"share": None,
		"mean": None,
		**figures,
	}


class TestSurveyResults(HubTestCase):
	def run_report(self, **filters):
		return execute(frappe._dict(filters))

	def test_each_choice_has_its_share_beside_that_of_the_former_survey(self):
		questions = [dict(QUESTIONS[0]), dict(QUESTIONS[3])]
		former, (participant,) = make_open_survey(questions=questions)
		answer(former, participant, ROOM="Yes", MEMBERS=5.0)
		survey, participants = make_open_survey(2, questions=questions, former_survey=former.name)
		for participant, said in zip(participants, ("Yes", "No"), strict=True):
			answer(survey, participant, ROOM=said, MEMBERS=10.0)

		_columns, rows, message, _chart, summary = self.run_report(survey=survey.name)

		self.assertEqual(
			rows,
			[
				make_row("ROOM", "Answers", 2, former_share=None),
				make_row("ROOM", "Yes", 1, share=50.0, former_share=100.0),
				make_row("ROOM", "No", 1, share=50.0, former_share=0.0),
				make_row("MEMBERS", "Answers", 2, mean=10.0, former_share=5.0),
			],
		)
		self.assertIsNone(message)
		self.assertEqual([figure["value"] for figure in summary], [2, 2])
		chart = self.run_report(survey=survey.name, code="room")[3]
		self.assertEqual(chart["data"]["labels"], ["Yes", "No"])

	def test_groups_that_are_big_enough_are_told_and_how_many_are_not(self):
		change_settings(report_threshold=3)
		survey, participants = make_open_survey(3)
		for participant, said in zip(participants, ("No", "Yes", "Yes"), strict=True):
			answer(survey, participant, ROOM=said)

		columns, rows, message, _chart, _summary = self.run_report(
			survey=survey.name, broken_down_by="municipality"
		)

		self.assertEqual(
			rows,
			[
				make_row("ROOM", "Answers", 3, group="Tolmin"),
				make_row("ROOM", "Yes", 2, share=66.7, group="Tolmin"),
				make_row("ROOM", "No", 1, share=33.3, group="Tolmin"),
			],
		)
		words = [column["fieldname"] for column in columns if column.get("align") == "left"]
		self.assertEqual(words, ["group", "code", "question", "table_row", "answer"])
		self.assertIsNone(message)
		change_settings(report_threshold=4)
		_columns, rows, message, _chart, _summary = self.run_report(
			survey=survey.name, broken_down_by="legal_form"
		)
		self.assertEqual((rows, message), ([], "Groups that are too small to be told: 1"))

	def test_bad_filters_and_surveys_of_others_are_refused(self):
		for filters, message in (
			({"survey": "x"}, "Survey x is not there."),
			({"survey": make_survey().name, "broken_down_by": "email"}, "Broken Down By: expected is one of"),
		):
			with self.subTest(message), self.assertRefused(message):
				self.run_report(**filters)
		self.assertEqual(self.run_report()[1:3], ([], "Please choose a survey."))
		survey = make_survey().name
		with as_user(make_user("results-coordinator@example.com", "Network Coordinator")):
			with self.assertRaises(frappe.PermissionError):
				self.run_report(survey=survey)
