# SPDX-License-Identifier: GPL-3.0-only
import json

import frappe
from bs4 import BeautifulSoup
from frappe.model.workflow import apply_workflow
from frappe.utils import add_to_date, cstr, now_datetime, today

from planota_hub.capacity_building.doctype.support_request_category.test_support_request_category import (
	make_category,
)
from planota_hub.mail.steps import prepare_call
from planota_hub.mail.wording import speaking
from planota_hub.personal_data.access import describe_document
from planota_hub.personal_data.account_requests import with_rows
from planota_hub.personal_data.erasure import clean_document
from planota_hub.personal_data.retention import remove_expired
from planota_hub.personal_data.words import Words
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.outreach.reached import select_reached
from planota_hub.planota_hub.segments.test_segments import fix, make_segment
from planota_hub.planota_hub.surveys import breaking_down, closing, export, mail, results, waiting
from planota_hub.planota_hub.surveys.answering import keep_answer
from planota_hub.planota_hub.surveys.participants import add
from planota_hub.planota_hub.surveys.steps import describe_moment, make_steps
from planota_hub.planota_hub.surveys.wording import describe_answers
from planota_hub.public_forms.form.test_page import read_form
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.rules.tokens import make_token
from planota_hub.tests.at_once import call_at_once
from planota_hub.tests.compat import HubTestCase, as_user, make_user

SURVEY, PARTICIPANT, ANSWER = "Survey", "Survey Participant", "Survey Answer"
VALUE = "Survey Answer Value"
# one of each kind that sums are made of, in two sections
QUESTIONS = (
	{"code": "ROOM", "question": "Do you have a room?", "kind": "One Choice", "choices": "Yes\nNo"},
	{"code": "WISH", "question": "What do you need?", "kind": "Several Choices", "choices": "Heating\nLight"},
	{"code": "RATE", "question": "How content are you?", "kind": "Scale", "section": "The hub"},
	{"code": "MEMBERS", "question": "How many members?", "kind": "Number"},
	{"code": "WORDS", "question": "Anything else?", "kind": "Long Text"},
)
EVERY_KIND = (
	*QUESTIONS,
	{"question": "How good?", "kind": "Table", "choices": "Good\nBad", "table_rows": "Room\nHeating"},
	{"question": "When?", "kind": "Date Finder", "choices": "2030-05-04 17:00\n2030-05-05"},
	{"question": "What is your name?", "kind": "Text", "is_required": 1},
	{"question": "Your statute", "kind": "File"},
)
DAYS = ("2030-05-04 17:00", "2030-05-05 17:00")
FINDER = {"code": "DAY", "question": "When?", "kind": "Date Finder", "choices": "\n".join(DAYS)}


def make_survey(**overrides):
	"""Create a survey with one question and an end in five days; `stage` "Open" opens it."""
	stage = overrides.pop("stage", "Draft")
	survey = frappe.get_doc(
		{
			"doctype": SURVEY,
			"survey_title": f"What do you need {frappe.generate_hash(length=6)}?",
			"answered_through": "Personal Link",
			"closes_on": add_to_date(now_datetime(), days=5),
			"withdrawal_reason": "Asked wrongly",
			"remind_days": 3,
			"language": "en",
			"questions": [dict(QUESTIONS[0])],
			**overrides,
		}
	).insert()
	return take_step(survey, "Open Survey") if stage == "Open" else survey


def make_open_survey(number: int = 1, **overrides):
	"""Open a survey to so many new NGOs of Tolmin; return it with the participants in the order of the NGOs."""
	ngos = [make_reachable_ngo() for _place in range(number)]
	segment = make_segment(additions=fix(*ngos)).name
	survey = make_survey(stage="Open", segment=segment, **overrides)
	return survey, [get_participant(survey, ngo) for ngo in ngos]


def make_reachable_ngo(**overrides):
	email = f"{frappe.generate_hash(length=10)}@example.org"
	return make_ngo(**{"stage": "Verified", "email": email, "consent_news": 1, **overrides})


def get_participant(survey, ngo):
	return frappe.get_doc(PARTICIPANT, {"survey": survey.name, "organisation": ngo.name})


def make_participant(survey, ngo: str):
	"""Make an NGO a participant of a survey, in whatever stage."""
	from planota_hub.planota_hub.briefings.audience import Addressee

	email = f"{frappe.generate_hash(length=10)}@example.org"
	return add(survey, Addressee("NGO", ngo, ngo, "NGO", None, email, "Ana Kos"))


def make_answer(survey, participant):
	"""Store an answer of a participant, in whatever stage the survey is."""
	answer = frappe.new_doc(ANSWER, survey=survey.name, answer_title="An NGO", answered_on=today())
	answer.participant, answer.email = participant.name, participant.email
	answer.person_name = "Ana Kos"
	answer.append("answers", {"code": "ROOM", "question": "Do you have a room?", "answer": "Yes"})
	answer.flags.set_by_hub = True
	return answer.insert()


def take_step(survey, action):
	"""Take a step of the workflow; return the survey as it is stored then."""
	apply_workflow(frappe.get_doc(SURVEY, survey.name), action)
	return frappe.get_doc(SURVEY, survey.name)


