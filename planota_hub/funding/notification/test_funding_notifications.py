# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, today

from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.funding.doctype.funding_call.test_funding_call import make_call
from planota_hub.funding.doctype.indicator_reading.test_indicator_reading import get_reading
from planota_hub.funding.doctype.project_indicator.test_project_indicator import make_indicator
from planota_hub.funding.doctype.reporting_period.test_reporting_period import make_period
from planota_hub.funding.projects.claim_reminders import get_open_claims, remind_of_claims
from planota_hub.tests.alerts import send_alerts_of_today
from planota_hub.tests.compat import HubTestCase, as_user, make_user


def in_days(days: int) -> str:
	return str(add_days(today(), days))


def make_running_project(**overrides):
	"""Create a project that runs from a year ago until a year from now."""
	return make_project(starts_on=in_days(-365), ends_on=in_days(365), **overrides)


def make_claim(due_on: str, **overrides) -> dict:
	"""Return a claim for the first month of a running project."""
	values = {"claim_title": "Claim 1", "from_date": in_days(-365), "to_date": in_days(-335)}
	return {**values, "due_on": due_on, "amount_claimed": 100, **overrides}


class FundingNotificationCase(HubTestCase):
	def setUp(self):
		super().setUp()
		self.manager = make_user("manager@hub.test", "Hub Manager")
		self.officer = make_user("officer@hub.test", "Hub Officer")

	def get_alerts(self, doc, user: str) -> list[str]:
		"""Return the subjects of what a user finds under the bell about a record."""
		filters = {"for_user": user, "document_type": doc.doctype, "document_name": doc.name}
		return frappe.get_all("Notification Log", filters, pluck="subject", order_by="creation asc")


class TestCallNotifications(FundingNotificationCase):
	def test_the_officers_are_told_three_days_before_an_open_call_closes(self):
		soon, later = make_call(closes_on=in_days(3)), make_call(closes_on=in_days(4))
		withdrawn = make_call(closes_on=in_days(3), stage="Withdrawn")

		send_alerts_of_today("Call Closes Soon")

		self.assertIn("Call closes in three days", self.get_alerts(soon, self.officer)[0])
		self.assertEqual(self.get_alerts(later, self.officer), [])
		self.assertEqual(self.get_alerts(withdrawn, self.officer), [])

	def test_the_officers_are_told_the_day_after_a_decision_was_expected(self):
		call = make_call(closes_on=in_days(-5), decision_expected_on=in_days(-1))
		later = make_call(closes_on=in_days(-5), decision_expected_on=today())

		send_alerts_of_today("Call Decision Expected")

		self.assertIn("Decision expected", self.get_alerts(call, self.officer)[0])
		self.assertEqual(self.get_alerts(later, self.officer), [])


class TestReportNotifications(FundingNotificationCase):
	def make_due_period(self, days: int):
		project = make_running_project()
		return make_period(project, (in_days(-365), in_days(-60)), due_on=in_days(days))

	def test_the_staff_are_told_two_weeks_before_a_report_to_the_funders_is_due(self):
		period, later = self.make_due_period(14), self.make_due_period(15)

		send_alerts_of_today("Report to Funders Due")

		for user in (self.manager, self.officer):
			self.assertIn("due in two weeks", self.get_alerts(period, user)[0])
		self.assertEqual(self.get_alerts(later, self.manager), [])

	def test_the_staff_are_told_once_a_report_is_overdue_unless_it_was_submitted(self):
		period, submitted = self.make_due_period(-1), self.make_due_period(-1)
		submitted.db_set("stage", "Submitted")

		send_alerts_of_today("Report to Funders Overdue")

		self.assertIn("overdue", self.get_alerts(period, self.officer)[0])
		self.assertEqual(self.get_alerts(submitted, self.officer), [])

	def test_the_managers_are_told_of_a_reading_that_waits_for_their_approval(self):
		period = self.make_due_period(30)
		indicator = make_indicator(frappe._dict(name=period.project), measurement="Manual")
		period.compute_figures()
		reading = get_reading(indicator, period)
		self.assertEqual(self.get_alerts(reading, self.manager), [])
		reading.value = 5
		with as_user(self.officer):
			reading.save()

		self.assertIn("Reading to approve", self.get_alerts(reading, self.manager)[0])


class TestClaimReminders(FundingNotificationCase):
	def test_a_claim_is_announced_once_before_and_once_after_its_day(self):
		project = make_running_project(claims=[make_claim(in_days(14))], responsible=self.officer)
		remind_of_claims()
		remind_of_claims()
		self.assertEqual(len(self.get_alerts(project, self.officer)), 1)
		self.assertIn("Claim due soon: Claim 1", self.get_alerts(project, self.officer)[0])

		project.claims[0].db_set("due_on", in_days(-1))
		remind_of_claims()
		remind_of_claims()
		self.assertIn("Claim overdue: Claim 1", self.get_alerts(project, self.officer)[1])
		self.assertEqual(len(self.get_alerts(project, self.officer)), 2)

	def test_claims_that_are_submitted_or_due_later_are_left_alone(self):
		make_running_project(
			claims=[
				make_claim(in_days(-10), submitted_on=in_days(-11)),
				make_claim(in_days(15), claim_title="Later"),
			]
		)
		overdue = make_running_project(claims=[make_claim(in_days(-2))])
		soon = make_running_project(claims=[make_claim(in_days(14))])

		found = [claim.project for claim in get_open_claims(14)]
		mine = [name for name in found if name in (overdue.name, soon.name)]
		self.assertEqual(mine, [overdue.name, soon.name])
		self.assertNotIn("Later", [claim.claim_title for claim in get_open_claims(14)])
