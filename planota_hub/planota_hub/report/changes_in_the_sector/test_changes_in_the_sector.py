# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.desk.query_report import run

from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.planota_hub.register.sector_changes import note_change
from planota_hub.planota_hub.report.changes_in_the_sector.changes_in_the_sector import execute
from planota_hub.tests.compat import HubTestCase, as_user, make_user

SPRING = {"from_date": "2019-03-01", "to_date": "2019-04-30"}


def make_row(group: str, label: str | None = None, **figures) -> dict:
	"""Return a row of the report in which nothing happened unless given."""
	columns = "founded dissolved moved_in moved_away renamed form_changed granted withdrawn balance".split()
	return {"group": group, "label": label or group, **dict.fromkeys(columns, 0), **figures}


class TestChangesInTheSector(HubTestCase):
	"""In spring 2019, in two municipalities: two founded, one dissolved, one moved from the first to the second."""

	def setUp(self):
		super().setUp()
		self.first = make_municipality(municipality_name="Občina A").name
		self.second = make_municipality(municipality_name="Občina B").name
		youth = {"field_of_work": "Youth", "legal_form": "Association"}
		self.note("Founded", "2019-03-01", "A", municipality=self.first, **youth)
		self.note("Founded", "2019-04-30", "B", municipality=self.first, legal_form="Foundation")
		self.note("Dissolved", "2019-04-02", "C", municipality=self.second, **youth)
		self.note(
			"Moved", "2019-03-15", "D", municipality=self.second, former_municipality=self.first, **youth
		)
		self.note("Status Granted", "2019-04-03", "E", municipality=self.second, **youth)
		self.note("Founded", "2019-05-01", "F", municipality=self.first, **youth)

	def note(self, kind: str, day: str, name: str, **values):
		note_change(kind, day, ngo_name=f"{name} {self.first}", **values)

	def get_rows(self, **filters) -> list[dict]:
		return execute({**SPRING, **filters})[1]

	def test_whole_rows_by_municipality(self):
		self.assertEqual(
			[row for row in self.get_rows() if row["group"] in (self.first, self.second)],
			[
				make_row(self.first, founded=2, moved_away=1, balance=2),
				make_row(self.second, dissolved=1, moved_in=1, granted=1, balance=-1),
			],
		)

	def test_whole_rows_by_month_field_form_and_kind_of_one_municipality(self):
		of_second = {"municipality": self.second}
		for group_by, expected in (
			(
				"Month",
				[
					make_row("2019-03", "March 2019", moved_in=1),
					make_row("2019-04", "April 2019", dissolved=1, granted=1, balance=-1),
				],
			),
			("Field of Work", [make_row("Youth", dissolved=1, moved_in=1, granted=1, balance=-1)]),
			("Legal Form", [make_row("Association", dissolved=1, moved_in=1, granted=1, balance=-1)]),
			(
				"What Happened",
				[
					make_row("Dissolved", dissolved=1, balance=-1),
					make_row("Moved", moved_in=1),
					make_row("Status Granted", granted=1),
				],
			),
		):
			with self.subTest(group_by):
				self.assertEqual(self.get_rows(group_by=group_by, **of_second), expected)
		(row,) = self.get_rows(group_by="Month", municipality=self.first, kind="Moved")
		self.assertEqual(row, make_row("2019-03", "March 2019", moved_away=1))

	def test_each_filter_narrows_the_rows(self):
		for filters, founded in (
			({}, 2),
			({"legal_form": "Foundation"}, 1),
			({"field_of_work": "Youth"}, 1),
			({"to_date": "2019-04-29"}, 1),
			({"to_date": "2019-05-01"}, 3),
			({"kind": "Dissolved"}, 0),
			({"administrative_unit": "Tolmin"}, 2),
			({"statistical_region": "Goriška"}, 2),
			({"administrative_unit": "Idrija"}, 0),
		):
			with self.subTest(filters):
				rows = [row for row in self.get_rows(**filters) if row["group"] == self.first]
				self.assertEqual(sum(row["founded"] for row in rows), founded)

	def test_summary_and_chart_say_what_the_rows_say(self):
		_columns, rows, _message, chart, summary = execute({**SPRING, "municipality": self.first})

		self.assertEqual([row["value"] for row in summary], [2, 0, 2, 0, 0])
		self.assertEqual(chart["data"]["labels"], [row["label"] for row in rows])
		self.assertEqual(
			[(part["name"], part["values"]) for part in chart["data"]["datasets"]],
			[("Founded", [2]), ("Moved Away", [1])],
		)
		self.assertEqual(len(chart["colors"]), 2)
		self.assertIsNone(execute({"from_date": "1900-01-01", "to_date": "1900-01-02"})[3])

	def test_chart_draws_the_last_months_and_only_what_happened(self):
		for month in range(1, 13):
			self.note("Renamed", f"2018-{month:02}-05", f"R{month}", municipality=self.second)
		chart = execute(
			{
				"from_date": "2018-01-01",
				"to_date": "2019-04-30",
				"group_by": "Month",
				"municipality": self.second,
			}
		)[3]

		self.assertEqual(len(chart["data"]["labels"]), 12)
		self.assertEqual(chart["data"]["labels"][-2:], ["Mar 2019", "Apr 2019"])
		drawn = {part["name"]: part["values"][-2:] for part in chart["data"]["datasets"]}
		self.assertEqual(drawn, {"Dissolved": [0, 1], "Moved In": [1, 0], "Other Changes": [0, 1]})

	def test_where_nothing_is_shown_the_days_of_what_is_known_are_told(self):
		note = execute({"from_date": "1900-01-01", "to_date": "1900-01-02"})[2]
		self.assertIn("Changes are known from", note)
		self.assertIsNone(execute(SPRING)[2])
		frappe.db.delete("Sector Change")
		self.assertIn("No change is known yet", execute(SPRING)[2])

	def test_wrong_filters_are_refused(self):
		with self.assertRefused("Group By: please choose one of"):
			execute({"group_by": "owner; drop table"})
		with self.assertRefused("To Date: expected is a day not before"):
			execute({"from_date": "2019-03-01", "to_date": "2019-02-01"})

	def test_a_coordinator_sees_the_granted_municipalities_and_a_mentor_nothing(self):
		user = make_user("coordinator@changes.test", "Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", self.second, user)
		with as_user(user):
			(row,) = (row for row in self.get_rows() if row["group"] == self.second)
		self.assertEqual(row, make_row(self.second, dissolved=1, moved_in=1, granted=1, balance=-1))
		with (
			as_user(make_user("mentor@changes.test", "Hub Mentor")),
			self.assertRaises(frappe.PermissionError),
		):
			run("Changes in the Sector", filters=SPRING)