def answer(survey, participant, **said):
	"""Answer by a personal link, or an open one without a participant; said are code -> answer."""
	typed = {f"q_{code.lower()}": value for code, value in said.items()}
	with as_user("Guest"):
		keep_answer(survey.name, participant, survey.questions_version, make_steps(survey), typed)


def end(survey) -> None:
	"""Let the last moment of a survey pass."""
	survey.db_set("closes_on", add_to_date(now_datetime(), minutes=-1), update_modified=False)


class TestQuestions(HubTestCase):
	def test_bad_questions_name_row_and_field(self):
		first = dict(QUESTIONS[0])
		for rows, message in (
			(
				[{"question": "A", "kind": "One Choice", "choices": "One"}],
				"Questions, row 1, Choices: please enter",
			),
			(
				[{"question": "A", "kind": "One Choice", "choices": "a\nA"}],
				"row 1, Choices: A stands there twice.",
			),
			([{"question": "A", "kind": "Table", "choices": "a\nb"}], "Questions, row 1, Rows: please enter"),
			(
				[{"question": "A", "kind": "Date Finder", "choices": "tomorrow\n4. 5. 2030"}],
				"tomorrow is no day",
			),
			(
				[{"question": "A", "kind": "Date Finder", "choices": "2030-01-01 25:00\n2030-01-02"}],
				"is no day",
			),
			(
				[{"question": "A", "kind": "Scale", "scale_from": 5, "scale_to": 2}],
				"row 1, Scale To: a scale goes",
			),
			([first, first], "Questions, row 2, Code: this is the same as row 1."),
			([{**first, "code": "a b"}], "Questions, row 1, Code: expected are letters and digits"),
			(
				[first, {"question": "B", "shown_if_code": "X"}],
				"row 2, Shown If Question: expected is the code",
			),
			(
				[first, {"question": "B", "shown_if_code": "ROOM", "shown_if_answer": "Maybe"}],
				"row 2, Was Answered: expected is one of: Yes, No.",
			),
			(
				[
					{"question": "A", "code": "A"},
					{"question": "B", "shown_if_code": "A", "shown_if_answer": "x"},
				],
				"expected is a question of one of these kinds: One Choice, Scale.",
			),
			(
				[{"question": "A", "kind": "File"}, {**first, "section": "Last"}],
				"files are asked for in the last",
			),
			([{"question": "<b>A</b>"}], "Questions, row 1, Question"),
		):
			with self.subTest(message), self.assertRefused(message):
				make_survey(questions=rows)
		with self.assertRefused("a file tells who has made it"):
			make_survey(questions=[{"question": "A", "kind": "File"}], is_anonymous=1)

	def test_codes_days_and_foreign_fields_are_put_right(self):
		survey = make_survey(
			questions=[
				{"question": "A", "code": "q2", "low_label": "bad"},
				{"question": "B", "choices": "x"},
				{"question": "C", "kind": "Date Finder", "choices": "5. 5. 2030 17.00\n2030-05-04"},
			]
		)
		self.assertEqual([row.code for row in survey.questions], ["Q2", "Q1", "Q3"])
		self.assertEqual(survey.questions[2].choices, "2030-05-04\n2030-05-05 17:00")
		self.assertFalse(survey.questions[0].low_label or survey.questions[1].choices)


