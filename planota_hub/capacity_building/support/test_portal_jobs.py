# SPDX-License-Identifier: GPL-3.0-only
"""What a representative does about the own NGO's workshops, plan and requests, and nobody does about others'."""

import frappe
from frappe.utils import add_days, getdate, today

from planota_hub.capacity_building.doctype.development_plan.test_development_plan import make_plan, new_step
from planota_hub.capacity_building.doctype.ngo_support_request.test_ngo_support_request import make_request
from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_registration,
)
from planota_hub.capacity_building.plans.step_reports import report_on_step
from planota_hub.capacity_building.support.conversation import download_file, get_messages, write_message
from planota_hub.capacity_building.support.waiting import get_waiting
from planota_hub.capacity_building.workshops.portal import cancel_registration, register_colleagues
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.planota_hub.portal.test_portal import uploading
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.tests.compat import as_user, make_user

USER, STRANGER = "ana@jobs.test", "stranger@jobs.test"
REGISTRATION = "Workshop Registration"


class JobsTestCase(PageTestCase):
	def setUp(self):
		super().setUp()
		change_settings(public_intake_per_email_per_day=0)
		make_user(USER)
		make_user(STRANGER, "NGO Representative")
		self.ngo = make_represented_ngo(USER).name


class TestWorkshops(JobsTestCase):
	def register(self, workshop, **people) -> str:
		with as_user(USER):
			return register_colleagues(workshop.name, self.ngo, 1, **people)

	def get_states(self, workshop) -> list[tuple]:
		rows = frappe.get_all(
			REGISTRATION,
			{"workshop": workshop.name},
			["participant_name", "status", "ngo"],
			order_by="queue_number asc",
		)
		return [(row.participant_name, row.status, row.ngo) for row in rows]

	def test_several_colleagues_are_registered_and_who_finds_no_seat_waits(self):
		workshop = make_workshop(capacity=1, has_waiting_list=1)

		answer = self.register(
			workshop, name_1="Ana Novak", email_1="a@jobs.test", name_3="Bor Kos", email_3="b@jobs.test"
		)

		self.assertEqual(answer, "Registered: 1; on the waiting list: 1.")
		self.assertEqual(
			self.get_states(workshop),
			[("Ana Novak", "Confirmed", self.ngo), ("Bor Kos", "Waiting List", self.ngo)],
		)

	def test_who_is_registered_already_is_not_registered_twice(self):
		workshop = make_workshop()
		for _time in range(2):
			self.register(workshop, name_1="Ana Novak", email_1="a@jobs.test")

		self.assertEqual(len(self.get_states(workshop)), 1)

	def test_a_wrong_line_is_named(self):
		workshop = make_workshop()
		for people, message in (
			({}, "at least one person"),
			({"name_1": "Ana Novak"}, "Ana Novak: please enter name and e-mail"),
			({"name_1": "Ana Novak", "email_1": "nobody"}, "Email"),
		):
			with self.subTest(message), self.assertRefused(message):
				self.register(workshop, **people)

	def test_nobody_registers_for_another_ngo_or_for_a_closed_workshop(self):
		people = {"name_1": "Ana Novak", "email_1": "a@jobs.test"}
		with as_user(STRANGER), self.assertRaises(frappe.PermissionError):
			register_colleagues(make_workshop().name, self.ngo, 1, **people)
		with self.assertRaises(frappe.ValidationError):
			self.register(make_workshop(stage="Draft"), **people)

	def test_a_registration_of_the_own_ngo_is_cancelled_and_no_other(self):
		workshop = make_workshop()
		registration = make_registration(workshop, ngo=self.ngo)
		other = make_registration(workshop, email="other@jobs.test", ngo=make_ngo(stage="Verified").name)
		self.assertIn("Cancel the registration", self.read("my-support", user=USER))

		with as_user(USER):
			cancel_registration(registration.name)
			for name in (other.name, "nothing"):
				with self.assertRefused("your own organisation", frappe.PermissionError):
					cancel_registration(name)

		self.assertEqual(frappe.db.get_value(REGISTRATION, registration.name, "status"), "Cancelled")
		self.assertEqual(frappe.db.get_value(REGISTRATION, other.name, "status"), "Confirmed")

	def test_the_page_offers_open_workshops_to_who_represents_somebody(self):
		workshop = make_workshop()

		self.assertIn(workshop.name, self.read("register-colleagues", user=USER, workshop=workshop.name))
		self.assertIn("represent any organisation", self.read("register-colleagues", user=STRANGER))


