# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate, today

from planota_hub.advocacy.campaigns.figures import get_figures, is_reached
from planota_hub.advocacy.campaigns.members import get_members
from planota_hub.advocacy.doctype.policy_proposal.test_policy_proposal import close, make_proposal
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.tests.compat import HubTestCase, make_user

CAMPAIGN = "Advocacy Campaign"
EVALUATION = {"outcome_level": "Partly", "outcome": "The rule was changed for a trial year."}
STEPS = {
	"Draft": (),
	"Approved": ("Approve",),
	"Active": ("Approve", "Start Campaign"),
	"Suspended": ("Approve", "Start Campaign", "Suspend"),
	"Evaluated": ("Approve", "Start Campaign", "Evaluate"),
	"Closed": ("Approve", "Start Campaign", "Evaluate", "Close"),
}


def make_target(**overrides) -> dict:
	return {"person_name": "Mayor", "power": 5, "interest": 2, "support": -1, **overrides}


def make_action(**overrides) -> dict:
	return {
		"action_title": "Meeting at the town hall",
		"action_type": "Meeting",
		"starts_on": add_days(today(), -10),
		"status": "Done",
		"reach": 20,
		"cost": 100,
		**overrides,
	}


def make_campaign(**overrides):
	"""Create a campaign of forty days around today and lead it to a stage, with any field overridden."""
	stage = overrides.pop("stage", "Draft")
	campaign = frappe.get_doc(
		{
			"doctype": CAMPAIGN,
			"campaign_title": f"Volunteers count {frappe.generate_hash(length=8)}",
			"starts_on": add_days(today(), -20),
			"ends_on": add_days(today(), 20),
			"goal": "Volunteer work is an eligible cost.",
			"strategy": "First the department, then the council.",
			"public_text": "Support volunteers.",
			"objectives": [{"objective": "Calls", "measure": "Number of calls", "target_value": 3}],
			"targets": [make_target()],
			**overrides,
		}
	).insert()
	for action in STEPS[stage]:
		if action == "Evaluate":
			enter_evaluation(campaign)
		campaign = take_step(campaign, action)
	return campaign


def enter_evaluation(campaign, **overrides):
	campaign.update({**EVALUATION, **overrides})
	for row in campaign.objectives:
		row.update({"is_measured": 1, "achieved_value": 2})
	campaign.save()


def take_step(campaign, action):
	"""Take a step of the workflow; return the campaign as it is stored then."""
	apply_workflow(frappe.get_doc(CAMPAIGN, campaign.name), action)
	return frappe.get_doc(CAMPAIGN, campaign.name)


