# SPDX-License-Identifier: GPL-3.0-only
"""What is printed and signed: a block for each partner, the signed agreement as it was signed."""

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import today

from planota_hub.partnerships.doctype.joint_action_plan.test_joint_action_plan import (
	make_action,
	make_municipal_plan,
)
from planota_hub.partnerships.doctype.partnership_consortium.test_partnership_consortium import (
	make_consortium,
	make_partner,
	sign,
)
from planota_hub.rules.readable import show_money
from planota_hub.tests.compat import HubTestCase


class TestPrints(HubTestCase):
	def tearDown(self):
		frappe.form_dict.pop("agreement", None)
		super().tearDown()

	def print_of(self, doc, print_format: str) -> str:
		return frappe.get_print(doc.doctype, doc.name, print_format)

	def test_there_is_one_letter_of_intent_per_partner(self):
		consortium = make_consortium()

		html = self.print_of(consortium, "Letter of Intent")

		self.assertEqual(html.count('class="letter"'), 5)
		for row in consortium.partners:
			self.assertIn(row.partner_name, html)

	def test_the_agreement_has_a_signature_block_per_partner_with_share_and_amount(self):
		consortium = make_consortium(
			partners=[
				make_partner(signatory_name="Ana Kos", signatory_function="President", budget_share=75),
				make_partner("Company", budget_share=25),
			],
			budget=2000,
		)

		html = self.print_of(consortium, "Consortium Agreement")

		self.assertEqual(html.count('class="line signing"'), 2)
		for text in (
			"Ana Kos, President",
			"75",
			show_money(1500),
			"Draft",
			"Article 2",
			"They decide together.",
		):
			self.assertIn(text, html)

	def test_a_signed_agreement_is_printed_as_it_was_signed_also_after_an_amendment(self):
		consortium = apply_workflow(sign(make_consortium()), "Amend Agreement")
		consortium.agreement_terms = "Only this"
		for row in consortium.partners:
			row.signed_on = today()
		consortium = apply_workflow(consortium.save(), "Sign Agreement")

		self.assertIn("Only this", self.print_of(consortium, "Consortium Agreement"))
		frappe.form_dict.agreement = "1"
		html = self.print_of(consortium, "Consortium Agreement")

		self.assertIn("They decide together.", html)
		self.assertNotIn("Draft", html)
		self.assertNotIn("Only this", html)

	def test_the_plan_has_its_actions_and_a_block_per_party(self):
		plan = make_municipal_plan()
		action = make_action(plan, planned_cost=300)

		html = self.print_of(plan.reload(), "Joint Action Agreement")

		self.assertEqual(html.count('class="line signing"'), 2)
		for text in (
			action.action_title,
			plan.parties[0].partner_name,
			show_money(300),
			"Tolmin",
		):
			self.assertIn(text, html)
