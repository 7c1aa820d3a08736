# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.local_networks.report.local_needs_heatmap.local_needs_heatmap import execute
from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.tests.compat import HubTestCase, as_user, make_user


class TestLocalNeedsHeatmap(HubTestCase):
	def setUp(self):
		super().setUp()
		self.place = make_municipality()
		self.unit = self.place.administrative_unit

	def run_report(self, **filters) -> list[dict]:
		rows = execute({"administrative_unit": self.unit, **filters})[1]
		return [row for row in rows if row["municipality"] == self.place.name]

	def make_need(self, **overrides):
		return make_need(municipality=self.place.name, **overrides)

	def test_a_whole_row_counts_the_open_needs_of_a_municipality_by_field(self):
		self.make_need(stage="Accepted")
		self.make_need(stage="Accepted", field_of_work="Youth")
		self.make_need(stage="Accepted", field_of_work="Youth")
		self.make_need()
		self.make_need(stage="Rejected")

		(row,) = self.run_report()
		figures = {key: value for key, value in row.items() if value}

		self.assertEqual(
			figures,
			{"municipality": self.place.name, "field_older_people": 1, "field_youth": 2, "total": 3},
		)

	def test_priorities_are_added_up_instead(self):
		self.make_need(stage="Accepted")
		self.make_need(stage="Accepted", severity="1", reach="1", gap="2")

		self.assertEqual(self.run_report(measure="Priority")[0]["field_older_people"], 62)

	def test_what_waits_is_counted_on_demand(self):
		self.make_need()

		self.assertEqual(self.run_report(), [])
		self.assertEqual(self.run_report(counted="Waiting")[0]["total"], 1)

	def test_a_coordinator_counts_only_what_they_may_see(self):
		self.make_need(stage="Accepted")
		with as_user(make_user("elsewhere@networks.test", "Network Coordinator")):
			self.assertEqual(self.run_report(), [])