class TestCourse(HubTestCase):
	def test_what_is_missing_to_open_is_named(self):
		segment = make_segment(additions=fix(make_reachable_ngo())).name
		empty = make_segment(additions=fix(make_reachable_ngo(consent_news=0))).name
		for values, message in (
			({"questions": []}, "Questions: please enter what is asked."),
			({"closes_on": None}, "Closes On: please enter until when answers count."),
			({"closes_on": add_to_date(now_datetime(), days=-1)}, "Closes On: please choose a moment"),
			({"segment": None}, "Segment: please choose whom the survey asks."),
			({"segment": empty}, "Segment: nobody in it can be invited"),
		):
			with self.subTest(message), self.assertRefused(message):
				make_survey(stage="Open", **{"segment": segment, **values})

	def test_those_of_the_segment_get_a_link_each_once(self):
		survey, (participant,) = make_open_survey()
		self.assertTrue(participant.sent_on)
		self.assertEqual((survey.invited_count, survey.answers_count), (1, 0))
		self.assertEqual(survey.invite(survey.segment), 0)
		more = make_segment(additions=fix(make_reachable_ngo(), make_reachable_ngo(consent_news=0))).name
		preview = prepare_call("invite", {"segment": more}, SURVEY, survey.name)
		self.assertEqual((preview["number"], preview["left_out_number"]), (1, 1))
		self.assertEqual(survey.invite(more), 1)
		self.assertEqual(frappe.db.get_value(SURVEY, survey.name, "invited_count"), 2)
		self.assertEqual(frappe.db.count("Segment Use", {"used_in": survey.name}), 2)

	def test_promises_and_answered_questions_stay(self):
		survey, (participant,) = make_open_survey()
		survey.questions[0].question = "Another?"
		survey.save()
		self.assertEqual(survey.questions_version, 2)
		with self.assertRefused("The questions were changed since you opened the page."):
			keep_answer(survey.name, participant, 1, make_steps(survey), {"q_room": "Yes"})
		answer(survey, participant, ROOM="Yes")
		for change, message in (
			({"is_anonymous": 1}, "Anonymous: this was promised"),
			({"answers_by": "Person"}, "One Answer Per: this was promised"),
			({"closes_on": add_to_date(now_datetime(), days=-1)}, "Closes On: please choose a moment"),
		):
			survey = frappe.get_doc(SURVEY, survey.name)
			with self.subTest(message), self.assertRefused(message):
				survey.update(change).save()
		survey = frappe.get_doc(SURVEY, survey.name)
		survey.questions[0].choices = "Yes\nNo\nMaybe"
		with self.assertRefused("these questions were answered and stay as they are"):
			survey.save()
		survey = frappe.get_doc(SURVEY, survey.name)
		survey.introduction = "Soon over"
		survey.save()

	def test_what_the_hub_notes_is_not_set_from_outside(self):
		survey = make_survey(opened_on=now_datetime(), seal_key="x", answers_count=9, closed_figures="{}")
		self.assertEqual((survey.opened_on, survey.seal_key, survey.closed_figures), (None, None, None))
		self.assertEqual(survey.answers_count, 0)
		with self.assertRefused("Participants are invited from the form of the survey."):
			frappe.get_doc({"doctype": PARTICIPANT, "survey": survey.name}).insert()
		with self.assertRefused("Answers are given on the page of the survey"):
			frappe.get_doc({"doctype": ANSWER, "survey": survey.name}).insert()

	def test_it_closes_at_its_last_moment_and_tells_who_is_responsible(self):
		survey, (participant,) = make_open_survey()
		end(survey)
		with self.assertRefused("The survey is over."):
			answer(survey, participant, ROOM="Yes")
		closing.close_ended_surveys()
		survey.reload()
		self.assertEqual(survey.stage, "Closed")
		self.assertTrue(survey.closed_on)

	def test_who_has_not_answered_is_reminded_once(self):
		survey, (asked, answered) = make_open_survey(2, closes_on=add_to_date(now_datetime(), days=2))
		answer(survey, answered, ROOM="Yes")
		for participant in (asked, answered):
			participant.db_set("sent_on", add_to_date(now_datetime(), days=-3), update_modified=False)
		mail.remind_participants()
		mail.remind_participants()
		reminded = frappe.get_all(
			PARTICIPANT,
			{"survey": survey.name, "reminded_on": ("is", "set")},
			pluck="name",
			order_by="name asc",
		)
		self.assertEqual(reminded, [asked.name])

	def test_another_address_voids_the_link(self):
		survey, (participant,) = make_open_survey()
		token = make_token(mail.SURVEY_PURPOSE, participant.name)
		participant.reload()
		participant.update({"email": "new@example.org", "status": "Has Answered", "draft": "x"}).save()
		self.assertEqual((participant.status, participant.draft, participant.sent_on), ("Asked", None, None))
		self.assertNotEqual(token, make_token(mail.SURVEY_PURPOSE, participant.name))
		self.assertTrue(participant.send_link())
		take_step(survey, "Close Survey")
		with self.assertRefused("the survey is over"):
			participant.send_link()


