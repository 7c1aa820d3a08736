# SPDX-License-Identifier: GPL-3.0-only
from datetime import date as Date

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, today

from planota_hub.partnerships.doctype.partnership_consortium.test_partnership_consortium import (
	make_active_consortium,
)
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.tests.compat import HubTestCase

YEAR = Date.today().year


def make_plan(**overrides):
	"""Create a plan of an active consortium for this year, with any field overridden."""
	if "plan_of" not in overrides:
		overrides["plan_of"] = make_active_consortium(starts_on=f"{YEAR}-01-01").name
	return frappe.get_doc(
		{
			"doctype": "Joint Action Plan",
			"plan_title": f"Skupna akcija {frappe.generate_hash(length=6)}",
			"plan_of_type": "Partnership Consortium",
			"year": YEAR,
			"agreed_on": today(),
			**overrides,
		}
	).insert()


def make_municipal_plan(municipality: str = "Tolmin", **overrides):
	"""Create the yearly agreement with a municipality: its body and an NGO are the parties."""
	body = make_stakeholder(stakeholder_type="Municipality", municipality=municipality)
	parties = [
		{"partner_type": "Stakeholder", "partner": body.name},
		{"partner_type": "NGO", "partner": make_ngo(stage="Verified").name},
	]
	values = {"plan_of_type": "Municipality", "plan_of": municipality, "parties": parties}
	return make_plan(**{**values, **overrides})


def make_action(plan=None, **overrides):
	"""Create an action of the first partner of a plan, due at the end of the year, with any field overridden."""
	plan = plan or make_plan()
	if "partner" not in overrides:
		doctype = "Partnership Consortium" if plan.plan_of_type == "Partnership Consortium" else plan.doctype
		owner = frappe.get_doc(doctype, plan.plan_of if doctype != plan.doctype else plan.name)
		first = owner.partners[0] if doctype != plan.doctype else owner.parties[0]
		overrides.update(partner_type=first.partner_type, partner=first.partner)
	return frappe.get_doc(
		{
			"doctype": "Joint Action",
			"action_title": f"Dan odprtih vrat {frappe.generate_hash(length=6)}",
			"joint_action_plan": plan.name,
			"starts_on": f"{YEAR}-01-01",
			"due_on": f"{YEAR}-12-31",
			**overrides,
		}
	).insert()


def agree(plan):
	return apply_workflow(plan.reload(), "Agree")


class TestJointActionPlan(HubTestCase):
	def test_name_and_place_follow_from_whose_plan_it_is(self):
		consortium = make_active_consortium(municipality="Bovec")
		of_consortium = make_plan(plan_of=consortium.name)
		of_municipality = make_municipal_plan("Vipava")

		self.assertEqual(
			(of_consortium.plan_of_name, of_consortium.municipality), (consortium.consortium_name, "Bovec")
		)
		self.assertEqual((of_municipality.plan_of_name, of_municipality.municipality), ("Vipava", "Vipava"))

	def test_the_plan_lasts_its_year_unless_said_otherwise(self):
		plan = make_plan()

		self.assertEqual((str(plan.starts_on), str(plan.ends_on)), (f"{YEAR}-01-01", f"{YEAR}-12-31"))

	def test_days_outside_the_year_and_in_the_wrong_order_are_refused(self):
		with self.assertRefused(f"Starts On: expected is a day of the year {YEAR}"):
			make_plan(starts_on=f"{YEAR - 1}-12-31")
		with self.assertRefused("Ends On: the plan must not end before it starts"):
			make_plan(starts_on=f"{YEAR}-05-02", ends_on=f"{YEAR}-05-01")
		with self.assertRefused("Agreed On: the day lies in the future"):
			make_plan(agreed_on=add_days(today(), 1))

	def test_a_year_that_was_mistyped_is_refused(self):
		for year in (0, 26, 20266):
			with self.subTest(year), self.assertRefused("Year: expected is a year from 2000 to 2100"):
				make_plan(year=year)

	def test_a_second_plan_of_the_same_owner_and_year_is_refused_until_the_first_is_cancelled(self):
		plan = make_municipal_plan()
		with self.assertRefused(plan.name, frappe.DuplicateEntryError):
			make_municipal_plan()
		plan.update({"cancellation_reason": "No money"}).save()
		apply_workflow(plan, "Cancel Plan")

		second = make_municipal_plan()

		with self.assertRefused(second.name, frappe.DuplicateEntryError):
			apply_workflow(plan.reload(), "Reopen")

	def test_a_party_twice_is_refused(self):
		ngo = {"partner_type": "NGO", "partner": make_ngo(stage="Verified").name}
		with self.assertRefused("is there already", frappe.DuplicateEntryError):
			make_municipal_plan(parties=[ngo, {**ngo}])

	def test_a_plan_does_not_move_to_another_owner(self):
		plan = make_plan()
		plan.plan_of = make_active_consortium().name
		with self.assertRefused("a plan stays with its owner"):
			plan.save()

	def test_a_plan_is_agreed_with_its_actions_and_its_day(self):
		plan = make_plan(agreed_on=None)
		with self.assertRefused("Agreed On: please enter the day", frappe.MandatoryError):
			apply_workflow(plan, "Agree")
		plan.reload().agreed_on = today()
		with self.assertRefused("There is no action yet"):
			apply_workflow(plan.save(), "Agree")

	def test_an_agreement_with_a_municipality_needs_the_municipality(self):
		ngo = {"partner_type": "NGO", "partner": make_ngo(stage="Verified").name}
		plan = make_municipal_plan(parties=[ngo])
		make_action(plan)
		with self.assertRefused("Parties: the municipality itself is missing"):
			agree(plan)

	def test_a_plan_ends_when_nothing_is_open_any_more(self):
		plan = make_plan()
		action = make_action(plan)
		plan = agree(plan)
		with self.assertRefused(f"1 actions are still open: {action.action_title}"):
			apply_workflow(plan, "Complete")
		action.reload().update({"status": "Done", "evidence": "Photographs"}).save()

		plan = apply_workflow(plan.reload(), "Complete")

		self.assertEqual((plan.stage, plan.progress_percent), ("Completed", 100))

	def test_cancelling_asks_for_a_reason(self):
		with self.assertRefused("Reason for Cancelling: please give the reason", frappe.MandatoryError):
			apply_workflow(make_plan(), "Cancel Plan")

	def test_figures_follow_the_actions(self):
		plan = make_plan()
		make_action(plan, planned_cost=100, status="Done", evidence="List", actual_cost=90)
		make_action(plan, planned_cost=50, progress_percent=50)
		make_action(plan, planned_cost=70, status="Dropped", drop_reason="No venue")
		gone = make_action(plan, planned_cost=1)
		gone.delete()

		plan.reload()

		self.assertEqual(
			[
				plan.progress_percent,
				plan.actions_total,
				plan.actions_done,
				plan.planned_cost,
				plan.actual_cost,
			],
			[75, 2, 1, 150, 90],
		)

	def test_days_of_the_plan_cover_its_actions(self):
		plan = make_plan()
		action = make_action(plan)
		plan.reload().ends_on = f"{YEAR}-06-30"
		with self.assertRefused(action.action_title):
			plan.save()
