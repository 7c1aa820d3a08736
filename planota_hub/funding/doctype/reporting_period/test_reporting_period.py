# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, formatdate, getdate, today

from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.funding.indicators.period_calendar import split
from planota_hub.tests.compat import HubTestCase, as_user, make_user

FIRST_HALF, SECOND_HALF = ("2018-01-01", "2018-06-30"), ("2018-07-01", "2018-12-31")


def make_period(project, days=FIRST_HALF, **overrides):
	"""Create a reporting period of a project, the first half of 2018 unless other days are given."""
	values = {"project": project.name, "starts_on": days[0], "ends_on": days[1], **overrides}
	return frappe.get_doc({"doctype": "Reporting Period", **values}).insert()


def take_step(period, action: str, user: str = "Administrator"):
	"""Take a step of the workflow; return the period as it is stored then."""
	with as_user(user):
		apply_workflow(frappe.get_doc("Reporting Period", period.name), action)
	return frappe.get_doc("Reporting Period", period.name)


class TestSequence(HubTestCase):
	def setUp(self):
		super().setUp()
		self.project = make_project()

	def test_periods_follow_each_other_and_are_numbered(self):
		first, second = make_period(self.project), make_period(self.project, SECOND_HALF)

		self.assertEqual((first.period_number, second.period_number), (1, 2))
		self.assertTrue(second.period_title.startswith("2: "))
		self.assertEqual((first.stage, first.submitted_on), ("Open", None))

	def test_an_overlap_is_refused_with_the_other_period(self):
		first = make_period(self.project)
		with self.assertRefused(f"From: the period overlaps with {first.name}"):
			make_period(self.project, ("2018-06-30", "2018-12-31"))

	def test_a_gap_is_refused_with_the_expected_day(self):
		with self.assertRefused(
			f"From: the periods must follow each other without a gap; expected is {formatdate(FIRST_HALF[0])}"
		):
			make_period(self.project, ("2018-01-02", "2018-06-30"))
		make_period(self.project)
		with self.assertRefused(f"expected is {formatdate(SECOND_HALF[0])}"):
			make_period(self.project, ("2018-07-02", "2018-12-31"))

	def test_shortening_a_period_before_another_is_refused(self):
		first = make_period(self.project)
		make_period(self.project, SECOND_HALF)
		first.ends_on = "2018-06-29"
		with self.assertRefused(
			f"To: the periods must follow each other without a gap; expected is {formatdate(FIRST_HALF[1])}"
		):
			first.save()

	def test_days_that_can_not_be_right_are_refused(self):
		with self.assertRefused("To: expected is a day not before"):
			make_period(self.project, ("2018-01-01", "2017-12-31"))
		with self.assertRefused("To: the project ends on"):
			make_period(self.project, ("2018-01-01", "2019-01-01"))
		with self.assertRefused("Report Due On: a report is due after its period"):
			make_period(self.project, due_on="2018-06-30")

	def test_the_database_refuses_a_second_period_of_one_day(self):
		first = make_period(self.project)
		copy = frappe.copy_doc(first)
		copy.update({"starts_on": first.starts_on, "ends_on": first.ends_on, "stage": "Open"})
		with self.assertRaises(frappe.UniqueValidationError):
			copy.set_new_name(force=True)
			copy.db_insert()

	def test_only_the_last_period_can_be_deleted(self):
		first, second = make_period(self.project), make_period(self.project, SECOND_HALF)
		with self.assertRefused("Only the last reporting period can be deleted"):
			frappe.delete_doc("Reporting Period", first.name)
		frappe.delete_doc("Reporting Period", second.name)
		frappe.delete_doc("Reporting Period", first.name)

	def test_the_project_can_not_end_before_its_last_period(self):
		make_period(self.project, ("2018-01-01", "2018-12-31"))
		for field, day in (("ends_on", "2018-12-30"), ("starts_on", "2018-01-02")):
			with self.assertRefused("change it first"):
				self.project.reload().update({field: day}).save()


