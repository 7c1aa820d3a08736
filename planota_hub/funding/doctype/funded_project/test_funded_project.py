# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, today

from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import make_session
from planota_hub.funding.doctype.funded_project.funded_project import update_statuses
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.rules.readable import show_money
from planota_hub.tests.compat import HubTestCase, as_user, make_user

TWO_FUNDERS = (("European Social Fund", 80), ("Ministry", 20))


def new_project(**overrides):
	"""Return an unsaved project of the year 2018 worth 1000, with two funders and two budget lines."""
	funders = overrides.pop("funders", TWO_FUNDERS)
	return frappe.get_doc(
		{
			"doctype": "Funded Project",
			"project_title": f"Hub {frappe.generate_hash(length=8)}",
			"starts_on": "2018-01-01",
			"ends_on": "2018-12-31",
			"value": 1000,
			"funders": [{"funder_name": name, "share_percent": share} for name, share in funders],
			"budget_lines": [
				{"line_code": "1", "line_name": "Staff", "amount": 700},
				{"line_code": "2", "line_name": "Travel", "amount": 300},
			],
			**overrides,
		}
	)


def make_project(**overrides):
	"""Create the project that `new_project` describes."""
	return new_project(**overrides).insert()


def spend(amount, line_code="1", spent_on="2018-02-01"):
	return {"spent_on": spent_on, "line_code": line_code, "description": "Salaries", "amount": amount}


class TestShares(HubTestCase):
	def test_the_value_is_shared_out_to_the_last_cent(self):
		thirds = (("One", 33.33), ("Two", 33.33), ("Three", 33.34))
		project = make_project(value=1000.01, funders=thirds)

		self.assertEqual([row.amount for row in project.funders], [333.3, 333.3, 333.41])

	def test_shares_that_are_not_the_whole_are_refused(self):
		for shares in ((80, 19.99), (80, 20.01)):
			with self.assertRefused("the shares must be 100 % together"):
				make_project(funders=list(zip(("One", "Two"), shares, strict=True)))

	def test_a_share_of_nothing_is_refused(self):
		with self.assertRefused("expected is a share above 0"):
			make_project(funders=(("One", 100), ("Two", 0)))

	def test_a_project_without_value_or_that_ends_before_it_starts_is_refused(self):
		with self.assertRefused("Value: expected is an amount above 0"):
			make_project(value=0, budget_lines=[])
		with self.assertRefused("Ends On: expected is a day not before"):
			make_project(ends_on="2017-12-31")


class TestBudgetAndSpending(HubTestCase):
	def test_lines_show_what_was_spent_and_what_is_left(self):
		project = make_project(spending=[spend(100), spend(50.5), spend(20, "2")])

		self.assertEqual(
			[(row.spent, row.remaining) for row in project.budget_lines], [(150.5, 549.5), (20, 280)]
		)
		self.assertEqual(
			(project.budget_total, project.spent_total, project.spent_percent), (1000, 170.5, 17.05)
		)

	def test_spending_above_a_line_is_saved_with_a_warning_that_names_the_line(self):
		frappe.clear_messages()
		project = make_project(spending=[spend(301, "2")])

		messages = str(frappe.get_message_log())
		self.assertIn("More Spent than Planned", messages)
		self.assertIn("2 Travel", messages)
		self.assertIn(show_money(301), messages)
		self.assertEqual(project.reload().budget_lines[1].remaining, -1)

	def test_spending_outside_the_project_is_refused(self):
		for day in ("2017-12-31", "2019-01-01"):
			with self.assertRefused("expected is a day of the project"):
				make_project(spending=[spend(1, spent_on=day)])

	def test_spending_in_the_future_is_refused(self):
		project = new_project(starts_on=add_days(today(), -10), ends_on=add_days(today(), 10))
		project.append("spending", spend(1, spent_on=add_days(today(), 1)))
		with self.assertRefused("this day lies in the future"):
			project.insert()

	def test_an_unknown_line_a_line_twice_and_no_amount_are_refused(self):
		with self.assertRefused("there is no budget line 9; expected is one of 1, 2"):
			make_project(spending=[spend(1, "9")])
		with self.assertRefused("expected is an amount other than 0"):
			make_project(spending=[spend(0)])
		twice = [
			{"line_code": "1", "line_name": "A", "amount": 1},
			{"line_code": " 1", "line_name": "B", "amount": 1},
		]
		with self.assertRefused("the code 1 stands in two budget lines"):
			make_project(budget_lines=twice)

	def test_a_budget_above_the_value_is_refused(self):
		with self.assertRefused("more than the value of the project"):
			make_project(value=999)