class TestAnswers(HubTestCase):
	def test_the_last_answer_by_a_link_counts_and_reaches_the_organisation(self):
		survey, (participant,) = make_open_survey(questions=[dict(row) for row in QUESTIONS])
		answer(survey, participant, ROOM="Yes", WISH=["Light", "Heating"], RATE="4", MEMBERS=12.0)
		answer(survey, participant, ROOM="No", WORDS="Thank you")
		stored = frappe.get_doc(ANSWER, {"survey": survey.name})
		self.assertEqual(
			[(row.code, row.answer) for row in stored.answers], [("ROOM", "No"), ("WORDS", "Thank you")]
		)
		self.assertEqual((stored.organisation, stored.email), (participant.organisation, participant.email))
		participant.reload()
		self.assertEqual((participant.status, str(participant.answered_on)), ("Has Answered", today()))
		self.assertEqual(frappe.db.get_value(SURVEY, survey.name, "answers_count"), 1)
		reached = select_reached(None, None, "NGO").as_("reached")
		rows = (
			frappe.qb.from_(reached)
			.select(reached["channel"], reached["name"])
			.where(reached["organisation"] == participant.organisation)
			.run()
		)
		self.assertEqual(list(rows), [("Survey", survey.name)])

	def test_nothing_is_kept_of_an_answer_that_says_nothing(self):
		survey, (participant,) = make_open_survey()
		with self.assertRefused("Please answer at least one question."):
			answer(survey, participant)
		self.assertFalse(frappe.db.exists(ANSWER, {"survey": survey.name}))

	def test_an_answer_becomes_a_need_once(self):
		survey, (participant,) = make_open_survey()
		answer(survey, participant, ROOM="No")
		stored = frappe.get_doc(ANSWER, {"survey": survey.name})
		values = {"title": "A room", "field_of_work": "Youth"}
		need = frappe.get_doc("Local Need", stored.make_follow_up("Local Need", values))
		self.assertEqual((need.ngo, need.municipality), (participant.organisation, "Tolmin"))
		self.assertEqual(need.description, "Do you have a room? – No")
		with self.assertRefused(f"it became Local Need {need.name} already"):
			stored.make_follow_up("Local Need", values)
		contact = frappe.get_doc("Interaction", stored.make_follow_up("Interaction", {"title": "Room"}))
		self.assertEqual((contact.direction, contact.organisation), ("They", participant.organisation))
		with self.assertRefused("an answer becomes no User"):
			stored.make_follow_up("User", {})

	def test_the_day_that_was_found_becomes_a_meeting_with_those_whom_it_suits(self):
		survey, participants = make_open_survey(2, questions=[dict(FINDER)])
		for participant, said in zip(participants, ("Yes", "No"), strict=True):
			with as_user("Guest"):
				typed = {"q_day__0": "No", "q_day__1": said}
				keep_answer(survey.name, participant, 1, make_steps(survey), typed)
		result = results.get_results(survey)[0]
		self.assertEqual(results.find_best_days(result)[0], DAYS[1])
		with self.assertRefused("please choose one of the days that were offered"):
			survey.plan("Hub Meeting", "DAY", "2031-01-01", {})
		meeting = frappe.get_doc(
			"Hub Meeting", survey.plan("Hub Meeting", "DAY", DAYS[1], {"delivery": "Online"})
		)
		self.assertEqual(str(meeting.starts_on), "2030-05-05 17:00:00")
		self.assertEqual([row.ngo for row in meeting.participants], [participants[0].organisation])
		with self.assertRefused("was made of it already"):
			survey.plan("Hub Event", "DAY", DAYS[1], {})

	def test_an_answer_becomes_a_request_of_whoever_gave_it(self):
		survey, (participant,) = make_open_survey()
		answer(survey, participant, ROOM="No")
		stored = frappe.get_doc(ANSWER, {"survey": survey.name})
		category = make_category()
		request = frappe.get_doc(
			"NGO Support Request",
			stored.make_follow_up("NGO Support Request", {"title": "A room", "category": category}),
		)
		self.assertEqual((request.ngo, request.requester_email), (stored.organisation, stored.email))

	def test_it_waits_in_the_portal_for_whoever_has_the_address(self):
		survey, (participant,) = make_open_survey()
		user = make_user("survey-waiting@example.com", "NGO Representative")
		participant.db_set("email", user)
		with as_user(user):
			self.assertEqual([row.of for row in waiting.get_waiting()], [survey.survey_title])
		answer(survey, frappe.get_doc(PARTICIPANT, participant.name), ROOM="Yes")
		with as_user(user):
			self.assertEqual(waiting.get_waiting(), [])


class TestGiving(HubTestCase):
	def make_open_answer(self, **overrides):
		survey = make_survey(stage="Open", answered_through="Open Link", segment=None, **overrides)
		answer(survey, None, ROOM="Yes")
		return survey, frappe.get_doc(ANSWER, {"survey": survey.name})

	def test_an_open_answer_counts_for_the_organisation_to_which_it_is_given(self):
		change_settings(report_threshold=3)
		survey, stored = self.make_open_answer()
		first, second = make_ngo(stage="Verified"), make_stakeholder()
		stored.give_to("NGO", first.name)
		stored.reload()
		self.assertEqual((stored.answer_title, stored.organisation), (first.ngo_name, first.name))
		participant = frappe.get_doc(PARTICIPANT, stored.participant)
		self.assertEqual((participant.status, participant.answered_on), ("Has Answered", stored.answered_on))
		reached = select_reached(None, None, "NGO").as_("reached")
		found = frappe.qb.from_(reached).select(reached["name"]).where(reached["organisation"] == first.name)
		self.assertEqual(found.run(pluck=True), [survey.name])
		with self.assertRefused("it is answered by an open link"):
			participant.send_link()

		stored.give_to("Stakeholder", second.name)
		stored.reload()
		rows = frappe.get_all(PARTICIPANT, {"survey": survey.name}, pluck="organisation", order_by="name asc")
		self.assertEqual(rows, [second.name])
		stored.give_to()
		stored.reload()
		self.assertEqual((stored.answer_title, stored.organisation), ("Open Answer", None))
		self.assertFalse(frappe.db.exists(PARTICIPANT, {"survey": survey.name}))

	def test_answers_that_were_given_stand_in_the_groups(self):
		change_settings(report_threshold=3)
		survey, _first = self.make_open_answer()
		for _place in range(2):
			answer(survey, None, ROOM="No")
		for name in frappe.get_all(ANSWER, {"survey": survey.name}, pluck="name", order_by="name asc"):
			frappe.get_doc(ANSWER, name).give_to("NGO", make_ngo(stage="Verified").name)
		shown = survey.get_groups("municipality")
		(table,) = shown["questions"][0]["tables"]
		self.assertEqual(
			(shown["label"], shown["note"], table["columns"]), ("Municipality", "", ["Yes", "No"])
		)
		line = {"group": "Tolmin", "answered": 3, "mean": "", "shares": ["33.3%", "66.7%"]}
		self.assertEqual(table["lines"], [line])
		change_settings(report_threshold=4)
		self.assertEqual(survey.get_groups("municipality")["questions"], [])
		self.assertIn("too small to be told: 1", survey.get_groups("municipality")["note"])
		self.assertEqual(len(survey.describe()["groups"]), 3)

	def test_what_is_somebodys_or_nobodys_is_not_given(self):
		ngo = make_ngo(stage="Verified").name
		personal, (participant,) = make_open_survey()
		answer(personal, participant, ROOM="Yes")
		with self.assertRefused("the answer came by a personal link"):
			frappe.get_doc(ANSWER, {"survey": personal.name}).give_to("NGO", ngo)
		with self.assertRefused("an anonymous answer is nobody's"):
			self.make_open_answer(is_anonymous=1)[1].give_to("NGO", ngo)
		_survey, stored = self.make_open_answer()
		for arguments, message in (
			(("User", "Administrator"), "Kind of Organisation: expected is one of"),
			(("NGO", "x"), "Organisation: NGO x is not there."),
		):
			with self.subTest(message), self.assertRefused(message):
				stored.give_to(*arguments)
		self.assertIsNone(frappe.db.get_value(ANSWER, stored.name, "organisation"))
		for role in ("Hub Auditor", "Network Coordinator"):
			with self.subTest(role), as_user(make_user(f"{frappe.scrub(role)}-giving@example.com", role)):
				with self.assertRaises(frappe.PermissionError):
					stored.give_to("NGO", ngo)

	def test_a_deleted_answer_leaves_no_participant(self):
		survey, stored = self.make_open_answer()
		stored.give_to("NGO", make_ngo(stage="Verified").name)
		frappe.delete_doc(ANSWER, stored.name)
		self.assertFalse(frappe.db.exists(PARTICIPANT, {"survey": survey.name}))
		self.assertEqual(frappe.db.get_value(SURVEY, survey.name, "answers_count"), 0)