class TestCreatingPeriods(HubTestCase):
	def test_eight_half_years_from_november_2015_to_september_2019(self):
		parts = split(getdate("2015-11-01"), getdate("2019-09-30"), 6)

		self.assertEqual(len(parts), 8)
		self.assertEqual(parts[0], (getdate("2015-11-01"), getdate("2016-04-30")))
		self.assertEqual(parts[-1], (getdate("2019-05-01"), getdate("2019-09-30")))

	def test_missing_periods_are_created_up_to_the_end(self):
		project = make_project()
		make_period(project, ("2018-01-01", "2018-02-28"))

		self.assertEqual(project.create_periods(4), 3)
		self.assertEqual(project.create_periods(4), 0)

		days = frappe.get_all(
			"Reporting Period",
			{"project": project.name},
			["starts_on", "ends_on"],
			order_by="starts_on asc",
			as_list=True,
		)
		self.assertEqual(days[1], (getdate("2018-03-01"), getdate("2018-06-30")))
		self.assertEqual(days[-1], (getdate("2018-11-01"), getdate("2018-12-31")))

	def test_a_length_that_makes_no_sense_is_refused(self):
		for months in (0, 25):
			with self.assertRefused("Months: expected is a number from 1 to 24"):
				make_project().create_periods(months)


class TestCourse(HubTestCase):
	def setUp(self):
		super().setUp()
		self.project = make_project()
		self.period = make_period(self.project)
		self.manager = make_user("manager@hub.test", "Hub Manager")
		self.officer = make_user("officer@hub.test", "Hub Officer")

	def test_who_submitted_and_who_locked_is_written_down(self):
		period = take_step(self.period, "Submit Report", self.officer)
		self.assertEqual((period.stage, period.submitted_by), ("Submitted", self.officer))
		period = take_step(self.period, "Lock Period", self.manager)
		self.assertEqual((period.stage, period.locked_by), ("Locked", self.manager))

	def test_only_a_manager_returns_and_locks(self):
		take_step(self.period, "Submit Report", self.officer)
		for action in ("Lock Period", "Return Report"):
			with self.assertRaises(frappe.ValidationError):
				take_step(self.period, action, self.officer)
		self.assertEqual(take_step(self.period, "Return Report", self.manager).stage, "Open")

	def test_a_returned_report_is_forgotten(self):
		take_step(self.period, "Submit Report")
		period = take_step(self.period, "Return Report")

		self.assertFalse(period.report_data or period.submitted_by or period.submitted_on)

	def test_what_was_submitted_can_not_be_changed(self):
		period = take_step(self.period, "Submit Report")
		for field, value in (("achievements", "More"), ("ends_on", "2018-05-31"), ("period_title", "Other")):
			with self.assertRefused("this period is Submitted and can't be changed any more"):
				frappe.get_doc("Reporting Period", period.name).update({field: value}).save()

	def test_what_the_server_writes_is_not_taken_from_a_form(self):
		self.period.reload().update({"report_data": "{}", "locked_by": "Administrator"}).save()

		self.period.reload()
		self.assertFalse(self.period.report_data or self.period.locked_by)

	def test_a_reported_period_can_not_be_deleted(self):
		take_step(self.period, "Submit Report")
		with self.assertRefused("was reported to the funders and can't be deleted"):
			frappe.delete_doc("Reporting Period", self.period.name)

	def test_a_period_that_still_runs_is_not_reported(self):
		project = make_project(starts_on=add_days(today(), -9), ends_on=add_days(today(), 9))
		period = make_period(project, (add_days(today(), -9), today()))
		with self.assertRefused("only then can it be reported"):
			take_step(period, "Submit Report")

	def test_periods_are_submitted_and_locked_in_their_order(self):
		second = make_period(self.project, SECOND_HALF)
		with self.assertRefused("comes first"):
			take_step(second, "Submit Report")
		take_step(self.period, "Submit Report")
		take_step(second, "Submit Report")
		with self.assertRefused("comes first"):
			take_step(second, "Lock Period")

	def test_a_new_period_begins_open(self):
		with self.assertRefused("Stage: a new period begins as Open"):
			make_period(self.project, SECOND_HALF, stage="Locked")
