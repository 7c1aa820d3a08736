# SPDX-License-Identifier: GPL-3.0-only
from datetime import date
from unittest.mock import patch

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate, now_datetime, today

from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import (
	ledger_of,
	make_mentor,
)
from planota_hub.capacity_building.doctype.support_request_category.test_support_request_category import (
	make_category,
)
from planota_hub.capacity_building.support import targets
from planota_hub.capacity_building.support.targets import escalate_requests, get_requests_to_escalate
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.rules.working_days import add_working_days
from planota_hub.tests.compat import HubTestCase, as_user, make_user

OFFICER, MANAGER = "officer@hub.test", "manager@hub.test"
STEPS = {
	"Received": (),
	"In Progress": ("Start Work",),
	"Resolved": ("Start Work", "Resolve"),
	"Declined": ("Decline",),
}


def make_work(**overrides) -> dict:
	"""Return a row of one hour of work that was done today."""
	return {"work_date": today(), "hours": 1, "participants": 1, "done_by": "Administrator", **overrides}


def make_request(**overrides):
	"""Create a request of a verified NGO that came in now, with any field overridden.

	`stage` other than Received is reached by the steps of the workflow.
	"""
	stage = overrides.pop("stage", "Received")
	request = frappe.get_doc(
		{
			"doctype": "NGO Support Request",
			"subject": "Which statute do we need?",
			"category": overrides.pop("category", None) or make_category(),
			"description": "We want to found an association.",
			"ngo": overrides["ngo"] if "ngo" in overrides else make_ngo(stage="Verified").name,
			"requester_name": "Ana Novak",
			"requester_email": "ana.novak@example.org",
			**overrides,
		}
	).insert()
	for action in STEPS[stage]:
		request = take_step(request, action)
	return request


def take_step(request, action):
	"""Take a step of the workflow, with hours or a reason where one is needed; return the stored request."""
	request = frappe.get_doc(request.doctype, request.name)
	if action == "Resolve" and not request.work:
		request.append("work", make_work())
		request.save()
	if action == "Decline" and not request.decline_reason:
		request.decline_reason = "Not a matter of the hub"
		request.save()
	apply_workflow(request, action)
	return frappe.get_doc(request.doctype, request.name)


def get_assigned(request) -> list[str]:
	"""Return who has the request as an open task."""
	filters = {"reference_type": request.doctype, "reference_name": request.name, "status": "Open"}
	return frappe.get_all("ToDo", filters, pluck="allocated_to", order_by="allocated_to asc")


class TestWork(HubTestCase):
	def test_each_row_of_work_is_a_row_of_the_ledger(self):
		request = make_request(work=[make_work(hours=1.5), make_work(hours=0.5, participants=2)])

		self.assertEqual(request.total_hours, 2)
		self.assertEqual(
			sorted(ledger_of(request)),
			[(request.ngo, "Counselling", 0.5, 2), (request.ngo, "Counselling", 1.5, 1)],
		)

	def test_edited_and_removed_rows_follow(self):
		request = make_request(work=[make_work(hours=1.5), make_work(hours=0.5)])
		request.work[0].hours = 3
		request.remove(request.work[1])
		request.save()

		self.assertEqual(list(ledger_of(request)), [(request.ngo, "Counselling", 3, 1)])
		request.delete()
		self.assertFalse(ledger_of(request))

	def test_the_category_decides_on_the_kind(self):
		for kind in ("Information", "Application Help", "Report Help"):
			request = make_request(category=make_category(kind=kind), work=[make_work()])
			self.assertEqual(ledger_of(request)[0][1], kind)

	def test_hours_need_an_ngo(self):
		request = make_request(ngo=None, organisation="Pobuda")
		request.append("work", make_work())
		with self.assertRefused("NGO: please choose the NGO for which the hours count"):
			request.save()

	def test_wrong_rows_are_refused_by_row_and_field(self):
		for values, message in (
			({"hours": 0}, "Work, row 1, Hours: expected are more than 0"),
			({"hours": -1}, "Hours"),
			({"hours": 30}, "Work, row 1, Hours: expected are more than 0 and at most 12 hours"),
			({"work_date": add_days(today(), 1)}, "Work, row 1, Date: the date lies in the future"),
			({"work_date": add_days(today(), -1)}, "Work, row 1, Date: the request came in on"),
			({"participants": 0}, "Work, row 1, Participants"),
			({"done_by": make_user("nobody@hub.test")}, "Work, row 1, Done By: expected is an enabled user"),
		):
			with self.subTest(values), self.assertRefused(message):
				make_request(work=[make_work(**values)])

	def test_unverified_ngo_is_refused(self):
		with self.assertRefused("NGO: support is given to verified NGOs; this one is Submitted"):
			make_request(ngo=make_ngo().name)


