# SPDX-License-Identifier: GPL-3.0-only
"""What partners report on their actions: their own ones only, checked, once, and told to the hub."""

from io import BytesIO
from unittest.mock import patch

import frappe
from frappe import client
from frappe.utils import add_days, get_fullname, getdate, today

from planota_hub.partnerships.action_plans.reports import get_own_actions, report_on_action
from planota_hub.partnerships.doctype.joint_action.joint_action import JointAction
from planota_hub.partnerships.doctype.joint_action.test_joint_action import make_overdue_action
from planota_hub.partnerships.doctype.joint_action_plan.test_joint_action_plan import (
	agree,
	make_action,
	make_municipal_plan,
	make_plan,
)
from planota_hub.partnerships.portal import get_overview, get_waiting
from planota_hub.partnerships.reminders import REPORT_PURPOSE, chase_overdue
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.portal.test_portal import make_picture
from planota_hub.public_forms.form.test_page import FormTestCase, read_form
from planota_hub.rules.refusals import refuse
from planota_hub.rules.tokens import InvalidTokenError, make_token
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.outgoing_mail import no_outgoing_account

USER = "ana@ngo.test"


class TestReports(HubTestCase):
	"""An agreed plan with an action of the own NGO, and another one with an action of others."""

	def setUp(self):
		super().setUp()
		make_user(USER)
		ngo = make_represented_ngo(USER).name
		body = make_stakeholder(stakeholder_type="Municipality", municipality="Tolmin")
		partner = {"partner_type": "NGO", "partner": ngo}
		plan = make_municipal_plan(
			parties=[{"partner_type": "Stakeholder", "partner": body.name}, {**partner}]
		)
		self.action = make_action(plan, **partner)
		self.foreign = make_action(make_plan())
		for action in (self.action, self.foreign):
			agree(frappe.get_doc("Joint Action Plan", action.joint_action_plan))

	def values(self, **overrides) -> dict:
		return {
			"joint_action": self.action.name,
			"status": "In Progress",
			"progress_percent": "40",
			"note": "The hall is booked.",
			**overrides,
		}

	def test_an_open_action_waits_for_the_representatives_of_its_partner(self):
		with as_user(USER):
			(waiting,) = get_waiting()

		self.assertEqual(waiting.text, self.action.action_title)

	def test_a_representative_reports_on_an_own_action(self):
		with as_user(USER):
			report_on_action(self.values())

		action = self.action.reload()
		self.assertEqual((action.status, action.progress_percent), ("In Progress", 40))
		row = action.reports[0]
		self.assertEqual(
			(row.note, row.status, row.source, row.reporter_email),
			("The hall is booked.", "In Progress", "Portal", USER),
		)
		self.assertTrue(row.reported_on)
		self.assertEqual(row.reported_on, action.last_reported_on)

	def test_the_address_of_a_reporter_is_not_for_the_other_partners(self):
		with as_user(USER):
			report_on_action(self.values())
			report = client.get("Joint Action", self.action.name)["reports"][0]
		self.assertEqual((report["reported_by"], report["reporter_email"]), (get_fullname(USER), None))

	def test_the_same_report_sent_again_counts_once(self):
		with as_user(USER):
			report_on_action(self.values())
			report_on_action(self.values())

		self.assertEqual(len(self.action.reload().reports), 1)

	def test_done_is_reported_with_evidence(self):
		with as_user(USER):
			with self.assertRefused("Evidence: please add", frappe.MandatoryError):
				report_on_action(self.values(status="Done"))
			report_on_action(self.values(status="Done", evidence="42 people signed the list"))

		action = self.action.reload()
		self.assertEqual(
			(action.status, action.progress_percent, action.evidence, len(action.reports)),
			("Done", 100, "42 people signed the list", 1),
		)

	def test_an_action_of_others_is_refused_for_everybody(self):
		for user in (USER, "Guest"):
			with as_user(user), self.subTest(user):
				for name in (self.foreign.name, "JACT-nowhere", ""):
					with self.assertRefused("an organisation that you represent", frappe.PermissionError):
						report_on_action(self.values(joint_action=name))

	def test_the_link_of_a_reminder_opens_this_action_without_a_log_in(self):
		token = make_token(REPORT_PURPOSE, self.foreign.name)
		with as_user("Guest"):
			report_on_action(self.values(token=token))

		row = self.foreign.reload().reports[0]
		self.assertEqual((row.source, row.reported_by), ("E-mail Link", self.foreign.partner_name))
		self.assertFalse(self.action.reload().reports)

	def test_a_link_that_was_made_up_or_is_for_something_else_opens_nothing(self):
		for token in (f"{self.foreign.name}.made-up", make_token("support rating", self.foreign.name)):
			with as_user("Guest"), self.subTest(token), self.assertRefused("not valid", InvalidTokenError):
				report_on_action(self.values(token=token))

	def test_bad_values_are_refused_by_the_name_of_their_field(self):
		for overrides, message in (
			({"status": "Dropped"}, "Status: please choose from the list"),
			({"status": ["Done"]}, "Status: please choose from the list"),
			({"progress_percent": "100"}, "Progress: expected is a percentage from 0 to 99"),
			({"progress_percent": "half"}, "Progress: expected is a percentage from 0 to 99"),
			({"note": ""}, "Please fill in: What Was Done"),
			({"note": ["a"]}, "What Was Done: please enter one value"),
			({"note": "<img src=x onerror=alert(1)>"}, "What Was Done: please write plain text"),
			({"evidence_link": "javascript:alert(1)"}, "is not a web address"),
		):
			with self.subTest(message), as_user(USER), self.assertRefused(message):
				report_on_action(self.values(**overrides))
		self.assertFalse(self.action.reload().reports)

	def test_a_robot_gets_thanks_and_changes_nothing(self):
		report_on_action(self.values(token="x", hub_second_name="robot"))

		self.assertFalse(self.action.reload().reports)

	def test_nothing_is_reported_on_what_is_ended_or_not_agreed_yet(self):
		token = make_token(REPORT_PURPOSE, make_action(make_plan()).name)
		with as_user("Guest"), self.assertRefused("not under way"):
			report_on_action(self.values(token=token))
		self.action.reload().update({"status": "Done", "evidence": "Minutes"}).save()
		token = make_token(REPORT_PURPOSE, self.action.name)
		with as_user("Guest"), self.assertRefused("ended already"):
			report_on_action(self.values(token=token))

	def test_the_portal_shows_the_own_open_actions_and_plans_and_nothing_of_others(self):
		with as_user(USER):
			overview = get_overview(USER)
			self.assertEqual([row.name for row in get_own_actions()], [self.action.name])

		self.assertEqual([row.name for row in overview.open_actions], [self.action.name])
		self.assertEqual([row.name for row in overview.plans], [self.action.joint_action_plan])
		self.assertEqual((overview.consortia, overview.ended_actions), ([], []))