class TestClaims(HubTestCase):
	def make_claim(self, **values):
		claim = {"claim_title": "First", "from_date": "2018-01-01", "to_date": "2018-06-30", **values}
		return make_project(spending=[spend(100), spend(40, spent_on="2018-07-01")], claims=[claim]).claims[0]

	def test_a_claim_takes_what_was_spent_in_its_time(self):
		self.assertEqual(self.make_claim().amount_claimed, 100)

	def test_the_status_follows_from_days_and_amounts(self):
		self.assertEqual(self.make_claim().status, "Open")
		self.assertEqual(self.make_claim(due_on="2018-07-15").status, "Overdue")
		submitted = {"submitted_on": "2018-07-10", "due_on": "2018-07-15"}
		self.assertEqual(self.make_claim(**submitted).status, "Submitted")
		self.assertEqual(self.make_claim(**submitted, amount_paid=60).status, "Partly Paid")
		self.assertEqual(self.make_claim(**submitted, amount_paid=100).status, "Paid")

	def test_a_claim_that_can_not_be_right_is_refused(self):
		with self.assertRefused("a claim is paid only after it was submitted"):
			self.make_claim(amount_paid=10)
		with self.assertRefused("more was paid than claimed"):
			self.make_claim(submitted_on="2018-07-10", amount_paid=101)
		with self.assertRefused("expected is a day of the project"):
			self.make_claim(to_date="2019-01-01")
		with self.assertRefused("expected is a day not before"):
			self.make_claim(from_date="2018-07-01")


class TestStatus(HubTestCase):
	def test_the_status_follows_from_the_days(self):
		days = {"Planned": (1, 9), "Running": (-9, 0), "Finished": (-9, -1)}
		for status, (first, last) in days.items():
			project = make_project(starts_on=add_days(today(), first), ends_on=add_days(today(), last))
			self.assertEqual(project.status, status)
			project.db_set("status", "Planned")
			update_statuses()
			self.assertEqual(project.reload().status, status)


class TestSupportOfTheRunningProject(HubTestCase):
	def test_new_support_belongs_to_the_project_of_hub_settings_while_it_runs(self):
		project = make_project()
		change_settings(funded_project=project.name)

		inside = make_session(starts_on="2018-03-05 09:00:00")
		outside = make_session(starts_on="2019-03-05 09:00:00", ngo=inside.ngo)

		self.assertEqual((inside.funded_project, outside.funded_project), (project.name, None))
		self.assertEqual(get_ledger(inside), [project.name])
		self.assertEqual(get_ledger(outside), [None])

	def test_who_takes_the_project_off_is_heard(self):
		change_settings(funded_project=make_project().name)
		session = make_session(starts_on="2018-03-05 09:00:00")

		session.update({"funded_project": None}).save()

		self.assertEqual(get_ledger(session), [None])

	def test_a_project_that_does_not_run_on_the_day_is_refused(self):
		with self.assertRefused("Funded Project: this project runs from"):
			make_session(starts_on="2019-03-05 09:00:00", funded_project=make_project().name)

	def test_support_from_before_the_project_was_entered_can_be_assigned_to_it(self):
		session = make_session(starts_on="2018-03-05 09:00:00")
		make_session(starts_on="2019-03-05 09:00:00", ngo=session.ngo)
		project = make_project()

		self.assertEqual(project.assign_support(), 1)
		self.assertEqual(project.assign_support(), 0)

		self.assertEqual(session.reload().funded_project, project.name)
		self.assertEqual(get_ledger(session), [project.name])


class TestWhoSeesProjects(HubTestCase):
	def test_auditors_read_the_money_and_mentors_only_the_project(self):
		project = make_project()
		for role, money in (("Hub Auditor", True), ("Hub Officer", True), ("Hub Mentor", False)):
			with as_user(make_user(f"{frappe.scrub(role)}@hub.test", role)):
				self.assertIn(
					project.name, frappe.get_list("Funded Project", pluck="name", order_by="name asc")
				)
				doc = frappe.get_doc("Funded Project", project.name)
				doc.check_permission("read")
				self.assertEqual(1 in doc.get_permlevel_access("read"), money)
				self.assertEqual(doc.has_permission("write"), role == "Hub Officer")

	def test_mentors_do_not_see_what_is_only_planned_and_representatives_nothing(self):
		planned = make_project(starts_on=add_days(today(), 1), ends_on=add_days(today(), 9))
		running = make_project()
		with as_user(make_user("mentor@hub.test", "Hub Mentor")):
			self.assertFalse(frappe.has_permission("Funded Project", doc=planned.name))
			self.assertNotIn(
				planned.name, frappe.get_list("Funded Project", pluck="name", order_by="name asc")
			)
		with as_user(make_user("rep@hub.test", "NGO Representative")):
			self.assertFalse(frappe.has_permission("Funded Project", doc=running.name))


def get_ledger(source) -> list:
	return frappe.get_all(
		"Support Entry", {"source_name": source.name}, pluck="funded_project", order_by="name asc"
	)
