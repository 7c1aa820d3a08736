# SPDX-License-Identifier: GPL-3.0-only
from unittest.mock import patch

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate, today

from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import (
	ledger_of,
	make_mentor,
)
from planota_hub.capacity_building.support.ledger import check_ledger
from planota_hub.funding.applications import reminders
from planota_hub.funding.applications.reminders import remind_of_reports
from planota_hub.funding.doctype.funding_call.test_funding_call import closed_call, make_call
from planota_hub.partnerships.doctype.partnership_consortium.test_partnership_consortium import (
	make_consortium,
)
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.outgoing_mail import no_outgoing_account

STEPS = {
	"In Preparation": (),
	"Submitted": ("Mark as Submitted",),
	"Approved": ("Mark as Submitted", "Approve"),
	"Rejected": ("Mark as Submitted", "Reject"),
	"Completed": ("Mark as Submitted", "Approve", "Complete"),
	"Withdrawn": ("Withdraw",),
}
NEEDED = {
	"Approve": {"approved_amount": 4000},
	"Reject": {"decision_note": "Not enough points"},
	"Withdraw": {"withdrawal_reason": "No partner"},
}


def make_help(**overrides) -> dict:
	"""Return a row of two hours of help with an application that were given today."""
	return {
		"work_date": today(),
		"kind": "Application Help",
		"hours": 2,
		"participants": 1,
		"done_by": "Administrator",
		**overrides,
	}


def make_application(**overrides):
	"""Create an application for 5000 of a verified NGO to an open call, with any field overridden.

	`stage` other than In Preparation is reached by the steps of the workflow.
	"""
	stage = overrides.pop("stage", "In Preparation")
	application = frappe.get_doc(
		{
			"doctype": "Call Application",
			"application_title": f"Project {frappe.generate_hash(length=8)}",
			"funding_call": overrides.pop("funding_call", None) or make_call().name,
			"ngo": overrides.pop("ngo", None) or make_ngo(stage="Verified").name,
			"requested_amount": 5000,
			"contact_email": "ana.novak@example.org",
			**overrides,
		}
	).insert()
	for action in STEPS[stage]:
		application = take_step(application, action)
	return application


def take_step(application, action, **values):
	"""Take a step of the workflow, with what it needs; return the stored application."""
	application = frappe.get_doc("Call Application", application.name)
	application.update({**NEEDED.get(action, {}), **values})
	application.save()
	apply_workflow(application, action)
	return frappe.get_doc("Call Application", application.name)


def make_deadline(days: int, **overrides) -> dict:
	"""Return a row of an interim report that is due so many days from today."""
	return {
		"report_title": f"Report {frappe.generate_hash(length=6)}",
		"report_kind": "Interim Report",
		"due_date": add_days(today(), days),
		**overrides,
	}