class TestForm(FormTestCase):
	"""The form behind the link of a reminder, opened by whoever reads the mails of a partner."""

	def setUp(self):
		super().setUp()
		self.action = make_overdue_action()
		self.open()

	def open(self) -> None:
		path, token = "report-on-joint-action/new", make_token(REPORT_PURPOSE, self.action.name)
		self.show(self.open_page(path, token=token))
		self.path = f"{path}?token={token}"

	def get_files(self) -> list[str]:
		attached = {"attached_to_doctype": "Joint Action", "attached_to_name": self.action.name}
		return frappe.get_all("File", attached, pluck="file_url", order_by="creation asc")

	def send(self, status: str, name: str = "", content: bytes = b"") -> None:
		typed = {"status": status, "progress_percent": "40", "note": "The hall was full."}
		self.press("send", **typed, evidence_file=(BytesIO(content), name))

	def test_a_photograph_alone_shows_that_an_action_was_done(self):
		self.send("Done", "folder\\hall.png", make_picture())

		(address,) = self.get_files()
		action = self.action.reload()
		self.assertEqual((action.status, action.evidence_file, action.evidence), ("Done", address, None))
		self.assertEqual(action.reports[0].evidence_file, address)
		self.assertEqual(frappe.db.get_value("File", {"file_url": address}, "is_private"), 1)
		self.assertIn("hall.png", self.page.select_one(".hub-facts").text)

	def test_a_file_that_is_not_taken_is_told_beside_its_field_and_nothing_is_kept(self):
		for name, content, said in (
			("hall.exe", b"MZ", "Expected is one of these kinds"),
			("hall.png", b"no picture", "Expected is one of these kinds"),
			("hall.pdf", b"", "The file hall.pdf is empty"),
		):
			with self.subTest(name):
				self.send("In Progress", name, content)
				self.assertIn(said, self.get_error("evidence_file"))
				self.assertIn(name, self.page.select_one("[data-choose-again]").text)
		self.assertFalse(self.get_files() or self.action.reload().reports)

	def test_a_file_of_a_refused_report_is_not_kept(self):
		with patch.object(JointAction, "validate_status", lambda self: refuse(self, "note", "no.")):
			self.send("Done", "hall.png", make_picture())

		self.assertEqual((self.status, self.get_files(), self.action.reload().reports), (422, [], []))

	def test_the_form_begins_where_the_action_stands(self):
		self.action.update({"status": "In Progress", "progress_percent": 30}).save()

		self.open()

		shown = read_form(self.page)
		self.assertEqual((shown["status"], shown["progress_percent"]), ("In Progress", "30"))