class TestCourse(HubTestCase):
	def test_from_receipt_to_resolution(self):
		request = make_request()
		self.assertEqual((request.stage, request.first_responded_on), ("Received", None))
		request = take_step(request, "Start Work")
		self.assertTrue(request.first_responded_on)
		request = take_step(request, "Resolve")
		self.assertTrue(request.resolved_on)
		request = take_step(request, "Reopen")
		self.assertEqual((request.stage, request.resolved_on), ("In Progress", None))

	def test_a_new_request_cannot_begin_as_resolved(self):
		with self.assertRefused("Stage: a new request begins as Received"):
			frappe.get_doc({**make_request().as_dict(), "name": None, "stage": "Resolved"}).insert()

	def test_no_resolution_without_hours(self):
		with self.assertRefused("Work: please enter the hours before you resolve the request"):
			apply_workflow(make_request(), "Resolve")

	def test_no_refusal_without_a_reason(self):
		with self.assertRefused("Reason for Declining: please give the reason"):
			apply_workflow(make_request(), "Decline")

	def test_hours_and_declining_exclude_each_other(self):
		with self.assertRefused("hours are entered; please resolve"):
			take_step(make_request(work=[make_work()]), "Decline")
		declined = make_request(stage="Declined")
		declined.append("work", make_work())
		with self.assertRefused("hours are entered; please resolve"):
			declined.save()

	def test_what_the_server_knows_can_not_be_sent(self):
		request = make_request(satisfaction=5, tracking_code="AAAA", source="Import")
		self.assertEqual((request.satisfaction or 0, request.source), (0, "Desk"))
		self.assertNotEqual(request.tracking_code, "AAAA")
		code = request.tracking_code
		request.update({"satisfaction": 5, "first_responded_on": "2020-01-01", "tracking_code": "B"})
		request.save()
		self.assertEqual(
			(request.satisfaction, request.first_responded_on, request.tracking_code), (0, None, code)
		)

	def test_the_first_email_to_the_sender_is_the_first_response(self):
		request = make_request()
		for direction in ("Received", "Sent"):
			self.assertFalse(frappe.db.get_value(request.doctype, request.name, "first_responded_on"))
			frappe.get_doc(
				{
					"doctype": "Communication",
					"communication_type": "Communication",
					"sent_or_received": direction,
					"subject": "Answer",
					"content": "Answer",
					"reference_doctype": request.doctype,
					"reference_name": request.name,
				}
			).insert()
		self.assertTrue(frappe.db.get_value(request.doctype, request.name, "first_responded_on"))


class TestTargets(HubTestCase):
	def test_working_days_leave_out_weekends_and_holidays_of_slovenia(self):
		for begin, number, end in (
			(date(2027, 2, 5), 1, date(2027, 2, 9)),  # Friday; Monday is Prešeren Day
			(date(2026, 4, 24), 2, date(2026, 4, 29)),  # Monday is the Day of Uprising
			(date(2026, 4, 30), 1, date(2026, 5, 4)),  # two days of Labour Day, the second a Saturday
			(date(2026, 12, 24), 1, date(2026, 12, 28)),  # Christmas, then a weekend
			(date(2026, 3, 2), 5, date(2026, 3, 9)),
			(date(2026, 3, 7), 0, date(2026, 3, 9)),  # a Saturday
			(date(2026, 3, 9), 0, date(2026, 3, 9)),
		):
			with self.subTest(str(begin)):
				self.assertEqual(add_working_days(begin, number), end)

	def test_targets_count_from_the_day_of_receipt(self):
		change_settings(support_first_response_days=2, support_resolution_days=10)

		request = make_request(received_on="2026-04-24 18:00:00")

		self.assertEqual(getdate(request.first_response_due), date(2026, 4, 29))
		self.assertEqual(getdate(request.resolution_due), date(2026, 5, 12))

	def test_a_category_may_have_its_own_targets(self):
		category = make_category(first_response_days=1, resolution_days=3)

		request = make_request(category=category, received_on="2026-03-02 08:00:00")

		self.assertEqual(getdate(request.first_response_due), date(2026, 3, 3))
		self.assertEqual(getdate(request.resolution_due), date(2026, 3, 5))

	def test_changed_settings_do_not_move_what_was_promised(self):
		request = make_request(received_on="2026-03-02 08:00:00")
		due = request.resolution_due
		change_settings(support_resolution_days=30)
		request.reload()
		request.save()

		self.assertEqual(getdate(request.resolution_due), getdate(due))

	def test_receipt_in_the_future_is_refused(self):
		with self.assertRefused("Received On: the time lies in the future"):
			make_request(received_on=add_days(now_datetime(), 1))