class TestRules(HubTestCase):
	def test_amounts_outside_the_call_are_refused(self):
		call = make_call(minimum_amount=2000, maximum_amount=6000).name
		for values, message in (
			({"requested_amount": 7000}, "Requested Amount: the call gives at most"),
			({"requested_amount": 1000}, "Requested Amount: the call gives at least"),
			({"requested_amount": -5}, "Requested Amount"),
			({"project_value": 4000}, "Requested Amount: expected is not more than"),
			({"project_from": today(), "project_until": "2020-01-01"}, "Project Until: expected is a day"),
			({"contact_email": "ana@"}, "is not an e-mail address"),
			({"ngo": make_ngo().name}, "NGO: support is given to verified NGOs; this one is Submitted"),
			({"funding_call": make_call(stage="Draft").name}, "Funding Call: expected is a published call"),
			(
				{"funding_call": make_call(stage="Withdrawn").name},
				"Funding Call: expected is a published call",
			),
		):
			with self.subTest(values), self.assertRefused(message):
				make_application(**{"funding_call": call, **values, "stage": "In Preparation"})

	def test_a_call_that_changes_later_spoils_no_application(self):
		call = make_call(maximum_amount=6000)
		application = make_application(funding_call=call.name)
		call.maximum_amount = 4000
		call.save()
		application.summary = "For the young"

		self.assertTrue(application.save().name)

	def test_it_is_handed_in_while_the_call_is_open(self):
		application = make_application(funding_call=closed_call().name)
		with self.assertRefused("Submitted On: the call closed on"):
			take_step(application, "Mark as Submitted")
		early = make_application()
		with self.assertRefused("Submitted On: the call opens on"):
			take_step(early, "Mark as Submitted", submitted_on=add_days(today(), -20))
		with self.assertRefused("Submitted On: the date lies in the future"):
			take_step(early, "Mark as Submitted", submitted_on=add_days(today(), 2))

	def test_each_step_asks_for_what_it_needs(self):
		with self.assertRefused("Requested Amount: please fill it in"):
			make_application(requested_amount=0, stage="Submitted")
		submitted = make_application(stage="Submitted")
		for action, message in (
			("Approve", "Approved Amount: please fill it in"),
			("Reject", "What the Funder Said: please fill it in"),
			("Withdraw", "Reason for Withdrawing: please fill it in"),
		):
			with self.subTest(action), self.assertRefused(message):
				apply_workflow(frappe.get_doc("Call Application", submitted.name), action)
		with self.assertRefused("Approved Amount: expected is not more than"):
			take_step(submitted, "Approve", approved_amount=6000)
		with self.assertRefused("Decided On: expected is a day not before"):
			take_step(submitted, "Approve", decided_on=add_days(today(), -1))

	def test_a_new_application_begins_in_preparation(self):
		with self.assertRefused("Stage: a new application begins as In Preparation"):
			frappe.get_doc({**make_application(stage="Submitted").as_dict(), "name": None}).insert()

	def test_going_back_takes_the_result_away(self):
		approved = make_application(stage="Approved")
		self.assertEqual((approved.granted_amount, approved.decided_on), (4000, getdate(today())))

		back = take_step(approved, "Reopen")

		self.assertEqual((back.approved_amount, back.granted_amount, back.decided_on), (0, 0, None))
		self.assertEqual(back.submitted_on, getdate(today()))
		self.assertIsNone(take_step(back, "Return to Preparation").submitted_on)

	def test_own_share_follows_from_the_amounts(self):
		application = make_application(project_value=8000)
		self.assertEqual((application.own_share, application.own_share_percent), (3000, 37.5))
		self.assertEqual(take_step(application, "Mark as Submitted").own_share, 3000)
		self.assertEqual(take_step(application, "Approve").own_share, 4000)

	def test_an_ngo_that_does_not_meet_the_conditions_is_pointed_out(self):
		call = make_call(for_foundations=1)
		frappe.clear_messages()
		make_application(funding_call=call.name)

		titles = [message.get("title") for message in frappe.get_message_log()]
		self.assertIn("The NGO does not meet the conditions of the call", titles)

	def test_a_second_application_of_the_ngo_is_pointed_out(self):
		first = make_application()
		frappe.clear_messages()
		make_application(funding_call=first.funding_call, ngo=first.ngo)

		self.assertIn("applies to this call already", str(frappe.get_message_log()))

	def test_a_consortium_applies_through_one_of_its_partners(self):
		consortium = make_consortium()
		partner = consortium.partners[0].partner
		self.assertEqual(make_application(ngo=partner, consortium=consortium.name).ngo, partner)
		with self.assertRefused("Consortium: expected is a consortium that the NGO is a partner of"):
			make_application(consortium=consortium.name)