class TestCourseOfACampaign(HubTestCase):
	def test_it_ends_after_it_begins(self):
		with self.assertRefused("Ends On: expected is a day not before"):
			make_campaign(ends_on=add_days(today(), -30))

	def test_it_is_approved_with_a_strategy_and_objectives(self):
		for values, label in (
			({"objectives": []}, "Objectives: please enter at least one"),
			({"strategy": ""}, "Strategy: please describe"),
		):
			with self.subTest(label), self.assertRefused(label):
				make_campaign(stage="Approved", **values)

	def test_it_starts_with_targets_and_in_public_with_a_text(self):
		with self.assertRefused("Targets: please enter"):
			make_campaign(stage="Active", targets=[])
		with self.assertRefused("Text of the Public Page"):
			make_campaign(stage="Active", is_public=1, public_text="")

	def test_it_can_be_suspended_and_resumed(self):
		self.assertEqual(take_step(make_campaign(stage="Suspended"), "Resume").stage, "Active")

	def test_closing_without_an_evaluation_is_refused(self):
		campaign = make_campaign(stage="Active")
		with self.assertRefused("Goal Reached: please say"):
			take_step(campaign, "Evaluate")
		enter_evaluation(campaign, outcome="")
		with self.assertRefused("What Has Changed: please write the evaluation"):
			take_step(campaign, "Evaluate")
		evaluated = make_campaign(stage="Evaluated")
		evaluated.outcome = ""
		evaluated.save()
		with self.assertRefused("What Has Changed: please write the evaluation"):
			take_step(evaluated, "Close")

	def test_an_evaluation_measures_every_objective_and_ends_every_action(self):
		campaign = make_campaign(stage="Active")
		campaign.update(EVALUATION)
		campaign.save()
		with self.assertRefused("Objectives, row 1, Measured"):
			take_step(campaign, "Evaluate")
		campaign = make_campaign(stage="Active", actions=[make_action(status="Planned")])
		enter_evaluation(campaign)
		with self.assertRefused("Actions, row 1, Status: please mark the action"):
			take_step(campaign, "Evaluate")

	def test_closed_it_keeps_the_day_of_the_evaluation(self):
		campaign = make_campaign(stage="Closed")
		self.assertEqual((campaign.stage, getdate(campaign.evaluated_on)), ("Closed", getdate(today())))

	def test_an_objective_must_be_measurable(self):
		with self.assertRefused("Objectives, row 1, Planned Value: expected is a figure that differs"):
			make_campaign(objectives=[{"objective": "X", "measure": "Y", "baseline": 3, "target_value": 3}])

	def test_server_fields_can_not_be_set_from_outside(self):
		campaign = make_campaign(supporter_count=99, evaluated_on=today(), total_reach=5)
		self.assertEqual(
			(campaign.supporter_count, campaign.evaluated_on, campaign.total_reach), (0, None, 0)
		)


class TestActions(HubTestCase):
	def test_an_action_outside_the_campaign_is_refused(self):
		for values, label in (
			({"starts_on": add_days(today(), -21)}, "Actions, row 1, From: the campaign lasts from"),
			({"ends_on": add_days(today(), 21)}, "Actions, row 1, To: the campaign lasts from"),
			({"ends_on": add_days(today(), -11)}, "Actions, row 1, To: expected is a day not before"),
		):
			with self.subTest(label), self.assertRefused(label):
				make_campaign(actions=[make_action(**values)])

	def test_what_lies_ahead_is_not_done(self):
		with self.assertRefused("Actions, row 1, Status: the action begins only on"):
			make_campaign(actions=[make_action(starts_on=add_days(today(), 5))])

	def test_only_what_was_done_counts(self):
		actions = [make_action(), make_action(status="Planned"), make_action(status="Cancelled")]
		campaign = make_campaign(actions=actions, budget=400)

		self.assertEqual(
			(campaign.total_reach, campaign.total_cost, campaign.budget_used_percent), (20, 100, 25)
		)

	def test_reach_and_cost_are_never_negative(self):
		for field in ("reach", "cost"):
			with self.subTest(field), self.assertRaises(frappe.NonNegativeError):
				make_campaign(actions=[make_action(**{field: -1})])