class TestPersonalData(HubTestCase):
	"""Of a survey of people what they answered is theirs; of one of organisations their name alone."""

	def make_named_answer(self, **overrides):
		survey, (participant,) = make_open_survey()
		stored = make_answer(survey, participant)
		stored.db_set(overrides)
		url = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": f"{frappe.generate_hash(length=8)}.txt",
				"attached_to_doctype": ANSWER,
				"attached_to_name": stored.name,
				"is_private": 1,
				"content": b"Our statute",
			}
		).insert()
		frappe.db.set_value(VALUE, {"parent": stored.name}, "file", url.file_url)
		return stored, url, Words([stored.email], ["Ana Kos"])

	def test_a_copy_holds_what_a_named_person_answered(self):
		for overrides, is_there in (({}, True), ({"person_name": None}, False)):
			stored, _file, words = self.make_named_answer(**overrides)
			with self.subTest(**overrides):
				said = json.dumps(describe_document(ANSWER, stored.name, words))
				self.assertEqual("Do you have a room?" in said, is_there)
				self.assertIn(stored.email, said)
				of_account = with_rows(ANSWER, {"name": stored.name})
				self.assertEqual("Do you have a room?" in json.dumps(of_account), is_there)

	def test_files_go_with_the_person_and_the_answer_stays_the_organisations(self):
		for overrides, is_gone in (({}, True), ({"person_name": None}, False)):
			stored, file, words = self.make_named_answer(**overrides)
			clean_document(ANSWER, stored.name, words)
			stored.reload()
			with self.subTest(**overrides):
				self.assertEqual((stored.person_name, stored.email), (None, None))
				self.assertEqual(not frappe.db.exists("File", file.name), is_gone)
				self.assertEqual(not stored.answers[0].file, is_gone)
				self.assertEqual(stored.answers[0].answer, "Yes")

	def test_files_of_people_go_when_the_period_is_over(self):
		change_settings(retention_months=12)
		stored, file, _words = self.make_named_answer(answered_on=add_to_date(today(), months=-14))
		remove_expired([ANSWER])
		self.assertFalse(frappe.db.exists("File", file.name))
		self.assertIsNone(frappe.db.get_value(VALUE, {"parent": stored.name}, "file"))