class TestHelp(HubTestCase):
	def test_each_row_of_help_is_a_row_of_the_ledger(self):
		application = make_application(help_rows=[make_help(), make_help(hours=1.5, participants=2)])

		self.assertEqual(
			sorted(ledger_of(application)),
			[
				(application.ngo, "Application Help", 1.5, 2),
				(application.ngo, "Application Help", 2, 1),
			],
		)
		self.assertEqual((application.application_hours, application.report_hours), (3.5, 0))
		self.assertEqual(check_ledger(), [])

	def test_edited_and_removed_rows_follow(self):
		application = make_application(help_rows=[make_help(), make_help(hours=1)])
		application.help_rows[0].hours = 3
		application.remove(application.help_rows[1])
		application.save()

		self.assertEqual(list(ledger_of(application)), [(application.ngo, "Application Help", 3, 1)])
		application.delete()
		self.assertFalse(ledger_of(application))

	def test_help_with_a_report_needs_an_approved_application(self):
		with self.assertRefused("Help, row 1, Kind: there are reports only after"):
			make_application(help_rows=[make_help(kind="Report Help")])
		application = make_application(stage="Approved")
		application.append("help_rows", make_help(kind="Report Help"))
		application.save()

		self.assertEqual((application.application_hours, application.report_hours), (0, 2))
		self.assertEqual(ledger_of(application)[0][1], "Report Help")

	def test_wrong_rows_are_refused_by_row_and_field(self):
		for values, message in (
			({"hours": 0}, "Help, row 1, Hours: expected are more than 0"),
			({"hours": 13}, "Help, row 1, Hours: expected are more than 0 and at most 12"),
			({"participants": 0}, "Help, row 1, Participants"),
			({"work_date": add_days(today(), 1)}, "Help, row 1, Date: the date lies in the future"),
			({"done_by": make_user("nobody@hub.test")}, "Help, row 1, Done By: expected is an enabled user"),
		):
			with self.subTest(values), self.assertRefused(message):
				make_application(help_rows=[make_help(**values)])


class TestAmendments(HubTestCase):
	def amend(self, application, **values):
		application.append(
			"amendments",
			{"requested_on": today(), "subject": "Budget", "description": "Fewer costs", **values},
		)
		return application.save()

	def test_the_last_approved_one_is_in_force(self):
		application = make_application(stage="Approved", project_until="2027-06-30")
		application = self.amend(application, new_amount=3500)
		self.assertEqual((application.granted_amount, application.ends_on), (4000, getdate("2027-06-30")))
		application = self.amend(application, new_amount=3000, new_end="2027-12-31", result="Approved")
		application = self.amend(application, new_amount=1000, result="Rejected")

		self.assertEqual(
			(application.granted_amount, getdate(application.ends_on)), (3000, getdate("2027-12-31"))
		)
		self.assertEqual(application.amendments[1].decided_on, today())

	def test_what_can_not_be_right_is_refused(self):
		with self.assertRefused("Amendments: only an approved application can be amended"):
			self.amend(make_application(stage="Submitted"))
		for values, message in (
			({"requested_on": add_days(today(), -3)}, "nothing can be amended before"),
			({"requested_on": add_days(today(), 3)}, "Requested On: the date lies in the future"),
			({"new_amount": -1}, "New Amount"),
			(
				{"result": "Approved", "decided_on": add_days(today(), -3)},
				"Decided On: expected is a day not before",
			),
			({"new_end": "2020-01-01"}, "New End: expected is a day not before"),
		):
			with self.subTest(values), self.assertRefused(message):
				self.amend(make_application(stage="Approved", project_from=today()), **values)


class TestReports(HubTestCase):
	def add(self, application, *rows):
		for row in rows:
			application.append("reporting_deadlines", row)
		return application.save()

	def test_status_and_next_deadline_follow_from_the_days(self):
		application = make_application(stage="Approved")
		frappe.db.set_value(
			"Call Application",
			application.name,
			{"submitted_on": add_days(today(), -60), "decided_on": add_days(today(), -50)},
		)
		application.reload()
		application = self.add(
			application,
			make_deadline(-20, sent_on=add_days(today(), -21)),
			make_deadline(-15, sent_on=add_days(today(), -10)),
			make_deadline(-5),
			make_deadline(40),
		)

		statuses = [row.status for row in application.reporting_deadlines]
		self.assertEqual(statuses, ["Sent", "Sent Late", "Overdue", "Open"])
		self.assertEqual(application.next_report_due, getdate(add_days(today(), -5)))
		with self.assertRefused("Reporting Deadlines: these reports are not sent yet"):
			take_step(application, "Complete")

	def test_what_can_not_be_right_is_refused(self):
		with self.assertRefused("Reporting Deadlines: there are reports only after"):
			self.add(make_application(stage="Submitted"), make_deadline(5))
		twice = make_deadline(5)
		for rows, message in (
			([make_deadline(-1)], "no report can come before"),
			([make_deadline(5, sent_on=add_days(today(), 2))], "Sent On: the date lies in the future"),
			([make_deadline(5, claimed_amount=-1)], "Claimed Amount"),
			([twice, {**twice}], "row 2, Report: the same report is there twice"),
		):
			with self.subTest(rows), self.assertRefused(message):
				self.add(make_application(stage="Approved"), *rows)


