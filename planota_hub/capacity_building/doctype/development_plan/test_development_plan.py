# SPDX-License-Identifier: GPL-3.0-only
from unittest.mock import patch

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate, today

from planota_hub.capacity_building.doctype.programme_round.test_programme_round import make_round
from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_past_workshop
from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import (
	take_step as take_workshop_step,
)
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_attended,
)
from planota_hub.capacity_building.plans import ngo_names
from planota_hub.capacity_building.support.ledger import SupportRow, post_support
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.register.merge import merge_ngos
from planota_hub.tests.compat import HubTestCase, as_user, make_user

STEPS = {
	"Applied": (),
	"Under Assessment": ("Assess",),
	"Selected": ("Assess", "Select"),
	"Not Selected": ("Assess", "Do Not Select"),
	"Active": ("Assess", "Select", "Start Plan"),
	"Withdrawn": ("Withdraw",),
}


def new_step(**overrides):
	"""Return a step that is due today."""
	return {"step_title": "First meeting", "due_date": today(), **overrides}


def make_plan(**overrides):
	"""Create a plan of a verified NGO that began ten days ago, with any field overridden.

	`stage` other than Applied is reached by the steps of the workflow, with scores and a baseline.
	"""
	stage = overrides.pop("stage", "Applied")
	plan = frappe.get_doc(
		{
			"doctype": "Development Plan",
			"ngo": overrides.pop("ngo", None) or make_ngo(stage="Verified").name,
			"programme_round": overrides.pop("programme_round", None) or make_round().name,
			"mentor": make_user("mentor@plan.test", "Hub Mentor"),
			"starts_on": add_days(today(), -10),
			"ends_on": add_days(today(), 200),
			"motivation": "We want to grow",
			"withdrawal_reason": "Not this time",
			"goals": [{"area": "Advocacy", "goal": "Speak up"}],
			**overrides,
		}
	).insert()
	for action in STEPS[stage]:
		prepare_step(plan, action)
		plan = take_step(plan, action)
	return plan


def prepare_step(plan, action):
	if action == "Select":
		set_scores(plan, 4, 4, 4, 4)
	if action == "Start Plan":
		make_assessment(development_plan=plan.name)


def set_scores(plan, *scores):
	for row, score in zip(plan.scores, scores, strict=True):
		row.score = score
	plan.save()


def take_step(plan, action):
	"""Take a step of the workflow; return the plan as it is stored then."""
	apply_workflow(frappe.get_doc("Development Plan", plan.name), action)
	return frappe.get_doc("Development Plan", plan.name)


def make_assessment(**overrides):
	"""Create a baseline with three areas at level 2 and 4 wanted, with any field overridden."""
	return frappe.get_doc(
		{
			"doctype": "Capacity Assessment",
			"development_plan": overrides.pop("development_plan", None) or make_plan().name,
			"assessment_type": "Baseline",
			"assessed_on": today(),
			"assessor": "Administrator",
			"scores": [
				{"area": area, "level": 2, "wanted_level": 4}
				for area in ("Advocacy", "Governance", "Digital")
			],
			**overrides,
		}
	).insert()


def deliver(ngo, hours, kind="Mentoring", days_ago=1, source=None):
	"""Post hours of support for an NGO; the source is any document that stands for what was delivered."""
	source = source or frappe.get_doc({"doctype": "ToDo", "description": "Support"}).insert()
	day = add_days(getdate(today()), -days_ago)
	post_support(source, [SupportRow(date=day, ngo=ngo, kind=kind, hours=hours)])
	return source


def finish(plan):
	"""Give an active plan everything that its completion needs, except hours."""
	make_assessment(development_plan=plan.name, assessment_type="Final")
	plan.reload()
	for row in plan.goals:
		row.result = "Reached"
	for row in plan.steps:
		row.status = "Done"
	return plan.save()