class TestAnonymity(HubTestCase):
	def make_answered(self, number: int, **overrides):
		change_settings(report_threshold=3)
		survey, participants = make_open_survey(number, is_anonymous=1, **overrides)
		for place, participant in enumerate(participants):
			answer(survey, participant, ROOM="Yes" if place else "No")
		return frappe.get_doc(SURVEY, survey.name), participants

	def test_nothing_leads_from_a_participant_to_an_answer(self):
		survey, participants = self.make_answered(4)
		for row in frappe.get_all(ANSWER, {"survey": survey.name}, ["*"], order_by="name asc"):
			known = {
				key: value
				for key, value in row.items()
				if value and key not in ("name", "survey", "answer_title")
			}
			self.assertEqual(cstr(known.pop("creation")), cstr(survey.opened_on))
			self.assertEqual(cstr(known.pop("modified")), cstr(survey.opened_on))
			sealed = known.pop("sealed_profile")
			self.assertNotIn("Tolmin", sealed)
			self.assertEqual(
				known, {"owner": "Guest", "modified_by": "Guest", "is_anonymous": 1, "questions_version": 1}
			)
		before = {row.name: row.modified for row in participants}
		for row in frappe.get_all(PARTICIPANT, {"survey": survey.name}, ["*"], order_by="name asc"):
			self.assertEqual(row.modified, before[row.name])
			self.assertEqual((row.status, str(row.answered_on), row.draft), ("Has Answered", today(), None))

	def test_a_second_answer_by_the_same_link_is_refused(self):
		survey, participants = self.make_answered(1)
		with self.assertRefused("as the survey is anonymous, the answer can't be changed"):
			answer(survey, participants[0], ROOM="Yes")

	def test_results_are_told_once_closed_and_no_single_answer_ever(self):
		survey, _participants = self.make_answered(4)
		self.assertIn("once it is closed", results.get_reason_to_wait(survey))
		self.assertEqual(results.get_results(survey), [])
		survey = take_step(survey, "Close Survey")
		self.assertEqual([bar.number for bar in results.get_results(survey)[0].bars], [3, 1])
		self.assertIsNone(survey.seal_key)
		sealed = frappe.get_all(ANSWER, {"survey": survey.name}, pluck="sealed_profile", order_by="name asc")
		self.assertEqual(sealed, [None] * 4)
		user = make_user("survey-officer@example.com", "Hub Officer")
		with as_user(user):
			self.assertEqual(frappe.get_list(ANSWER, {"survey": survey.name}, order_by="name asc"), [])
			name = frappe.db.get_value(ANSWER, {"survey": survey.name}, "name")
			self.assertFalse(frappe.has_permission(ANSWER, "read", name))
			with self.assertRefused("single answers are not told"):
				export.download_answers(survey.name)

	def test_too_few_answers_tell_nothing(self):
		survey, _participants = self.make_answered(2)
		survey = take_step(survey, "Close Survey")
		self.assertIn("Fewer than 3 answered", results.get_reason_to_wait(survey))
		self.assertEqual(json.loads(survey.closed_figures)["municipality"]["groups"], {})

	def test_a_withdrawn_survey_forgets_who_could_be_recognised(self):
		survey, _participants = self.make_answered(1)
		survey = take_step(survey, "Withdraw Survey")
		self.assertIsNone(survey.seal_key)
		self.assertIsNone(frappe.db.get_value(ANSWER, {"survey": survey.name}, "sealed_profile"))


class TestResults(HubTestCase):
	def test_shares_means_and_words_of_all_answers(self):
		survey, participants = make_open_survey(3, questions=[dict(row) for row in QUESTIONS])
		answer(survey, participants[0], ROOM="Yes", WISH=["Light", "Heating"], RATE="4", MEMBERS=10.0)
		answer(survey, participants[1], ROOM="No", WISH=["Light"], RATE="5", MEMBERS=20.5, WORDS="zadnje")
		answer(survey, participants[2], ROOM="No", WORDS="Prvo")
		room, wish, rate, members, words = results.get_results(survey)
		self.assertEqual(
			[(bar.answer, bar.number, bar.share) for bar in room.bars], [("Yes", 1, 33.3), ("No", 2, 66.7)]
		)
		self.assertEqual(
			[(bar.answer, bar.share) for bar in wish.bars], [("Heating", 50.0), ("Light", 100.0)]
		)
		self.assertEqual(
			(rate.answered, rate.mean, [bar.number for bar in rate.bars]), (2, 4.5, [0, 0, 0, 1, 1])
		)
		self.assertEqual((members.mean, members.least, members.most), (15.25, 10, 20.5))
		self.assertEqual(words.texts, ["Prvo", "zadnje"])

	def test_small_groups_are_hidden_and_found_by_no_difference(self):
		change_settings(report_threshold=3)
		places = [make_municipality().name for _place in range(3)]
		numbers = dict(zip(places, (1, 3, 4), strict=True))
		ngos = [
			make_reachable_ngo(municipality=place) for place, number in numbers.items() for _ in range(number)
		]
		for is_anonymous in (0, 1):
			survey = make_survey(
				stage="Open", segment=make_segment(additions=fix(*ngos)).name, is_anonymous=is_anonymous
			)
			for ngo in ngos:
				answer(survey, get_participant(survey, ngo), ROOM="Yes")
			survey = take_step(survey, "Close Survey")
			told = breaking_down.break_down(survey, "municipality")
			with self.subTest(is_anonymous=is_anonymous):
				self.assertEqual((told["hidden"], list(told["groups"])), (2, [places[2]]))
				question = told["groups"][places[2]]["questions"]["ROOM"]
				self.assertEqual((question["answered"], question["cells"]), (4, [["", "Yes", 4]]))

	def test_the_same_question_of_a_former_survey_is_beside_it(self):
		former, (participant,) = make_open_survey()
		answer(former, participant, ROOM="Yes")
		survey, (participant,) = make_open_survey(former_survey=former.name)
		answer(survey, participant, ROOM="No")
		shown = survey.get_results()["questions"][0]
		self.assertEqual([bar["former"] for bar in shown["rows"][0]["bars"]], ["100%", "0%"])
		self.assertIn("Former survey: 1 answered", shown["facts"])

	def test_days_are_told_in_the_words_of_the_reader(self):
		survey, (participant,) = make_open_survey(questions=[dict(FINDER)])
		with as_user("Guest"):
			keep_answer(survey.name, participant, 1, make_steps(survey), {"q_day__0": "If Need Be"})
		stored = frappe.get_doc(ANSWER, {"survey": survey.name})
		(question,) = describe_answers(stored)
		self.assertEqual(question["said"], [f"{describe_moment(DAYS[0])}: If need be"])
		with speaking("sl"):
			export.download_answers(survey.name)
			self.assertIn("Če je treba", frappe.response.filecontent)

	def test_the_table_of_the_answers_has_one_line_each(self):
		survey, participants = make_open_survey(2, questions=[dict(row) for row in QUESTIONS[:2]])
		answer(survey, participants[0], ROOM="Yes", WISH=["Light", "Heating"])
		export.download_answers(survey.name)
		lines = frappe.response.filecontent.strip().splitlines()
		self.assertEqual(len(lines), 2)
		self.assertIn("Light; Heating", lines[1])


