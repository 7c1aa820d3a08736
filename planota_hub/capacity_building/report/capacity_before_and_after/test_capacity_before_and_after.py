# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.capacity_building.doctype.development_plan.test_development_plan import (
	make_assessment,
	make_plan,
)
from planota_hub.capacity_building.doctype.programme_round.test_programme_round import make_round
from planota_hub.capacity_building.report.capacity_before_and_after.capacity_before_and_after import execute
from planota_hub.tests.compat import HubTestCase, as_user, make_user


def levels(**areas) -> list[dict]:
	return [{"area": area, "level": level, "wanted_level": wanted} for area, (level, wanted) in areas.items()]


class TestCapacityBeforeAndAfter(HubTestCase):
	def setUp(self):
		super().setUp()
		self.round = make_round().name
		self.plan = self.assess("Baseline", Advocacy=(1, 4), Digital=(3, 5))
		self.assess("Final", self.plan, Advocacy=(4, 4))
		self.other = self.assess("Baseline", Advocacy=(5, 5))

	def assess(self, kind, plan=None, **areas):
		plan = plan or make_plan(programme_round=self.round)
		make_assessment(development_plan=plan.name, assessment_type=kind, scores=levels(**areas))
		return plan

	def run_report(self, **filters) -> list[dict]:
		return execute({"programme_round": self.round, **filters})[1]

	def test_rows_by_area_compare_what_was_assessed_both_times(self):
		self.assertEqual(
			self.run_report(),
			[
				{
					"label": "Advocacy",
					"plan": None,
					"area": None,
					"levels": 2,
					"compared": 1,
					"baseline": 1,
					"latest": 4,
					"change": 3,
					"wanted": 4,
					"gap": 0,
				},
				{
					"label": "Digital",
					"plan": None,
					"area": None,
					"levels": 1,
					"compared": 0,
					"baseline": 3,
					"latest": None,
					"change": None,
					"wanted": 5,
					"gap": None,
				},
			],
		)

	def test_rows_by_ngo(self):
		rows = {row["plan"]: row for row in self.run_report(group_by="NGO")}

		self.assertEqual(set(rows), {self.plan.name, self.other.name})
		self.assertEqual(
			(rows[self.plan.name]["label"], rows[self.plan.name]["change"]), (self.plan.ngo_name, 3)
		)
		self.assertEqual(rows[self.other.name]["change"], None)

	def test_rows_by_ngo_and_area(self):
		rows = self.run_report(group_by="NGO and Area", development_plan=self.plan.name)

		self.assertEqual(
			[(row["area"], row["baseline"], row["latest"]) for row in rows],
			[("Advocacy", 1, 4), ("Digital", 3, None)],
		)

	def test_filters_narrow(self):
		self.assertEqual([row["label"] for row in self.run_report(area="Digital")], ["Digital"])
		self.assertEqual(self.run_report(municipality="Bovec"), [])

	def test_an_unknown_grouping_is_refused(self):
		with self.assertRefused("Group By"):
			self.run_report(group_by="Owner")

	def test_the_note_says_how_much_is_compared(self):
		note = execute({"programme_round": self.round})[2]

		self.assertIn("1 of 3 levels", note)

	def test_a_mentor_reads_the_own_plans(self):
		with as_user(make_user("other-mentor@plan.test", "Hub Mentor")):
			self.assertEqual(self.run_report(), [])