class TestCourse(HubTestCase):
	def test_a_plan_goes_from_application_to_completion(self):
		plan = make_plan(stage="Active")
		deliver(plan.ngo, 25)
		finish(plan)

		plan = take_step(plan, "Complete")

		self.assertEqual((plan.stage, plan.progress_percent, plan.hours_delivered), ("Completed", 100, 25))
		self.assertEqual(getdate(plan.ended_on), getdate(today()))

	def test_every_plan_begins_as_applied(self):
		with self.assertRefused("Stage: a new plan begins as Applied"):
			frappe.get_doc(
				{**make_plan().as_dict(), "name": None, "ngo": make_ngo().name, "stage": "Active"}
			).insert()

	def test_completion_is_refused_while_short_and_says_all_that_is_missing(self):
		plan = make_plan(stage="Active", steps=[new_step()])
		deliver(plan.ngo, 10.5)

		with self.assertRaises(frappe.ValidationError) as refusal:
			take_step(plan, "Complete")

		for part in (
			"10.5 of 25 hours of support are delivered; 14.5 hours are missing",
			"no final assessment",
			"Step 1 is still open: First meeting",
			"Goal 1 has no result yet: Speak up",
		):
			self.assertIn(part, str(refusal.exception))
		self.assertEqual(frappe.db.get_value("Development Plan", plan.name, "stage"), "Active")

	def test_the_threshold_stands_in_the_settings(self):
		plan = make_plan(stage="Active")
		deliver(plan.ngo, 12)
		finish(plan)

		change_settings(support_hours_threshold=12)

		self.assertEqual(take_step(plan, "Complete").stage, "Completed")

	def test_a_completed_plan_keeps_the_threshold_that_it_was_completed_with(self):
		plan = make_plan(stage="Active")
		deliver(plan.ngo, 25)
		finish(plan)
		take_step(plan, "Complete")

		change_settings(support_hours_threshold=40)
		plan.reload()
		plan.save()

		self.assertEqual((plan.hours_required, plan.progress_percent), (25, 100))

	def test_a_reopened_plan_counts_again(self):
		plan = make_plan(stage="Active")
		deliver(plan.ngo, 25)
		finish(plan)
		plan = take_step(take_step(plan, "Complete"), "Reopen")

		self.assertEqual((plan.stage, plan.ended_on), ("Active", None))

	def test_selection_needs_all_scores_and_a_verified_ngo(self):
		plan = make_plan(stage="Under Assessment", ngo=make_ngo().name)

		with self.assertRaises(frappe.ValidationError) as refusal:
			take_step(plan, "Select")

		self.assertIn("Achievements is not scored yet", str(refusal.exception))
		self.assertIn("not verified", str(refusal.exception))

	def test_no_more_plans_are_selected_than_there_are_places(self):
		programme_round = make_round(places=1).name
		make_plan(programme_round=programme_round, stage="Selected")

		with self.assertRefused("All 1 places"):
			make_plan(programme_round=programme_round, stage="Selected")

	def test_a_withdrawn_plan_frees_its_place(self):
		programme_round = make_round(places=1).name
		take_step(make_plan(programme_round=programme_round, stage="Selected"), "Withdraw")

		self.assertEqual(make_plan(programme_round=programme_round, stage="Selected").stage, "Selected")

	def test_start_needs_mentor_dates_goal_and_baseline(self):
		plan = make_plan(stage="Selected", mentor=None, goals=[], starts_on=None, ends_on=None)

		with self.assertRaises(frappe.ValidationError) as refusal:
			take_step(plan, "Start Plan")

		for part in ("Mentor is not", "Starts On is not", "no goal", "no baseline"):
			self.assertIn(part, str(refusal.exception))

	def test_a_reason_is_needed_to_decline_and_to_withdraw(self):
		for action, before in (("Do Not Select", "Under Assessment"), ("Withdraw", "Applied")):
			plan = make_plan(stage=before, withdrawal_reason=None)
			with self.subTest(action), self.assertRefused("Reason", frappe.MandatoryError):
				take_step(plan, action)

	def test_an_ngo_has_one_active_plan_at_a_time(self):
		plan = make_plan(stage="Active")

		with self.assertRefused(plan.name):
			make_plan(ngo=plan.ngo, stage="Active")