class TestReminders(HubTestCase):
	def setUp(self):
		super().setUp()
		change_settings(report_reminder_days=14)
		self.officer = make_user("officer@hub.test", "Hub Officer")
		self.application = make_application(stage="Approved", responsible=self.officer)

	def add(self, days: int):
		self.application.append("reporting_deadlines", make_deadline(days))
		self.application.save()
		return self.application.reporting_deadlines[-1].name

	def count(self) -> tuple[int, int]:
		"""Return how many e-mails the contact and how many alerts the officer got."""
		mails = frappe.db.count("Email Queue Recipient", {"recipient": "ana.novak@example.org"})
		alerts = frappe.db.count(
			"Notification Log", {"document_name": self.application.name, "for_user": self.officer}
		)
		return mails, alerts

	def test_ngo_and_responsible_person_are_reminded_once_before_and_once_after(self):
		mails, alerts = self.count()
		row = self.add(14)
		self.add(15)
		for _run in range(2):
			remind_of_reports()
			self.assertEqual(self.count(), (mails + 1, alerts + 1))
		frappe.db.set_value("Call Reporting Deadline", row, "due_date", add_days(today(), -1))
		for _run in range(2):
			remind_of_reports()
			self.assertEqual(self.count(), (mails + 2, alerts + 2))
		self.assertEqual(frappe.db.get_value("Call Reporting Deadline", row, "status"), "Overdue")

	def test_without_an_outgoing_account_nobody_counts_as_reminded_but_the_status_is_stored(self):
		mails, alerts = self.count()
		row = self.add(14)
		frappe.db.set_value("Call Reporting Deadline", row, "due_date", add_days(today(), -1))
		fields = ["status", "reminded_on", "overdue_reminded_on"]
		with no_outgoing_account():
			for _run in range(2):
				remind_of_reports()
				self.assertEqual(self.count(), (mails, alerts + 1))
		stored = frappe.db.get_value("Call Reporting Deadline", row, fields)
		self.assertEqual(stored, ("Overdue", None, None))

		remind_of_reports()

		self.assertEqual(self.count(), (mails + 1, alerts + 1))
		self.assertTrue(frappe.db.get_value("Call Reporting Deadline", row, "overdue_reminded_on"))

	def test_the_status_of_a_report_is_stored_when_its_reminder_fails(self):
		row = self.add(14)
		frappe.db.set_value("Call Reporting Deadline", row, "due_date", add_days(today(), -1))

		with patch.object(reminders, "send", side_effect=OSError):
			remind_of_reports()

		stored = frappe.db.get_value("Call Reporting Deadline", row, ["status", "overdue_reminded_on"])
		self.assertEqual(stored, ("Overdue", None))

	def test_a_report_that_was_sent_is_left_alone(self):
		before = self.count()
		self.add(3)
		self.application.reporting_deadlines[0].sent_on = today()
		self.application.save()

		remind_of_reports()

		self.assertEqual(self.count(), before)

	def test_a_moved_deadline_is_reminded_of_anew_and_nobody_writes_the_stamps(self):
		self.add(3)
		remind_of_reports()
		self.application.reload()
		row = self.application.reporting_deadlines[0]
		self.assertTrue(row.reminded_on)
		row.reminded_on = None
		self.application.save()
		self.assertTrue(row.reminded_on)
		row.due_date = add_days(today(), 5)
		self.application.save()
		self.assertFalse(row.reminded_on)


class TestMentors(HubTestCase):
	def test_a_mentor_works_on_own_applications_only(self):
		mentor = make_mentor()
		own, other = make_application(responsible=mentor), make_application()
		with as_user(mentor):
			own = take_step(own, "Mark as Submitted")
			self.assertFalse(frappe.has_permission("Call Application", "read", other.name))
			own.responsible = make_mentor("other-mentor@hub.test")
			with self.assertRefused("only the staff of the hub give an application", frappe.PermissionError):
				own.save()

	def test_only_people_of_the_hub_can_be_responsible(self):
		with self.assertRefused("Responsible: expected is an enabled user"):
			make_application(responsible=make_user("nobody@hub.test"))