class TestReminders(HubTestCase):
	def setUp(self):
		super().setUp()
		self.action = make_overdue_action()
		self.email = f"{frappe.generate_hash(length=8)}@partner.test"
		frappe.db.set_value(self.action.partner_type, self.action.partner, "email", self.email)

	def count_mails(self) -> int:
		return frappe.db.count("Email Queue Recipient", {"recipient": self.email})

	def test_a_partner_is_reminded_once_in_the_days_of_hub_settings(self):
		chase_overdue()
		chase_overdue()
		self.assertEqual((self.count_mails(), self.action.reload().reminders), (1, 1))

		self.action.db_set("reminded_on", add_days(today(), -7))
		chase_overdue()

		self.assertEqual((self.count_mails(), self.action.reload().reminders), (2, 2))
		self.assertEqual(getdate(self.action.reminded_on), getdate(today()))

	def test_without_an_outgoing_account_no_partner_counts_as_reminded_and_the_hub_is_told_once(self):
		officer = make_user("officer@actions.test", "Hub Officer")
		frappe.db.set_value("Joint Action Plan", self.action.joint_action_plan, "responsible", officer)
		with no_outgoing_account():
			chase_overdue()
			chase_overdue()
		self.assertEqual((self.action.reload().reminded_on, self.action.reminders), (None, 0))

		chase_overdue()

		self.assertEqual((self.count_mails(), self.action.reload().reminders), (1, 1))
		told = {"document_name": self.action.name, "for_user": officer}
		self.assertEqual(frappe.db.count("Notification Log", told), 1)

	def test_the_reminder_leads_to_the_form_of_this_action(self):
		chase_overdue()

		queue = frappe.get_all(
			"Email Queue Recipient", {"recipient": self.email}, pluck="parent", order_by="creation asc"
		)
		message = frappe.get_doc("Email Queue", queue[0]).message
		self.assertIn("report-on-joint-action", message)

	def test_nobody_is_reminded_where_hub_settings_say_0_days(self):
		change_settings(joint_action_reminder_days=0)

		chase_overdue()

		self.assertEqual((self.count_mails(), self.action.reload().reminders), (0, 0))

	def test_what_is_done_is_chased_no_more_and_begins_at_0_again(self):
		chase_overdue()
		self.action.reload().update({"status": "Done", "evidence": "Minutes"}).save()
		self.action.db_set("reminded_on", add_days(today(), -70))

		chase_overdue()

		self.assertEqual((self.count_mails(), self.action.reload().reminders), (1, 0))

	def test_representatives_come_before_the_address_of_the_ngo(self):
		ngo = frappe.get_doc("NGO", self.action.partner)
		ngo.append("representatives", {"full_name": "Bor Kos", "email": "bor.kos@partner.test"})
		ngo.save()

		chase_overdue()

		self.assertEqual(self.count_mails(), 0)
		self.assertEqual(frappe.db.count("Email Queue Recipient", {"recipient": "bor.kos@partner.test"}), 1)
