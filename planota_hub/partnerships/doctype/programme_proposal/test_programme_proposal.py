# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate, today

from planota_hub.partnerships.doctype.regional_programme.test_regional_programme import make_programme
from planota_hub.partnerships.programmes.inclusion import get_funnel
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase


def make_proposal(**overrides):
	"""Create a proposal at its first stage, with any field overridden."""
	return frappe.get_doc(
		{
			"doctype": "Programme Proposal",
			"proposal_title": f"Premostitvena shema {frappe.generate_hash(length=6)}",
			"regional_programme": overrides.pop("regional_programme", None) or make_programme().name,
			"lead_type": "NGO",
			"lead": overrides.pop("lead", None) or make_ngo(stage="Verified").name,
			"summary": "Bridge loans for NGOs.",
			"amount": 1000,
			**overrides,
		}
	).insert()


def step(proposal, action: str, **entered):
	"""Take a step of the workflow with what is entered for it."""
	proposal.update(entered).save()
	return apply_workflow(proposal, action)


def bring_to(proposal, stage: str):
	"""Bring a new proposal to a stage, one step after the other."""
	actions = {
		"Submitted": "Submit Proposal",
		"Included": "Include",
		"Priority": "Make Priority",
		"Financed": "Finance",
	}
	for next_stage, action in actions.items():
		if proposal.stage == stage:
			break
		entered = {"next_decision_reference": f"Minutes of {next_stage}"}
		if next_stage == "Financed":
			entered["financed_amount"] = 800
		proposal = step(proposal, action, **entered)
	return proposal


class TestStages(HubTestCase):
	def test_each_step_is_kept_with_its_decision(self):
		proposal = bring_to(make_proposal(), "Financed")

		self.assertEqual(
			[(row.stage, row.decision_reference) for row in proposal.steps],
			[
				("Idea", None),
				("Submitted", "Minutes of Submitted"),
				("Included", "Minutes of Included"),
				("Priority", "Minutes of Priority"),
				("Financed", "Minutes of Financed"),
			],
		)
		self.assertEqual(proposal.furthest_stage, "Financed")
		self.assertFalse(proposal.next_decision_reference)

	def test_a_decision_needs_its_reference_every_time(self):
		proposal = step(make_proposal(), "Submit Proposal")
		with self.assertRefused("Reference of the Next Decision: please enter", frappe.MandatoryError):
			step(proposal, "Include")
		proposal = step(proposal.reload(), "Include", next_decision_reference="12/2013")
		with self.assertRefused("Reference of the Next Decision: please enter", frappe.MandatoryError):
			step(proposal, "Make Priority")

	def test_a_stage_is_skipped_only_with_a_reason(self):
		proposal = make_proposal()
		with self.assertRefused("from Idea to Included is not the next step", frappe.MandatoryError):
			step(proposal, "Include", next_decision_reference="12/2013")

		proposal = step(proposal.reload(), "Include", next_reason="Taken over by the agency")

		self.assertEqual(proposal.steps[-1].reason, "Taken over by the agency")

	def test_a_stage_is_set_back_only_with_a_reason(self):
		proposal = bring_to(make_proposal(), "Priority")
		with self.assertRefused("from Priority to Included is not the next step", frappe.MandatoryError):
			step(proposal, "Set Back", next_decision_reference="13/2013")

		proposal = step(
			proposal.reload(), "Set Back", next_decision_reference="13/2013", next_reason="Money was moved"
		)

		self.assertEqual((proposal.stage, proposal.furthest_stage), ("Included", "Included"))

	def test_dropping_needs_a_reason_and_the_funnel_remembers_how_far_it_came(self):
		proposal = bring_to(make_proposal(), "Included")
		with self.assertRefused("Reason for the Next Step: please give the reason", frappe.MandatoryError):
			step(proposal, "Drop")

		proposal = step(proposal.reload(), "Drop", next_reason="No lead any more")

		self.assertEqual((proposal.stage, proposal.furthest_stage), ("Dropped", "Included"))
		with self.assertRefused("Reason for the Next Step", frappe.MandatoryError):
			step(proposal, "Take Up Again")

	def test_financed_says_how_much_was_granted(self):
		proposal = bring_to(make_proposal(), "Priority")
		with self.assertRefused("Financed Amount: please enter what was granted", frappe.MandatoryError):
			step(proposal, "Finance", next_decision_reference="Contract 7")

	def test_a_decision_is_neither_of_tomorrow_nor_before_the_last_one(self):
		proposal = make_proposal()
		with self.assertRefused("Day of the Decision: the day lies in the future"):
			step(proposal, "Submit Proposal", next_decided_on=add_days(today(), 1))
		with self.assertRefused("Day of the Decision: the step before was on"):
			step(proposal.reload(), "Submit Proposal", next_decided_on=add_days(today(), -1))

	def test_an_old_case_can_be_entered_with_its_own_days(self):
		proposal = make_proposal(next_decided_on="2013-02-01")
		proposal = step(proposal, "Submit Proposal", next_decided_on="2013-05-06")

		days = [getdate(row.decided_on).isoformat() for row in proposal.steps]
		self.assertEqual(days, ["2013-02-01", "2013-05-06"])

	def test_a_new_proposal_begins_at_the_beginning_and_its_steps_are_nobodys_to_write(self):
		with self.assertRefused("Stage: a new proposal begins as Idea"):
			make_proposal(stage="Financed")
		proposal = make_proposal()
		proposal.append("steps", {"stage": "Financed"})
		self.assertEqual([row.stage for row in proposal.save().steps], ["Idea"])


class TestProposal(HubTestCase):
	def test_a_partner_twice_is_refused_also_as_lead(self):
		lead, other = (make_ngo(stage="Verified").name for _number in range(2))
		row = {"partner_type": "NGO", "partner": other}
		for partners in ([row, {**row}], [{"partner_type": "NGO", "partner": lead}]):
			with self.subTest(partners), self.assertRefused("is there already", frappe.DuplicateEntryError):
				make_proposal(lead=lead, partners=partners)

	def test_a_negative_amount_is_refused(self):
		with self.assertRefused("Amount"):
			make_proposal(amount=-1)

	def test_the_funnel_counts_who_reached_a_stage_at_least(self):
		programme = make_programme().name
		for stage in ("Idea", "Submitted", "Priority", "Financed"):
			bring_to(make_proposal(regional_programme=programme), stage)
		dropped = bring_to(make_proposal(regional_programme=programme), "Included")
		step(dropped, "Drop", next_reason="No lead any more")

		funnel = get_funnel([programme])

		self.assertEqual(
			[(row.stage, row.reached, row.now, row.dropped, row.amount) for row in funnel],
			[
				("Idea", 5, 1, 0, 5000),
				("Submitted", 4, 1, 0, 4000),
				("Included", 3, 0, 1, 3000),
				("Priority", 2, 1, 0, 2000),
				("Financed", 1, 1, 0, 800),
			],
		)