class TestEscalation(HubTestCase):
	def setUp(self):
		super().setUp()
		make_user(MANAGER, "Hub Manager")
		self.officer = make_user(OFFICER, "Hub Officer")
		category = make_category(responsible=self.officer, first_response_days=1, resolution_days=5)
		self.request = make_request(category=category)

	def receive(self, days_ago: int):
		due = add_days(today(), -1)
		values = {"first_response_due": due} if days_ago == 1 else {"resolution_due": due}
		frappe.db.set_value(self.request.doctype, self.request.name, values)

	def count_alerts(self, user: str) -> int:
		return frappe.db.count(
			"Notification Log", {"document_name": self.request.name, "for_user": user, "type": "Alert"}
		)

	def get_escalation(self) -> str:
		return frappe.db.get_value(self.request.doctype, self.request.name, "escalation") or ""

	def test_managers_and_the_responsible_person_are_told_once_per_target(self):
		escalate_requests()
		self.assertEqual(self.get_escalation(), "")
		for days_ago, escalation, number in (
			(1, "First Response Overdue", 1),
			(5, "Resolution Overdue", 2),
		):
			self.receive(days_ago)
			for _run in range(2):
				escalate_requests()
				self.assertEqual(self.get_escalation(), escalation)
				self.assertEqual(self.count_alerts(MANAGER), number)
				self.assertEqual(self.count_alerts(self.officer), number)

	def test_where_many_are_overdue_each_run_tells_of_some(self):
		self.receive(1)
		waiting = len(get_requests_to_escalate())
		self.assertGreater(waiting, 0)
		with patch.object(targets, "REQUESTS_AT_ONCE", 1):
			for left in range(waiting - 1, -1, -1):
				escalate_requests()
				with patch.object(targets, "REQUESTS_AT_ONCE", waiting):
					self.assertEqual(len(get_requests_to_escalate()), left)

	def test_an_answer_ends_it(self):
		self.receive(1)
		escalate_requests()
		take_step(self.request, "Start Work")

		self.assertEqual(self.get_escalation(), "")


class TestAssignment(HubTestCase):
	def setUp(self):
		super().setUp()
		self.officer = make_user(OFFICER, "Hub Officer")
		self.mentor = make_mentor()

	def test_the_person_of_the_category_gets_the_request_as_a_task(self):
		request = make_request(category=make_category(responsible=self.mentor))

		self.assertEqual(request.responsible, self.mentor)
		self.assertEqual(get_assigned(request), [self.mentor])
		due = frappe.db.get_value("ToDo", {"reference_name": request.name, "status": "Open"}, "date")
		self.assertEqual(due, getdate(request.resolution_due))

	def test_without_one_the_officer_with_the_fewest_open_requests_gets_it(self):
		second = make_user("second-officer@hub.test", "Hub Officer")
		# whoever else is an officer on this site may have none either
		frappe.db.delete("Has Role", {"role": "Hub Officer", "parent": ("not in", [self.officer, second])})
		frappe.db.set_value("NGO Support Request", {"stage": ("!=", "")}, "responsible", self.officer)
		make_request(responsible=self.officer)

		self.assertEqual(make_request().responsible, second)

	def test_another_person_takes_over_the_task(self):
		request = make_request(responsible=self.officer)
		request.responsible = self.mentor
		request.save()

		self.assertEqual(get_assigned(request), [self.mentor])

	def test_the_task_is_closed_with_the_request(self):
		request = make_request(stage="Resolved", responsible=self.officer)

		self.assertFalse(get_assigned(request))

	def test_a_mentor_works_on_own_requests_only(self):
		own = make_request(responsible=self.mentor)
		other = make_request(responsible=self.officer)
		with as_user(self.mentor):
			take_step(own, "Start Work")
			own = take_step(own, "Resolve")
			self.assertEqual(own.work[0].done_by, "Administrator")
			own.responsible = self.officer
			with self.assertRefused("only the staff of the hub give a request", frappe.PermissionError):
				own.save()
			self.assertFalse(frappe.has_permission("NGO Support Request", "read", other.name))
			self.assertFalse(frappe.has_permission("NGO Support Request", "create"))

	def test_only_people_of_the_hub_can_be_responsible(self):
		with self.assertRefused("Responsible: expected is an enabled user"):
			make_request(responsible=make_user("nobody@hub.test"))
		with self.assertRefused("Responsible: expected is an enabled user"):
			make_category(responsible=make_user("nobody@hub.test"))