class TestRules(HubTestCase):
	def test_one_plan_per_ngo_and_round(self):
		plan = make_plan()

		with self.assertRefused(plan.name, frappe.DuplicateEntryError):
			make_plan(ngo=plan.ngo, programme_round=plan.programme_round)

	def test_a_rejected_ngo_cannot_get_a_plan(self):
		with self.assertRefused("NGO: expected is"):
			make_plan(ngo=make_ngo(stage="Rejected").name)

	def test_a_step_due_before_the_plan_starts_is_refused_with_its_row(self):
		with self.assertRefused("Steps, row 1, Due Date: the step is due before the plan starts"):
			make_plan(steps=[new_step(due_date=add_days(today(), -11))])

	def test_a_plan_that_ends_before_it_starts_is_refused(self):
		with self.assertRefused("Planned End"):
			make_plan(ends_on=add_days(today(), -11))

	def test_the_plan_starts_within_its_round(self):
		for offset in (-31, 331):
			with self.subTest(offset), self.assertRefused("Starts On"):
				make_plan(starts_on=add_days(today(), offset), ends_on=add_days(today(), 400))

	def test_a_mentor_has_the_role(self):
		with self.assertRefused("Mentor: officer@plan.test does not have the role"):
			make_plan(mentor=make_user("officer@plan.test", "Hub Officer"))

	def test_markup_and_formulas_are_refused(self):
		with self.assertRefused("Motivation: please write plain text"):
			make_plan(motivation="<b>bold</b>")

	def test_the_score_is_the_weighted_mean_in_percent_of_the_best(self):
		change_settings(
			level_of_operation_weight=40,
			priority_field_weight=30,
			existing_programme_weight=20,
			achievements_weight=10,
		)
		plan = make_plan()

		set_scores(plan, 5, 4, 3, 0)
		self.assertEqual(plan.selection_score, 0)
		set_scores(plan, 5, 4, 3, 2)
		self.assertEqual(plan.selection_score, 80)

	def test_the_weights_of_a_decision_are_kept(self):
		plan = make_plan(stage="Selected")

		change_settings(
			level_of_operation_weight=100,
			priority_field_weight=0,
			existing_programme_weight=0,
			achievements_weight=0,
		)
		plan.save()

		self.assertEqual([row.weight for row in plan.scores], [25, 25, 25, 25])

	def test_weights_that_do_not_add_up_are_refused(self):
		with self.assertRefused("together the weights must be 100, not 125"):
			change_settings(achievements_weight=50)

	def test_a_score_outside_one_to_five_is_refused_with_its_row(self):
		for score in (6, -1):
			plan = make_plan()
			with self.subTest(score), self.assertRefused("Scores, row 2, Score"):
				set_scores(plan, 1, score, 1, 1)

	def test_criteria_cannot_be_added_removed_or_weighted_by_hand(self):
		plan = make_plan()
		plan.scores = plan.scores[:1]
		plan.scores[0].weight = 90
		plan.append("scores", {"criterion": "Level of Operation", "score": 5})
		plan.save()

		self.assertEqual(len(plan.scores), 4)
		self.assertEqual({row.weight for row in plan.scores}, {25})


class TestProgress(HubTestCase):
	def test_hours_of_every_kind_count_within_the_time_of_the_plan(self):
		plan = make_plan(stage="Active")
		deliver(plan.ngo, 3, "Workshop", days_ago=10)
		deliver(plan.ngo, 2, "Counselling", days_ago=0)
		deliver(plan.ngo, 50, "Mentoring", days_ago=11)
		deliver(make_ngo().name, 50)

		plan.reload()

		self.assertEqual((plan.hours_delivered, plan.progress_percent), (5, 20))
		plan.run_method("onload")
		self.assertEqual(plan.get_onload("hours")["Workshop"], 3)
		self.assertEqual(plan.get_onload("progress").missing, 20)

	def test_progress_follows_the_ledger_in_both_directions(self):
		plan = make_plan(stage="Active")
		source = deliver(plan.ngo, 5)
		deliver(plan.ngo, 8, source=source)
		self.assertEqual(frappe.db.get_value("Development Plan", plan.name, "hours_delivered"), 8)

		post_support(source, [])

		self.assertEqual(frappe.db.get_value("Development Plan", plan.name, "hours_delivered"), 0)

	def test_hours_of_a_merged_ngo_count_for_the_plan_of_the_other(self):
		plan = make_plan(stage="Active")
		twin = make_ngo(stage="Verified")
		workshop = make_past_workshop()
		make_attended(workshop, ngo=twin.name)
		take_workshop_step(workshop, "Mark as Held")

		merge_ngos(twin.name, plan.ngo)

		plan.reload()
		self.assertEqual((plan.ngo, plan.ngo_name, plan.hours_delivered), (twin.name, twin.ngo_name, 6))

	def test_the_plan_follows_the_name_of_its_ngo(self):
		plan = make_plan()
		ngo = frappe.get_doc("NGO", plan.ngo)
		ngo.ngo_name = "Novo društvo"
		ngo.save()

		self.assertEqual(frappe.db.get_value("Development Plan", plan.name, "ngo_name"), "Novo društvo")

	def test_an_ngo_that_keeps_its_name_is_saved_without_a_look_at_plans_for_it(self):
		with patch.object(ngo_names, "copy_name") as copy_name:
			ngo = make_ngo()
			ngo.website = "https://drustvo.test"
			ngo.save()
			copy_name.assert_not_called()
			ngo.ngo_name = "Novo društvo"
			ngo.save()

		copy_name.assert_called_once_with(ngo)

	def test_the_staff_and_the_mentor_are_told_once_when_the_threshold_is_reached(self):
		plan = make_plan(stage="Active")
		filters = {"document_name": plan.name, "for_user": plan.mentor, "subject": ("like", "%reached%")}
		deliver(plan.ngo, 24)
		self.assertEqual(frappe.db.count("Notification Log", filters), 0)

		deliver(plan.ngo, 1)
		deliver(plan.ngo, 1)

		self.assertEqual(frappe.db.count("Notification Log", filters), 1)


