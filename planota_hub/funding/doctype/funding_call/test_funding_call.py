# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, today

from planota_hub.advocacy.doctype.policy_proposal.test_policy_proposal import make_proposal
from planota_hub.funding.calls.status import update_statuses
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.tests.compat import HubTestCase

STEPS = {"Draft": (), "Published": ("Publish",), "Withdrawn": ("Publish", "Withdraw")}


def make_funder(**overrides) -> str:
	"""Create a ministry; return its name."""
	name = f"Ministry {frappe.generate_hash(length=8)}"
	values = {"doctype": "Stakeholder", "stakeholder_name": name, "stakeholder_type": "Ministry"}
	return frappe.get_doc({**values, **overrides}).insert().name


def make_call(**overrides):
	"""Create a published call that is open to everybody for a month, with any field overridden.

	`stage` other than Draft is reached by the steps of the workflow; Published when none is given.
	"""
	stage = overrides.pop("stage", "Published")
	call = frappe.get_doc(
		{
			"doctype": "Funding Call",
			"call_title": f"Call {frappe.generate_hash(length=8)}",
			"funder": overrides.pop("funder", None) or make_funder(),
			"description": "Projects of NGOs",
			"opens_on": add_days(today(), -10),
			"closes_on": add_days(today(), 30),
			**overrides,
		}
	).insert()
	for action in STEPS[stage]:
		call = take_step(call, action)
	return call


def take_step(call, action):
	"""Take a step of the workflow, with a reason where one is needed; return the stored call."""
	if action == "Withdraw" and not call.withdrawal_reason:
		call.withdrawal_reason = "No money"
		call.save()
	apply_workflow(call, action)
	return frappe.get_doc("Funding Call", call.name)


def closed_call(**overrides):
	"""Create a published call whose last day was yesterday."""
	return make_call(opens_on=add_days(today(), -40), closes_on=add_days(today(), -1), **overrides)


class TestRules(HubTestCase):
	def test_what_can_not_be_right_is_refused_by_the_name_of_the_field(self):
		tomorrow, later = add_days(today(), 1), add_days(today(), 5)
		for values, message in (
			({"opens_on": later, "closes_on": tomorrow}, "Closes On: expected is a day not before"),
			(
				{"closes_on": later, "decision_expected_on": tomorrow},
				"Decision Expected On: expected is a day",
			),
			({"project_from": later, "project_until": tomorrow}, "Projects Until: expected is a day"),
			(
				{"minimum_amount": 5000, "maximum_amount": 4000},
				"At Most per Project: expected is not less than",
			),
			({"total_amount": 3000, "maximum_amount": 4000}, "Total: expected is not less than"),
			({"total_amount": 3000, "minimum_amount": 4000}, "Total: expected is not less than"),
			({"maximum_amount": -1}, "At Most per Project"),
			({"co_financing": "Required"}, "Own Share in Percent: expected is more than 0"),
			(
				{"co_financing": "Required", "co_financing_percent": 100},
				"Own Share in Percent: expected is more than 0",
			),
			(
				{"payment_terms": "Advance", "advance_percent": 120},
				"Advance in Percent: expected is a percentage",
			),
			(
				{"minimum_age_years": 5, "maximum_age_years": 3},
				"Exists for at Most (Years): expected are not fewer",
			),
			({"call_url": "not an address at all"}, "is not a web address"),
			({"call_title": "<b>Call</b>"}, "Title: please write plain text"),
			({"stage": "Published", "description": ""}, "Description: please fill it in"),
		):
			with self.subTest(values), self.assertRefused(message):
				make_call(**values)

	def test_one_day_and_one_amount_are_possible(self):
		call = make_call(
			opens_on=today(), closes_on=today(), total_amount=500, minimum_amount=500, maximum_amount=500
		)

		self.assertEqual(call.status, "Open")

	def test_a_new_call_begins_as_draft(self):
		with self.assertRefused("Stage: a new call begins as Draft"):
			frappe.get_doc({**make_call().as_dict(), "name": None}).insert()

	def test_a_call_is_withdrawn_with_a_reason_and_decided_after_its_last_day(self):
		call = make_call()
		with self.assertRefused("Reason for Withdrawing: please give the reason"):
			apply_workflow(call, "Withdraw")
		with self.assertRefused("the call is open until"):
			apply_workflow(frappe.get_doc("Funding Call", call.name), "Mark as Decided")
		self.assertEqual(take_step(closed_call(), "Mark as Decided").status, "Decided")

	def test_what_does_not_apply_is_emptied_and_what_is_chosen_twice_counts_once(self):
		call = make_call(
			co_financing="Not Required",
			co_financing_percent=20,
			payment_terms="After Completion",
			advance_percent=50,
			eligible_fields=[{"field_of_work": "Youth"}, {"field_of_work": "Youth"}],
		)

		self.assertEqual((call.co_financing_percent, call.advance_percent), (0, 0))
		self.assertEqual([row.field_of_work for row in call.eligible_fields], ["Youth"])

	def test_an_imported_call_gets_what_the_form_would_offer(self):
		frappe.flags.in_import = True
		self.addCleanup(frappe.flags.update, in_import=False)

		self.assertEqual(make_call().area_rule, "Seat or Area of Operation")

	def test_calls_that_follow_on_each_other_do_not_go_round_in_a_circle(self):
		first = make_call()
		second = make_call(previous_call=first.name)
		first.previous_call = second.name
		with self.assertRefused("Previous Call: expected is an earlier call"):
			first.save()

	def test_only_an_accepted_ask_points_at_the_changed_call(self):
		changed = make_call()
		ask = {"ask": "Advance of 50 %", "rule": "Payment", "changed_in": changed.name}
		with self.assertRefused("Asks for Better Rules, row 1, Changed In: a changed call belongs"):
			make_call(asks=[ask])
		self.assertTrue(make_call(asks=[{**ask, "result": "Accepted"}]).name)

	def test_an_ask_points_at_the_proposal_in_which_it_was_made(self):
		proposal = make_proposal().name
		call = make_call(asks=[{"ask": "Volunteer work counts", "policy_proposal": proposal}])

		self.assertEqual((call.asks[0].policy_proposal, call.asks[0].result), (proposal, "Open"))
		self.assertRaises(frappe.LinkExistsError, frappe.delete_doc, "Policy Proposal", proposal)


