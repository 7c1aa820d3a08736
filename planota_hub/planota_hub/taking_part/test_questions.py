# SPDX-License-Identifier: GPL-3.0-only
import csv
import json

import frappe
from bs4 import BeautifulSoup

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.capacity_building.workshops import waiting_list
from planota_hub.capacity_building.workshops.intake import register_for_workshop
from planota_hub.personal_data import removal
from planota_hub.personal_data.retention import remove_expired
from planota_hub.planota_hub.doctype.event_series.test_event_series import make_dates, make_series
from planota_hub.planota_hub.doctype.hub_event.test_hub_event import make_event, make_registration
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.planota_hub.events import attendance, intake
from planota_hub.planota_hub.events.kind import KIND
from planota_hub.planota_hub.events.mail import REGISTRATION_PURPOSE
from planota_hub.planota_hub.taking_part.answers import make_table, show_answers
from planota_hub.planota_hub.taking_part.questions import get_fieldname, get_questions
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.rules.tokens import make_token
from planota_hub.tests.compat import HubTestCase, as_user, make_user

DIET = {"question": "What do you eat?", "kind": "One Choice", "choices": "Everything\nVegetarian\nVegan"}
NEEDS = {
	"question": "What do you need?",
	"kind": "Several Choices",
	"choices": "A ramp\nA loop\nA sign language",
}
TALK = {"question": "What shall we talk about?", "kind": "Long Text"}
CARS = {"question": "How many cars?", "kind": "Number", "asked": "Once"}
ALL = [DIET, NEEDS, TALK, CARS]


def answer(event, *said, kind=KIND):
	"""Return what a form sends for the questions of an occasion, in their order; None where nothing is said."""
	rows = get_questions(kind, [event.name])[event.name]
	return {get_fieldname(row): value for row, value in zip(rows, said, strict=False) if value is not None}


def register(event, *said, **values):
	sent = {
		"participant_name": "Bor Kos",
		"email": f"{frappe.generate_hash(length=8)}@own.test",
		"consent": 1,
	}
	with as_user("Guest"):
		return intake.register_for_event({"event": event.name, **sent, **answer(event, *said), **values})


def get_answers(event, doctype="Event Registration", fieldname="event") -> list[list[tuple[str, str]]]:
	"""Return what each registration says, in the order of the queue."""
	names = frappe.get_all(doctype, {fieldname: event.name}, pluck="name", order_by="queue_number asc")
	return [[(row.question, row.answer) for row in frappe.get_doc(doctype, name).answers] for name in names]


class TestQuestions(HubTestCase):
	def test_what_no_question_can_be_is_refused_by_its_field(self):
		for expected, questions in (
			(
				"Question: this is the same as row 1",
				[TALK, {**TALK, "question": "what shall  we talk about?"}],
			),
			("Choices: please enter at least two", [{**DIET, "choices": "Everything"}]),
			("Choices: Vegan stands there twice", [{**DIET, "choices": "Vegan\nVegan"}]),
			(
				"Scale To: a scale goes",
				[{"question": "How well?", "kind": "Scale", "scale_from": 5, "scale_to": 2}],
			),
			("Questions: at most 20", [{**TALK, "question": f"Why {number}?"} for number in range(21)]),
		):
			with self.subTest(expected), self.assertRefused(expected):
				make_event(questions=questions)
			with self.subTest(expected), self.assertRefused(expected):
				make_series(questions=questions)
		with self.assertRefused("Choices: please enter at least two"):
			make_workshop(questions=[{**DIET, "choices": ""}])

	def test_a_series_asks_first_and_what_dates_ask_alike_is_one_question(self):
		first, second = make_dates(make_series(questions=[CARS]), days=(7, 14), questions=[DIET])
		asked = get_questions(KIND, [first.name, second.name])

		self.assertEqual([row.question for row in asked[first.name]], [CARS["question"], DIET["question"]])
		self.assertEqual(*(list(map(get_fieldname, rows)) for rows in asked.values()))