class TestStepsAndTasks(HubTestCase):
	def get_task(self, plan, row=0):
		return frappe.get_doc("ToDo", frappe.get_doc("Development Plan", plan.name).steps[row].todo)

	def test_steps_become_tasks_of_the_mentor_when_the_plan_starts(self):
		plan = make_plan(stage="Selected", steps=[new_step()])
		self.assertFalse(plan.steps[0].todo)

		prepare_step(plan, "Start Plan")
		plan = take_step(plan, "Start Plan")

		task = self.get_task(plan)
		self.assertEqual(
			(task.allocated_to, task.status, getdate(task.date)), (plan.mentor, "Open", getdate(today()))
		)
		self.assertEqual((task.reference_type, task.reference_name), (plan.doctype, plan.name))

	def test_closing_the_task_closes_the_step_and_the_other_way_round(self):
		plan = make_plan(stage="Active", steps=[new_step(), new_step(step_title="Second")])
		task = self.get_task(plan)
		task.status = "Closed"
		task.save()

		plan.reload()
		self.assertEqual((plan.steps[0].status, getdate(plan.steps[0].done_on)), ("Done", getdate(today())))

		plan.steps[1].status = "Done"
		plan.save()
		self.assertEqual(self.get_task(plan, 1).status, "Closed")

	def test_a_changed_step_changes_its_task_and_makes_no_second_one(self):
		plan = make_plan(stage="Active", steps=[new_step()])
		other = make_user("other@plan.test", "Hub Officer")
		plan.steps[0].due_date = add_days(today(), 3)
		plan.steps[0].assigned_to = other
		plan.save()

		task = self.get_task(plan)
		self.assertEqual((getdate(task.date), task.allocated_to), (getdate(add_days(today(), 3)), other))
		self.assertEqual(frappe.db.count("ToDo", {"reference_name": plan.name}), 1)

	def test_a_removed_step_and_a_withdrawn_plan_cancel_what_is_open(self):
		plan = make_plan(stage="Active", steps=[new_step(), new_step(step_title="Second")])
		first, second = self.get_task(plan), self.get_task(plan, 1)
		plan.steps = plan.steps[1:]
		plan.save()
		self.assertEqual(frappe.db.get_value("ToDo", first.name, "status"), "Cancelled")

		take_step(plan, "Withdraw")
		self.assertEqual(frappe.db.get_value("ToDo", second.name, "status"), "Cancelled")

	def test_a_deleted_task_leaves_the_step(self):
		plan = make_plan(stage="Active", steps=[new_step()])
		self.get_task(plan).delete()

		plan.reload()
		self.assertFalse(plan.steps[0].todo)

	def test_a_task_of_somebody_else_cannot_be_taken_over_by_the_api(self):
		foreign = frappe.get_doc({"doctype": "ToDo", "description": "Private"}).insert()
		plan = make_plan(stage="Active", steps=[new_step()])
		plan.steps[0].todo = foreign.name
		plan.steps[0].status = "Done"
		plan.save()

		self.assertEqual(frappe.db.get_value("ToDo", foreign.name, "status"), "Open")