class TestStatus(HubTestCase):
	def test_it_follows_from_stage_and_dates(self):
		yesterday, tomorrow = add_days(today(), -1), add_days(today(), 1)
		for opens_on, closes_on, status in (
			(tomorrow, None, "Announced"),
			(today(), today(), "Open"),
			(None, None, "Open"),
			(None, yesterday, "Closed"),
		):
			with self.subTest(status):
				self.assertEqual(make_call(opens_on=opens_on, closes_on=closes_on).status, status)
		self.assertEqual(make_call(stage="Draft").status, "Draft")
		self.assertEqual(make_call(stage="Withdrawn").status, "Withdrawn")

	def test_the_daily_job_lets_it_follow_the_day(self):
		call = make_call()
		frappe.db.set_value("Funding Call", call.name, "closes_on", add_days(today(), -1))

		update_statuses()

		self.assertEqual(frappe.db.get_value("Funding Call", call.name, "status"), "Closed")

	def test_nobody_chooses_it(self):
		call = make_call()
		call.status = "Decided"
		call.save()

		self.assertEqual(call.status, "Open")


FRIENDLY = {
	"minimum_amount": 0,
	"payment_terms": "Advance",
	"advance_percent": 50,
	"volunteer_work": "Eligible Cost",
	"co_financing": "Not Required",
	"reporting_frequency": "Final Report Only",
	"simplified_costs": "Yes",
	"application_effort": "Short Form",
	"opens_on": "2026-01-01",
	"closes_on": "2026-02-10",
}
UNFRIENDLY = {
	"minimum_amount": 15000,
	"payment_terms": "After Completion",
	"volunteer_work": "Not Recognised",
	"co_financing": "Required",
	"co_financing_percent": 50,
	"reporting_frequency": "Quarterly or More",
	"simplified_costs": "No",
	"application_effort": "Full Documentation",
	"opens_on": "2026-01-01",
	"closes_on": "2026-01-11",
}


class TestFriendliness(HubTestCase):
	def get_points(self, **values) -> dict[str, float | None]:
		call = make_call(**values)
		call.run_method("onload")
		return {part["rule"]: part["points"] for part in call.get_onload("parts")}

	def test_the_best_and_the_worst_rules(self):
		self.assertEqual(make_call(**FRIENDLY).friendliness_score, 100)
		self.assertEqual(make_call(**UNFRIENDLY).friendliness_score, 0)

	def test_each_part_between(self):
		for values, rule, points in (
			({"minimum_amount": 3000}, "Minimum Amount", 100),
			({"minimum_amount": 9000}, "Minimum Amount", 50),
			({"payment_terms": "Interim Payments"}, "Payment", 50),
			({"payment_terms": "Advance", "advance_percent": 25}, "Payment", 75),
			({"payment_terms": "Advance and Interim Payments", "advance_percent": 25}, "Payment", 95),
			({"volunteer_work": "Own Share Only"}, "Volunteer Work", 60),
			({"co_financing": "Required", "co_financing_percent": 10}, "Own Share", 80),
			({"reporting_frequency": "Once a Year"}, "Reports", 75),
			({"application_effort": "Form and Attachments"}, "Application", 50),
			({"opens_on": "2026-01-01", "closes_on": "2026-01-26"}, "Time to Apply", 50),
			({"opens_on": None}, "Time to Apply", None),
			({}, "Payment", None),
		):
			with self.subTest(values):
				self.assertEqual(self.get_points(**values)[rule], points)

	def test_what_is_not_known_does_not_count(self):
		"""20 % of minimum amount with 100 points, 20 % of payment with 50; nothing else is known."""
		call = make_call(opens_on=None, payment_terms="Interim Payments")

		self.assertEqual(call.friendliness_score, 75)

	def test_changed_weights_change_all_scores(self):
		call = make_call(opens_on=None, payment_terms="Interim Payments")
		change_settings(minimum_amount_weight=10, payment_weight=30)

		self.assertEqual(frappe.db.get_value("Funding Call", call.name, "friendliness_score"), 62.5)

	def test_weights_add_up_to_a_hundred(self):
		with self.assertRefused("Minimum Amount, Payment, Volunteer Work"):
			change_settings(payment_weight=30)