class TestSteps(JobsTestCase):
	def setUp(self):
		super().setUp()
		self.plan = make_plan(
			ngo=self.ngo,
			stage="Active",
			steps=[new_step(step_title="Write the statute", due_date=add_days(today(), -1))],
		)
		self.step = self.plan.steps[0].name

	def get_step(self):
		return frappe.get_doc("Development Plan", self.plan.name).steps[0]

	def test_an_open_step_waits_and_is_marked_once_it_is_late(self):
		with as_user(USER):
			(waiting,) = get_waiting()

		self.assertEqual((waiting.text, waiting.is_overdue), ("Write the statute", True))
		self.assertIn("Overdue: ", self.read("my-support", user=USER))

	def test_comments_follow_each_other_and_a_tick_closes_the_step(self):
		with as_user(USER):
			report_on_step(self.step, "First draft")
			report_on_step(self.step, "Adopted", 1)

		step = self.get_step()
		self.assertEqual((step.status, getdate(step.done_on)), ("Done", getdate(today())))
		first, second = step.ngo_notes.splitlines()
		self.assertIn("First", first)
		self.assertIn("ana: Adopted", second)

	def test_nothing_is_no_report_and_others_report_nothing(self):
		with as_user(USER), self.assertRefused("write a comment"):
			report_on_step(self.step)
		for user in (STRANGER, "Guest"):
			with as_user(user), self.assertRefused("not yours", frappe.PermissionError):
				report_on_step(self.step, "x", 1)

	def test_a_step_that_the_hub_does_is_not_the_ngos(self):
		row = self.get_step()
		row.db_set("assigned_to", make_user("mentor@jobs.test", "Hub Mentor"))

		with as_user(USER):
			self.assertEqual(get_waiting(), [])


class TestConversation(JobsTestCase):
	def setUp(self):
		super().setUp()
		self.request = make_request(ngo=self.ngo, requester_email=USER)

	def write_mail(self, recipients: str, text: str) -> None:
		frappe.get_doc(
			{
				"doctype": "Communication",
				"communication_type": "Communication",
				"sent_or_received": "Sent",
				"sender": "hub@example.org",
				"recipients": recipients,
				"subject": "Re",
				"content": text,
				"reference_doctype": "NGO Support Request",
				"reference_name": self.request.name,
			}
		).insert(ignore_permissions=True)

	def test_messages_and_files_go_both_ways_and_stay_in_order(self):
		with as_user(USER), uploading("proračun.pdf", b"%PDF-1.4 budget"):
			write_message(self.request.name, "Here it <is>\nThank you")
		self.write_mail(f"Ana <{USER}>", "<p>We have <b>read</b> it.</p>")

		with as_user(USER):
			own, answer = get_messages(self.request)
			response = download_file(self.request.name, own.files[0].name)

		self.assertEqual((own.text, own.is_own), ("Here it <is>\nThank you", True))
		self.assertEqual((answer.text, answer.who), ("We have read it.", "The hub"))
		self.assertEqual(response.get_data(), b"%PDF-1.4 budget")
		# a header holds Latin letters only
		self.assertEqual(
			response.headers["Content-Disposition"], "attachment; filename*=UTF-8''prora%C4%8Dun.pdf"
		)
		page = self.read("my-request", user=USER, name=self.request.name)
		self.assertIn("Here it &lt;is&gt;", page)
		self.assertIn("proračun.pdf", page)

	def test_what_the_staff_write_to_somebody_else_is_not_shown(self):
		self.write_mail("ministry@example.org", "Between us")

		with as_user(USER):
			self.assertEqual(get_messages(self.request), [])

	def test_nobody_reads_or_writes_about_the_request_of_another_ngo(self):
		for user in (STRANGER, "Guest"):
			with as_user(user), self.assertRefused("your own organisation", frappe.PermissionError):
				write_message(self.request.name, "x")
		response = self.open_page("my-request", user=STRANGER, name=self.request.name)
		self.assertEqual(response.status_code, 403)

	def test_nothing_is_no_message_and_a_refused_file_sends_none(self):
		with as_user(USER):
			with self.assertRefused("write a message"):
				write_message(self.request.name)
			with uploading("page.html", b"<p>"), self.assertRefused("one of these kinds"):
				write_message(self.request.name, "with a page")