class TestWhoSeesPlans(HubTestCase):
	def setUp(self):
		super().setUp()
		self.user = make_user("ana@plan.test", "NGO Representative")
		self.ngo = make_ngo(
			stage="Verified", municipality="Bovec", representatives=[{"full_name": "Ana", "user": self.user}]
		)
		self.plan = make_plan(ngo=self.ngo.name, stage="Active")
		self.assessment = frappe.get_last_doc("Capacity Assessment", {"development_plan": self.plan.name})

	def assertSees(self, user, expected):
		for doctype, name in (
			("Development Plan", self.plan.name),
			("Capacity Assessment", self.assessment.name),
		):
			with as_user(user):
				try:
					listed = bool(frappe.get_list(doctype, {"name": name}))
				except frappe.PermissionError:
					listed = False
				form = bool(frappe.has_permission(doctype, "read", name))
			self.assertEqual((listed, form), (expected, expected), f"{user}: {doctype}")

	def test_staff_and_auditors_see_all(self):
		for role in ("Hub Manager", "Hub Officer", "Hub Auditor"):
			self.assertSees(make_user(f"{frappe.scrub(role)}@plan.test", role), True)

	def test_a_mentor_sees_the_own_plans_and_no_others(self):
		self.assertSees("mentor@plan.test", True)
		self.assertSees(make_user("other-mentor@plan.test", "Hub Mentor"), False)

	def test_a_coordinator_sees_the_plans_of_the_granted_municipalities(self):
		coordinator = make_user("coordinator@plan.test", "Network Coordinator")
		self.assertSees(coordinator, False)
		frappe.permissions.add_user_permission("Municipality", "Bovec", coordinator)
		self.assertSees(coordinator, True)
		frappe.db.set_value("NGO", self.ngo.name, "municipality", "Tolmin")
		self.assertSees(coordinator, False)

	def test_a_representative_sees_the_own_plan_and_nobody_else_does(self):
		self.assertSees(self.user, True)
		for user in (
			"Guest",
			make_user("bor@plan.test", "NGO Representative"),
			make_user("nobody@plan.test"),
		):
			self.assertSees(user, False)

	def test_rows_are_seen_with_their_plan_only(self):
		with as_user(make_user("other-mentor@plan.test", "Hub Mentor")):
			self.assertEqual(frappe.get_list("Development Plan Goal", parent_doctype="Development Plan"), [])
			self.assertEqual(
				frappe.get_list("Capacity Assessment Score", parent_doctype="Capacity Assessment"), []
			)

	def test_a_mentor_works_on_steps_but_decides_nothing(self):
		with as_user("mentor@plan.test"):
			self.plan.reload()
			self.plan.append("steps", new_step())
			self.plan.save()
			self.plan.mentor = make_user("other-mentor@plan.test", "Hub Mentor")
			with self.assertRefused("Mentor: only the hub's staff", frappe.PermissionError):
				self.plan.save()

	def test_a_mentor_assesses_the_own_plans_and_no_others(self):
		with as_user("mentor@plan.test"):
			make_assessment(development_plan=self.plan.name, assessment_type="Interim")
		with (
			as_user(make_user("other-mentor@plan.test", "Hub Mentor")),
			self.assertRaises(frappe.PermissionError),
		):
			make_assessment(development_plan=self.plan.name, assessment_type="Interim")

	def test_a_representative_reads_neither_scores_nor_the_applicant(self):
		with as_user(self.user):
			plan = frappe.get_doc("Development Plan", self.plan.name)
			plan.apply_fieldlevel_read_permissions()
		self.assertIsNone(plan.get("selection_score"))
		self.assertFalse(plan.get("scores"))

	def test_neither_representatives_nor_auditors_write(self):
		for user in (self.user, make_user("hub_auditor@plan.test", "Hub Auditor")):
			with as_user(user), self.assertRaises(frappe.PermissionError):
				frappe.get_doc("Development Plan", self.plan.name).save()