class TestPermissions(HubTestCase):
	def test_a_coordinator_sees_the_own_surveys_alone(self):
		user = make_user("survey-coordinator@example.com", "Network Coordinator")
		own, other = make_survey(responsible=user), make_survey()
		ngo = make_ngo(stage="Verified").name
		participants = [make_participant(survey, ngo) for survey in (own, other)]
		answers = [make_answer(*pair) for pair in zip((own, other), participants, strict=True)]
		with as_user(user):
			for doctype, records in ((SURVEY, (own, other)), (PARTICIPANT, participants), (ANSWER, answers)):
				names = frappe.get_list(doctype, pluck="name", order_by="name asc", limit_page_length=0)
				self.assertIn(records[0].name, names)
				self.assertNotIn(records[1].name, names)

	def test_an_auditor_reads_no_address_and_writes_nothing(self):
		user = make_user("survey-auditor@example.com", "Hub Auditor")
		survey = make_survey()
		participant = make_participant(survey, make_ngo(stage="Verified").name)
		with as_user(user):
			row = frappe.get_list(
				PARTICIPANT, {"name": participant.name}, ["name", "status", "email"], order_by="name asc"
			)
			self.assertFalse(row[0].get("email"))
			self.assertFalse(frappe.has_permission(SURVEY, "write", survey.name))
			with self.assertRaises(frappe.PermissionError):
				frappe.get_doc(SURVEY, survey.name).invite("x")


class TestAtOnce(HubTestCase):
	"""What is tested here must be committed, so it is removed by hand."""

	def setUp(self):
		super().setUp()
		self.survey = make_survey(stage="Open", answered_through="Open Link")
		ngo = make_ngo().name
		self.people = [make_participant(self.survey, ngo) for _place in range(4)]
		frappe.db.set_value(SURVEY, self.survey.name, {"is_anonymous": 1}, update_modified=False)
		frappe.db.commit()

	def tearDown(self):
		frappe.db.rollback()
		for doctype in (ANSWER, PARTICIPANT):
			for name in frappe.get_all(
				doctype, {"survey": self.survey.name}, pluck="name", order_by="name asc"
			):
				frappe.delete_doc(doctype, name, force=True, delete_permanently=True)
		for doctype, name in ((SURVEY, self.survey.name), ("NGO", self.people[0].organisation)):
			frappe.delete_doc(doctype, name, force=True, delete_permanently=True)
		frappe.db.commit()
		super().tearDown()

	def test_of_many_in_one_moment_each_link_answers_once(self):
		name, steps = self.survey.name, make_steps(self.survey)

		def send(participant):
			keep_answer(name, participant, 1, steps, {"q_room": "Yes"})
			return True

		answers = call_at_once(send, self.people * 3)

		frappe.db.rollback()
		self.assertEqual(answers.count(True), 4, answers)
		self.assertEqual(frappe.db.count(ANSWER, {"survey": name}), 4)
		self.assertEqual(frappe.db.get_value(SURVEY, name, "answers_count"), 4)


