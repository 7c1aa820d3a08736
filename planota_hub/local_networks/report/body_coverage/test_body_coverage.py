# SPDX-License-Identifier: GPL-3.0-only
from frappe.utils import add_days, today

from planota_hub.local_networks.bodies.vacancies import start_election
from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_body, make_mandate
from planota_hub.local_networks.report.body_coverage.body_coverage import execute
from planota_hub.tests.compat import HubTestCase, as_user, make_user


class TestBodyCoverage(HubTestCase):
	def setUp(self):
		super().setUp()
		self.body = make_body()

	def run_report(self, **filters) -> tuple:
		return execute({"body": self.body.name, **filters})

	def test_a_whole_row_shows_the_seats_of_a_unit_by_field(self):
		mandate = make_mandate(self.body, seat="Idrija", to_date=add_days(today(), 10))

		rows = self.run_report()[1]

		self.assertEqual(
			rows[0],
			{
				"body": self.body.name,
				"body_name": self.body.body_name,
				"administrative_unit": "Idrija",
				"all_fields": "1 / 1",
				"all_fields_state": "Expiring",
				"all_fields_people": mandate.person_name,
				"all_fields_runs": 0,
				"field_youth": "0 / 1",
				"field_youth_state": "Vacant",
				"field_youth_people": "Vacant",
				"field_youth_runs": 0,
				"required": 2,
				"filled": 1,
				"expiring": 1,
				"vacant": 1,
			},
		)
		self.assertEqual([row["administrative_unit"] for row in rows], ["Idrija", "Tolmin"])

	def test_a_cell_tells_whether_an_election_for_it_runs(self):
		start_election(self.body.name, "Idrija", "Youth")

		row = self.run_report()[1][0]

		self.assertEqual((row["all_fields_runs"], row["field_youth_runs"]), (0, 1))

	def test_there_is_a_column_for_each_field_with_seats(self):
		columns = [column["fieldname"] for column in self.run_report()[0]]

		figures = ["required", "filled", "expiring", "vacant"]
		self.assertEqual(columns, ["body_name", "administrative_unit", "all_fields", "field_youth", *figures])

	def test_chart_and_summary_count_the_same_seats(self):
		make_mandate(self.body)

		_columns, _rows, _note, chart, summary = self.run_report()

		self.assertEqual(chart["data"]["labels"], ["Idrija", "Tolmin"])
		self.assertEqual([row["values"] for row in chart["data"]["datasets"]], [[0, 1], [0, 0], [2, 0]])
		self.assertEqual([row["value"] for row in summary], [3, 1, 0, 2])

	def test_the_coverage_of_an_earlier_day_is_shown(self):
		make_mandate(self.body, from_date="2016-01-01", to_date="2019-12-31")

		self.assertEqual(self.run_report(day="2018-05-05")[4][1]["value"], 1)
		self.assertEqual(self.run_report()[4][1]["value"], 0)

	def test_a_dissolved_body_is_shown_on_days_before_its_end_or_by_name(self):
		body = make_body(dissolved_on="2020-01-01", body_type="Other")

		def bodies(**filters):
			return {row["body"] for row in execute({"body_type": "Other", **filters})[1]}

		self.assertIn(body.name, bodies(day="2019-06-01"))
		self.assertNotIn(body.name, bodies())
		self.assertEqual(bodies(body=body.name), {body.name})

	def test_a_coordinator_sees_no_body_of_another_municipality(self):
		self.body = make_body(municipality="Idrija")
		with as_user(make_user("elsewhere@bodies.test", "Network Coordinator")):
			self.assertEqual(self.run_report()[1], [])