class TestTargets(HubTestCase):
	def get_moves(self, campaign) -> list[tuple]:
		return [(row.power, row.interest, row.support, row.reason) for row in campaign.moves]

	def test_a_target_is_a_stakeholder_or_a_person(self):
		with self.assertRefused("Targets, row 1, Stakeholder: please choose a stakeholder or enter a person"):
			make_campaign(targets=[make_target(person_name="")])
		stakeholder = make_stakeholder(stakeholder_name="Občina Tolmin")
		campaign = make_campaign(targets=[make_target(stakeholder=stakeholder.name)])
		self.assertEqual(campaign.targets[0].target_label, "Mayor, Občina Tolmin")

	def test_a_position_outside_its_scale_is_refused(self):
		for field, value, label in (
			("support", 3, "Support: expected is a whole number from -2 to 2"),
			("support", -3, "Support: expected is a whole number from -2 to 2"),
			("power", 0, "Power: expected is a whole number from 1 to 5"),
			("interest", 6, "Interest: expected is a whole number from 1 to 5"),
		):
			with self.subTest(field), self.assertRefused(f"Targets, row 1, {label}"):
				make_campaign(targets=[make_target(**{field: value})])

	def test_every_change_of_a_position_is_written_into_the_history(self):
		campaign = make_campaign()
		campaign.targets[0].update({"support": 1, "move_reason": "The meeting helped"})
		campaign.save()
		campaign.goal = "Another goal"
		campaign.save()

		self.assertEqual(
			self.get_moves(campaign.reload()), [(5, 2, -1, None), (5, 2, 1, "The meeting helped")]
		)
		self.assertEqual(getdate(campaign.targets[0].position_on), getdate(today()))

	def test_the_history_can_not_be_rewritten(self):
		campaign = make_campaign()
		campaign.set("moves", [])
		campaign.save()
		campaign.moves[0].support = 2
		campaign.save()

		self.assertEqual(self.get_moves(campaign.reload()), [(5, 2, -1, None)])

	def test_a_move_comes_neither_from_the_future_nor_before_the_last_one(self):
		with self.assertRefused("Position of: the date lies in the future"):
			make_campaign(targets=[make_target(position_on=add_days(today(), 1))])
		campaign = make_campaign(targets=[make_target(position_on=add_days(today(), -5))])
		campaign.targets[0].update({"support": 2, "position_on": add_days(today(), -6)})
		with self.assertRefused("Position of: the last position is of"):
			campaign.save()


class TestFigures(HubTestCase):
	def test_whole_figures_of_a_campaign(self):
		proposal = close(make_proposal(stage="Replied"), "Adopted", "Rejected")
		campaign = make_campaign(
			proposals=[{"proposal": proposal.name}],
			actions=[make_action(), make_action(reach=30, cost=25)],
			targets=[make_target(), make_target(person_name="Deputy", support=0)],
		)
		campaign.targets[0].support = 2
		campaign.save()
		enter_evaluation(campaign)

		self.assertEqual(
			get_figures([campaign.name])[campaign.name],
			{
				"actions_done": 2,
				"reach": 50,
				"cost": 125,
				"cost_per_reach": 2.5,
				"supporters": 0,
				"targets": 2,
				"shift": 1.5,
				"asks": 2,
				"asks_won": 1,
				"objectives": 1,
				"objectives_reached": 0,
			},
		)

	def test_a_target_that_was_removed_moves_nothing(self):
		campaign = make_campaign(targets=[make_target(), make_target(person_name="Deputy", support=0)])
		campaign.targets[0].support = 2
		campaign.save()
		campaign.set("targets", [campaign.targets[1]])
		campaign.save()

		self.assertEqual(get_figures([campaign.name])[campaign.name].shift, 0)

	def test_an_objective_may_be_to_get_up_or_down_to_a_figure(self):
		def reached(baseline, target, achieved):
			row = {"baseline": baseline, "target_value": target, "achieved_value": achieved}
			return is_reached(frappe._dict(row, is_measured=1))

		self.assertTrue(reached(0, 3, 3))
		self.assertFalse(reached(0, 3, 2.9))
		self.assertTrue(reached(500, 300, 300))
		self.assertFalse(reached(500, 300, 400))
		self.assertFalse(
			is_reached(frappe._dict(baseline=0, target_value=3, achieved_value=5, is_measured=0))
		)

	def test_an_ngo_takes_part_once(self):
		ngo = make_ngo().name
		with self.assertRefused("NGOs Involved, row 2, NGO"):
			make_campaign(involved_ngos=[{"ngo": ngo}, {"ngo": ngo}])


class TestMeetings(HubTestCase):
	def test_its_ngos_are_invited_in_the_person_of_a_current_representative(self):
		ngo = make_represented_ngo(make_user("ana@ngo.test"))
		campaign = make_campaign(involved_ngos=[{"ngo": ngo.name}, {"ngo": make_ngo().name}])

		self.assertEqual(
			get_members(campaign.name),
			[{"ngo": ngo.name, "person_name": "ana", "email": "ana@ngo.test", "has_vote": 1}],
		)