class TestPage(PageTestCase):
	def begin(self, participant=None, **arguments) -> None:
		if participant:
			arguments["token"] = make_token(mail.SURVEY_PURPOSE, participant.name)
		self.arguments = arguments
		self.show(self.open_page("survey", **arguments))

	def show(self, response) -> None:
		self.status = response.status_code
		self.page = BeautifulSoup(response.get_data(as_text=True), "html.parser")

	def press(self, button: str, **typed) -> None:
		query = "&".join(f"{key}={value}" for key, value in self.arguments.items())
		sent = {**self.read(), **typed, "hub_go": button}
		with as_user("Guest"):
			frappe.utils.set_request(method="POST", path="survey", data=sent, query_string=query)
			self.show(self.answer({**self.arguments, **sent}))

	def read(self) -> dict:
		values = read_form(self.page)
		for field in self.page.select("#hub-form input[type=radio]"):
			values.pop(field["name"], None)
		for field in self.page.select("#hub-form input[type=radio][checked]"):
			values[field["name"]] = field["value"]
		return values

	def text(self) -> str:
		return self.page.select_one("#content").get_text(" ", strip=True)

	def test_step_by_step_with_errors_beside_the_field_a_draft_and_a_later_correction(self):
		questions = [dict(row) for row in QUESTIONS]
		questions[0]["is_required"] = 1
		questions[1].update(shown_if_code="ROOM", shown_if_answer="No")
		survey, (participant,) = make_open_survey(questions=questions, introduction="Why & how we ask")
		self.begin(participant)
		self.assertEqual(self.status, 200)
		self.assertIn("Why & how we ask", self.text())
		self.press("next")
		self.assertEqual(self.page.select_one("#hub-q_room-error").text, "Please choose one.")
		self.press("next", q_room="No", q_wish="Light")
		self.assertEqual(self.page.select_one(".hub-step").text, "2 of 2: The hub")
		self.press("keep", q_members="about 20")
		self.assertIn("Saved, and not sent yet.", self.text())
		self.assertEqual(frappe.db.get_value(PARTICIPANT, participant.name, "status"), "Started")

		self.begin(participant)
		self.assertIn("What you entered before is here again.", self.text())
		self.press("next", q_room="Yes")
		self.press("send")
		self.assertIn("You can change them by the same link", self.text())
		stored = frappe.get_doc(ANSWER, {"survey": survey.name})
		said = [(row.code, row.answer) for row in stored.answers]
		self.assertEqual(said, [("ROOM", "Yes"), ("MEMBERS", "20")])
		self.assertIsNone(frappe.db.get_value(PARTICIPANT, participant.name, "draft"))

		self.begin(participant)
		self.assertIn("You have answered already.", self.text())
		self.assertEqual(self.read()["q_room"], "Yes")

	def test_of_an_anonymous_survey_no_draft_is_kept(self):
		_survey, (participant,) = make_open_survey(is_anonymous=1, questions=[dict(row) for row in QUESTIONS])
		self.begin(participant)
		self.press("next", q_room="Yes")
		row = frappe.db.get_value(PARTICIPANT, participant.name, ["status", "draft"])
		self.assertEqual(row, ("Asked", None))

	def test_tables_and_days_are_one_choice_in_each_row(self):
		table = {
			"code": "T",
			"question": "How good?",
			"kind": "Table",
			"choices": "Good\nBad",
			"table_rows": "A\nB",
		}
		survey, (participant,) = make_open_survey(questions=[table, dict(FINDER)])
		self.begin(participant)
		self.press("send", q_t__1="Bad", q_day__0="If Need Be")
		stored = frappe.get_doc(ANSWER, {"survey": survey.name})
		self.assertEqual(
			[(row.code, row.table_row, row.answer) for row in stored.answers],
			[("T", "B", "Bad"), ("DAY", DAYS[0], "If Need Be")],
		)

	def test_anybody_answers_by_an_open_link_and_a_draft_survey_is_nobodys(self):
		survey = make_survey(stage="Open", answered_through="Open Link", segment=None)
		self.begin(name=survey.name)
		self.press("send", q_room="Yes")
		self.assertIn("Your answers were kept.", self.text())
		self.assertEqual(frappe.db.get_value(SURVEY, survey.name, "answers_count"), 1)
		for name in (make_survey(answered_through="Open Link").name, make_survey().name, "x"):
			self.begin(name=name)
			self.assertEqual(self.status, 403)
			self.assertIn("There is no survey at this address.", self.text())

	def test_whoever_works_on_it_sees_how_it_looks_and_nothing_is_kept(self):
		survey = make_survey()
		with as_user("Administrator"):
			self.show(self.open_page("survey", "Administrator", preview=survey.name))
		self.assertIn("This is how the page looks.", self.text())
		self.show(self.open_page("survey", preview=survey.name))
		self.assertEqual(self.status, 403)

	def test_a_link_that_was_made_up_or_is_over_says_so(self):
		survey, (participant,) = make_open_survey()
		self.show(self.open_page("survey", token="made.up"))
		self.assertEqual(self.status, 403)
		self.assertIn("This link is not valid.", self.text())
		take_step(survey, "Close Survey")
		self.begin(participant)
		self.assertIn("The survey is over.", self.text())

	def test_changed_questions_are_told_and_nothing_is_kept(self):
		survey, (participant,) = make_open_survey()
		self.begin(participant)
		survey.questions[0].choices = "Yes\nNo\nMaybe"
		survey.save()
		self.press("send", q_room="Yes")
		self.assertIn("The questions were changed since you opened the page.", self.text())
		self.assertFalse(frappe.db.exists(ANSWER, {"survey": survey.name}))
		self.press("send", q_room="Maybe")
		self.assertEqual(frappe.get_doc(ANSWER, {"survey": survey.name}).answers[0].answer, "Maybe")
