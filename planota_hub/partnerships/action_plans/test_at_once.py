# SPDX-License-Identifier: GPL-3.0-only
"""Partners and officers who work on the same partnership in the same moment, each over a connection of their own."""

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import flt

from planota_hub.partnerships.action_plans.progress import FIGURES, PLAN, get_figures_of_plans, settle
from planota_hub.partnerships.action_plans.reports import report_on_action
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
	make_partner,
)
from planota_hub.partnerships.doctype.regional_programme.test_regional_programme import make_programme
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.tests.at_once import call_at_once
from planota_hub.tests.compat import HubTestCase, make_user

USER = "at-once@partners.test"
TOGETHER = 8


class AtOnceTestCase(HubTestCase):
	"""What is tested here must be committed, so it is removed by hand, the last one first."""

	def setUp(self):
		super().setUp()
		self.made = []

	def tearDown(self):
		frappe.db.rollback()
		frappe.db.delete(
			"Notification Log", {"document_name": ("in", [name for _doctype, name in self.made])}
		)
		for doctype, name in reversed(self.made):
			frappe.delete_doc(doctype, name, force=True, delete_permanently=True, ignore_missing=True)
		frappe.db.commit()
		super().tearDown()

	def keep(self, *docs) -> None:
		"""Commit documents, with the partners that they brought along."""
		for doc in docs:
			rows = doc.get("partners") or doc.get("parties") or []
			self.made.extend((row.partner_type, row.partner) for row in rows)
			self.made.append((doc.doctype, doc.name))
		frappe.db.commit()

	def assert_one_went_through(self, answers: list, refused: type[Exception]) -> None:
		errors = [answer for answer in answers if isinstance(answer, Exception)]
		self.assertEqual([type(error) for error in errors], [refused] * (len(answers) - 1))


class TestConsortiumAtOnce(AtOnceTestCase):
	def setUp(self):
		super().setUp()
		partners = [make_partner(kind, budget_share=10) for kind in ("NGO", "Company", "Municipality")]
		self.consortium = make_consortium(partners=partners, budget=1000)
		self.keep(self.consortium)

	def get_shares(self) -> list[float]:
		frappe.db.rollback()
		return [flt(row.budget_share) for row in self.consortium.reload().partners]

	def test_who_changes_shares_that_another_has_changed_is_told_and_nothing_is_lost(self):
		opened = self.consortium.as_dict()

		def save(number: int) -> int:
			doc = frappe.get_doc(frappe.parse_json(frappe.as_json(opened)))
			doc.partners[number % 3].budget_share = 80
			doc.save()
			return number

		answers = call_at_once(save, list(range(TOGETHER)), "Administrator")

		self.assert_one_went_through(answers, frappe.TimestampMismatchError)
		winner = next(answer for answer in answers if isinstance(answer, int))
		expected = [10.0, 10.0, 10.0]
		expected[winner % 3] = 80.0
		self.assertEqual(self.get_shares(), expected)

	def test_an_agreement_that_many_sign_at_once_is_signed_once(self):
		self.consortium.update({"budget": 0})
		for row in self.consortium.partners:
			row.budget_share = 0
		self.consortium.save()
		frappe.db.commit()
		apply_workflow(self.consortium, "Start Forming")
		frappe.db.commit()
		opened = self.consortium.reload().as_json()

		answers = call_at_once(
			lambda action: apply_workflow(opened, action).stage,
			["Sign Agreement"] * TOGETHER,
			"Administrator",
		)

		frappe.db.rollback()
		self.assertIn("Agreement Signed", answers)
		rows = self.consortium.reload().agreements
		self.assertEqual([row.agreement_number for row in rows], [1])


class TestPlanAtOnce(AtOnceTestCase):
	"""A consortium one of whose partners has a representative."""

	def setUp(self):
		super().setUp()
		self.made.append(("User", make_user(USER)))
		self.ngo = {"partner_type": "NGO", "partner": make_represented_ngo(USER).name}
		partners = [make_partner(**self.ngo), make_partner("Company"), make_partner("Municipality")]
		self.consortium = make_active_consortium(partners=partners, starts_on=f"{YEAR}-01-01")
		self.keep(self.consortium)

	def test_one_owner_gets_one_plan_for_a_year(self):
		# the first number of a series is given to one at a time
		self.keep(make_municipal_plan())
		answers = call_at_once(
			lambda title: make_plan(plan_of=self.consortium.name, plan_title=title).name,
			[f"Načrt {number}" for number in range(TOGETHER)],
			"Administrator",
		)

		frappe.db.rollback()
		plans = frappe.get_all(PLAN, {"plan_of": self.consortium.name}, pluck="name", order_by="name asc")
		self.made.extend((PLAN, plan) for plan in plans)
		self.assert_one_went_through(answers, frappe.DuplicateEntryError)
		self.assertEqual(len(plans), 1)

	def test_reports_of_partners_on_one_plan_are_all_kept_and_all_counted(self):
		plan = make_plan(plan_of=self.consortium.name)
		actions = [make_action(plan, **self.ngo) for _number in range(TOGETHER)]
		agree(plan)
		self.keep(plan, *actions)
		names = [action.name for action in actions]

		# everybody presses twice
		answers = call_at_once(self.report, [*names, *names], USER)

		frappe.db.rollback()
		self.assertEqual(answers, [{"outcome": "reported"}] * 2 * TOGETHER)
		rows = frappe.get_all(
			"Joint Action Report", {"parent": ("in", names)}, pluck="parent", order_by="parent asc"
		)
		self.assertEqual(rows, sorted(names))
		settle(plan.name)  # as the jobs do that the reports have enqueued
		stored = frappe.db.get_value(PLAN, plan.name, FIGURES, as_dict=True)
		self.assertEqual((stored.actions_done, stored.progress_percent), (TOGETHER, 100))
		self.assertEqual(stored, get_figures_of_plans([plan.name])[plan.name])

	def report(self, action: str) -> dict:
		values = {"joint_action": action, "status": "Done", "note": "Done", "evidence": "Photos"}
		return report_on_action(values)


class TestProgrammeAtOnce(AtOnceTestCase):
	def test_a_programme_of_one_name_is_there_once(self):
		first = make_programme()
		self.keep(frappe.get_doc("Stakeholder", first.programme_body), first)
		name = f"RRP {frappe.generate_hash(length=8)}"

		answers = call_at_once(
			lambda programme_name: (
				make_programme(programme_name=programme_name, programme_body=first.programme_body).name
			),
			[name] * TOGETHER,
			"Administrator",
		)

		self.made.append(("Regional Programme", name))
		self.assert_one_went_through(answers, frappe.DuplicateEntryError)