class TestAnswers(HubTestCase):
	def test_a_guest_answers_and_only_the_staff_see_it(self):
		event = make_event(questions=ALL)
		register(event, "Vegan", ["A ramp", "A loop"], "Money", 2)

		self.assertEqual(
			get_answers(event),
			[
				[
					(DIET["question"], "Vegan"),
					(NEEDS["question"], "A ramp"),
					(NEEDS["question"], "A loop"),
					(TALK["question"], "Money"),
					(CARS["question"], "2"),
				]
			],
		)
		mentor = make_user("mentor@own.test", "Hub Mentor")
		frappe.db.set_value("Hub Event", event.name, "responsible", mentor)
		name = frappe.db.get_value("Event Registration", {"event": event.name})
		with as_user(mentor):
			self.assertEqual(show_answers(KIND, event.name), [])
			seen = frappe.get_doc("Event Registration", name)
			seen.apply_fieldlevel_read_permissions()
			self.assertFalse(seen.get("answers"))
			with self.assertRaises(frappe.PermissionError):
				frappe.get_doc("Event Registration", name).get_own_questions()
			rows = frappe.get_list(
				"Registration Answer", {"parent": name}, ["*"], parent_doctype="Event Registration"
			)
			self.assertFalse([row for row in rows if row.get("answer")])
			with self.assertRaises(frappe.PermissionError):
				attendance.download_participants(event.name)

	def test_wrong_answers_are_refused_by_the_question_and_nothing_is_kept(self):
		event = make_event(questions=[{**DIET, "is_required": 1}, CARS])
		for expected, said in (
			("What do you eat?: Please choose one", ()),
			("What do you eat?: This is not offered", ("Stones",)),
			("How many cars?: ", ("Vegan", "many")),
			("How many cars?: ", ("Vegan", "-1")),
		):
			with self.subTest(expected), self.assertRefused(expected):
				register(event, *said)
		self.assertEqual(get_answers(event), [])

	def test_all_dates_of_a_series_get_the_answers_and_what_is_asked_once_stands_with_the_first(self):
		first, second = make_dates(make_series(questions=[CARS]), days=(7, 14), questions=[DIET])
		register(second, "3", "Vegan", all_dates=1)

		self.assertEqual(get_answers(first), [[(CARS["question"], "3"), (DIET["question"], "Vegan")]])
		self.assertEqual(get_answers(second), [[(DIET["question"], "Vegan")]])

	def test_of_colleagues_each_answers_but_what_is_asked_once(self):
		user = make_user(f"{frappe.generate_hash(length=8)}@own.test", "NGO Representative")
		ngo = make_represented_ngo(user).name
		event = make_event(questions=[{**DIET, "is_required": 1}, NEEDS, CARS])
		diet, needs, cars = map(get_fieldname, get_questions(KIND, [event.name])[event.name])
		people = {"name_1": "Ana A", "email_1": "ana@own.test", "name_2": "Bor B", "email_2": "bor@own.test"}
		said = {f"{diet}_1": "Vegan", f"{needs}_2__1": "A loop", cars: "2"}
		with as_user(user):
			with self.assertRefused("What do you eat? (Bor B): Please choose one"):
				intake.register_colleagues(event.name, ngo, 1, **people, **said)
			intake.register_colleagues(event.name, ngo, 1, **people, **said, **{f"{diet}_2": "Everything"})

		self.assertIn([(DIET["question"], "Vegan"), (CARS["question"], "2")], get_answers(event))
		self.assertIn([(DIET["question"], "Everything"), (NEEDS["question"], "A loop")], get_answers(event))

	def test_a_workshop_asks_by_the_same_rules(self):
		workshop = make_workshop(questions=[DIET])
		values = {"participant_name": "Bor Kos", "email": "bor@own.test", "consent": 1}
		with as_user("Guest"):
			register_for_workshop(
				{"workshop": workshop.name, **values, **answer(workshop, "Vegan", kind=waiting_list.KIND)}
			)
		(said,) = get_answers(workshop, "Workshop Registration", "workshop")
		self.assertEqual(said, [(DIET["question"], "Vegan")])
		self.assertEqual(
			[row["question"] for row in show_answers(waiting_list.KIND, workshop.name)], [DIET["question"]]
		)

	def test_the_staff_enter_answers_and_nobody_else_changes_them(self):
		event = make_event(questions=[{**DIET, "is_required": 1}, NEEDS])
		registration = make_registration(event)
		registration.answer_questions(answer(event, None, ["A loop"]))
		registration.reload()
		registration.answers = []
		registration.needs = "Nothing"
		registration.save()
		self.assertEqual(get_answers(event), [[(NEEDS["question"], "A loop")]])

		with self.assertRefused("What do you eat?: This is not offered"):
			registration.answer_questions(answer(event, "Stones"))
		for role in ("Hub Mentor", "Hub Auditor"):
			with (
				as_user(make_user(f"{frappe.scrub(role)}@own.test", role)),
				self.assertRaises(frappe.PermissionError),
			):
				frappe.get_doc("Event Registration", registration.name).answer_questions({})
		copied = frappe.copy_doc(frappe.get_doc("Event Registration", registration.name))
		copied.email = "copy@own.test"
		self.assertFalse(copied.insert().answers)

	def test_changed_questions_keep_what_was_answered_apart(self):
		event = make_event(questions=[DIET, TALK])
		register(event, "Vegan", "Money")
		register(event, "Everything", "Rooms")
		event.reload()
		event.questions[0].choices = "Everything\nVegetarian"
		event.questions[1].question = "What shall we speak about?"
		event.save()
		register(event, "Everything", "Law")

		diet, speak, talk = show_answers(KIND, event.name)
		bars = [(bar["label"], bar["number"]) for bar in diet["rows"][0]["bars"]]
		self.assertEqual(bars, [("Everything", 2), ("Vegetarian", 0), ("Vegan", 1)])
		self.assertEqual((speak["texts"], talk["texts"]), (["Law"], ["Money", "Rooms"]))
		self.assertEqual((talk["question"], talk["section"]), (TALK["question"], "Asked before"))

	def test_who_waits_or_has_cancelled_is_not_counted_and_stands_in_the_table(self):
		event = make_event(questions=[DIET, CARS], capacity=1)
		for said in (("Vegan", 2), ("Everything", 1)):
			register(event, *said)
		(diet, cars) = show_answers(KIND, event.name)

		self.assertEqual([bar["number"] for bar in diet["rows"][0]["bars"]], [0, 0, 1])
		self.assertIn("Mean: 2", cars["facts"])
		heading, *lines = make_table(KIND, event.name)
		self.assertEqual(heading[-2:], [DIET["question"], CARS["question"]])
		self.assertEqual(
			[(line[5], *line[-2:]) for line in lines],
			[("Confirmed", "Vegan", "2"), ("Waiting List", "Everything", "1")],
		)
		attendance.download_participants(event.name)
		rows = list(csv.reader(frappe.response.filecontent.splitlines()))
		self.assertEqual(len(rows), 3)

	def test_answers_go_with_the_person(self):
		event = make_event(questions=[DIET])
		for address in ("gone@own.test", "old@own.test"):
			register(event, "Vegan", email=address)
		gone, old = (
			frappe.get_doc("Event Registration", {"event": event.name, "email": address})
			for address in ("gone@own.test", "old@own.test")
		)
		declaration = removal.get_declaration("Event Registration")
		removal.remove_people(declaration, gone.name, declaration.fields)
		self.assertEqual(len(get_answers(event)[1]), 1)
		frappe.db.set_single_value("Hub Settings", "retention_months", 12)
		frappe.db.set_value("Event Registration", old.name, "registered_on", "2020-01-01 10:00:00")
		remove_expired(["Event Registration"])

		self.assertEqual(get_answers(event), [[], []])


