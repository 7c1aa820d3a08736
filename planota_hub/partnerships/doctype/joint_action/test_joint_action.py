# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate, today

from planota_hub.partnerships.action_plans.partners import find_participants
from planota_hub.partnerships.action_plans.progress import mark_overdue
from planota_hub.partnerships.doctype.joint_action_plan.test_joint_action_plan import (
	YEAR,
	agree,
	make_action,
	make_municipal_plan,
	make_plan,
)
from planota_hub.partnerships.doctype.partnership_consortium.test_partnership_consortium import (
	make_active_consortium,
	make_consortium,
)
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase


def make_overdue_action(**overrides):
	"""Create an action of an agreed plan that was due yesterday, or today of a plan of last year in January."""
	day = getdate(add_days(today(), -1))
	plan = make_plan(
		plan_of=make_active_consortium(starts_on=f"{day.year}-01-01").name,
		year=day.year,
	)
	values = {"starts_on": f"{day.year}-01-01", "due_on": day, **overrides}
	action = make_action(plan, **values)
	agree(plan)
	return action.reload()


class TestJointAction(HubTestCase):
	def test_only_a_partner_of_the_plan_takes_on_an_action(self):
		stranger = make_ngo(stage="Verified")
		for plan in (make_plan(), make_municipal_plan()):
			with self.subTest(plan.plan_of_type), self.assertRefused("does not take part in"):
				make_action(plan, partner_type="NGO", partner=stranger.name)

	def test_a_partner_who_left_before_takes_on_no_action(self):
		consortium = make_active_consortium(starts_on=f"{YEAR}-01-01")
		left = consortium.partners[1]
		left.update({"to_date": f"{YEAR}-01-31", "leaving_reason": "Other plans"})
		consortium.save()
		plan = make_plan(plan_of=consortium.name)
		partner = {"partner_type": left.partner_type, "partner": left.partner}

		with self.assertRefused("does not take part in"):
			make_action(plan, starts_on=f"{YEAR}-02-01", **partner)
		make_action(plan, starts_on=f"{YEAR}-01-10", **partner)

	def test_the_form_offers_the_partners_of_the_time_of_the_action(self):
		plan = make_plan()
		consortium = frappe.get_doc("Partnership Consortium", plan.plan_of)
		filters = {"joint_action_plan": plan.name, "partner_type": "NGO"}

		found = find_participants("NGO", "", "name", 0, 20, filters)

		self.assertEqual(
			{name for name, _title in found},
			{row.partner for row in consortium.partners if row.partner_type == "NGO"},
		)
		self.assertEqual(find_participants("NGO", "nobody is called this", "name", 0, 20, filters), [])

	def test_days_outside_the_plan_and_in_the_wrong_order_are_refused(self):
		plan = make_plan(ends_on=f"{YEAR}-11-30")
		with self.assertRefused("Due On: expected is a day of the plan"):
			make_action(plan, due_on=f"{YEAR}-12-01")
		with self.assertRefused("Due On: the action is due before it starts"):
			make_action(plan, starts_on=f"{YEAR}-03-02", due_on=f"{YEAR}-03-01")

	def test_done_needs_evidence(self):
		action = make_action()
		for values in ({"status": "Done"}, {"progress_percent": 100}):
			with self.subTest(values), self.assertRefused("Evidence: please add", frappe.MandatoryError):
				action.reload().update(values).save()

		action.reload().update({"progress_percent": 100, "evidence_link": "example.org/photos"}).save()

		self.assertEqual(
			(action.status, action.evidence_link, getdate(action.done_on)),
			("Done", "https://example.org/photos", getdate(today())),
		)

	def test_progress_and_status_agree(self):
		self.assertEqual(make_action(progress_percent=30).status, "In Progress")
		for percent in (-1, 101):
			with self.subTest(percent), self.assertRefused("Progress: expected is a percentage"):
				make_action(progress_percent=percent)

	def test_dropping_asks_for_a_reason(self):
		with self.assertRefused("Reason for Dropping: please say why", frappe.MandatoryError):
			make_action(status="Dropped")

	def test_actions_of_an_ended_plan_do_not_change(self):
		plan = make_plan(cancellation_reason="No money")
		action = make_action(plan)
		apply_workflow(plan.reload(), "Cancel Plan")
		action.reload().progress_percent = 10
		with self.assertRefused("the plan is Cancelled; its actions don't change any more"):
			action.save()

	def test_progress_is_kept_to_the_tenth_on_every_database(self):
		action = make_action(progress_percent=33.449)
		self.assertEqual(action.reload().progress_percent, 33.4)
		plan = frappe.get_doc("Joint Action Plan", action.joint_action_plan)
		for _number in range(2):
			make_action(plan, progress_percent=0)

		self.assertEqual(plan.reload().progress_percent, 11.1)

	def test_overdue_is_an_open_action_of_an_agreed_plan_from_the_day_after(self):
		action = make_overdue_action()
		self.assertEqual(action.is_overdue, 1)
		plan = frappe.get_doc("Joint Action Plan", action.joint_action_plan)
		self.assertEqual(plan.actions_overdue, 1)

		action.update({"status": "Done", "evidence": "Minutes"}).save()

		self.assertEqual((action.is_overdue, plan.reload().actions_overdue), (0, 0))

	def test_a_plan_that_is_agreed_shows_at_once_what_is_overdue(self):
		day = getdate(add_days(today(), -1))
		consortium = make_active_consortium(starts_on=f"{day.year}-01-01")
		plan = make_plan(plan_of=consortium.name, year=day.year)
		make_action(plan, starts_on=f"{day.year}-01-01", due_on=day)

		self.assertEqual(agree(plan).actions_overdue, 1)

	def test_in_a_draft_nothing_is_overdue(self):
		day = getdate(add_days(today(), -1))
		consortium = make_consortium(starts_on=f"{day.year}-01-01")
		plan = make_plan(plan_of=consortium.name, year=day.year)
		action = make_action(plan, starts_on=f"{day.year}-01-01", due_on=day)

		mark_overdue()

		self.assertEqual(action.reload().is_overdue, 0)

	def test_what_became_overdue_overnight_is_marked_in_the_morning(self):
		action = make_overdue_action()
		frappe.db.set_value("Joint Action", action.name, "is_overdue", 0)
		frappe.db.set_value("Joint Action Plan", action.joint_action_plan, "actions_overdue", 0)

		mark_overdue()

		self.assertEqual(action.reload().is_overdue, 1)
		plan = frappe.db.get_value("Joint Action Plan", action.joint_action_plan, "actions_overdue")
		self.assertEqual(plan, 1)

	def test_reports_and_reminders_are_written_by_nobody_at_the_desk(self):
		action = make_action()
		action.append("reports", {"note": "All is well", "status": "Done"})
		action.update({"reminders": 5, "last_reported_on": "2020-01-01 10:00:00"}).save()

		action.reload()

		self.assertEqual((action.reports, action.reminders, action.last_reported_on), ([], 0, None))