class TestPages(PageTestCase):
	def test_the_form_asks_beside_the_field_and_the_own_page_shows_it(self):
		event = make_event(questions=[{**DIET, "is_required": 1, "help": "For the lunch"}])
		page = self.read("register-for-event/new", event=event.name)
		self.assertIn(DIET["question"], page)
		self.assertIn("For the lunch", page)
		register(event, "Vegan")
		registration = frappe.get_doc("Event Registration", {"event": event.name})
		token = make_token(REGISTRATION_PURPOSE, registration.name)
		self.assertIn("Vegan", self.read("event-registration", token=token))

	def test_who_registers_for_a_whole_series_is_asked_what_any_of_its_dates_asks(self):
		first, second = make_dates(make_series(registers_for="All Dates"), days=(7, 14))
		second.append("questions", {**DIET, "is_required": 1})
		second.save()
		for arguments in ({}, {"event": first.name}):
			page = BeautifulSoup(self.read("register-for-event/new", **arguments), "html.parser")
			(field,) = [row for row in page.select(".hub-field") if DIET["question"] in row.text]
			condition = json.loads(field.get("data-shown-if", '{"event": []}'))
			self.assertEqual(
				sorted(condition["event"]), [] if arguments else sorted([first.name, second.name])
			)

	def test_colleagues_are_asked_once_the_event_is_chosen(self):
		user = make_user(f"{frappe.generate_hash(length=8)}@own.test", "NGO Representative")
		make_represented_ngo(user)
		first = make_event(questions=[DIET, CARS])
		make_event()
		self.assertNotIn(DIET["question"], self.read("register-colleagues", user=user, event="all"))
		page = self.read("register-colleagues", user=user, event=first.name)
		self.assertEqual((page.count(DIET["question"]), page.count(CARS["question"])), (6, 1))
