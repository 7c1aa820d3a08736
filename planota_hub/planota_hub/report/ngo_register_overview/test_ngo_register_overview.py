# SPDX-License-Identifier: GPL-3.0-only
from unittest.mock import patch

import frappe
from frappe.desk.query_report import run
from frappe.utils import add_days, today

from planota_hub.planota_hub.doctype.field_of_work.test_field_of_work import make_field_of_work
from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.report.ngo_register_overview import ngo_register_overview
from planota_hub.planota_hub.report.ngo_register_overview.ngo_register_overview import GROUP_FIELDS, execute
from planota_hub.rules.unknown_numbers import set_known
from planota_hub.tests.compat import HubTestCase, as_user, count_queries, make_user


def make_row(group: str, **figures) -> dict:
	"""Return a row of the report in which everything is nothing unless given."""
	return {
		"group": group,
		"label": group,
		"ngos": 0,
		"listed": 0,
		"verified": 0,
		"waiting": 0,
		"public_interest": 0,
		"members_count": None,
		"volunteers_count": None,
		"employees_count": None,
		"income": None,
		**figures,
	}


class TestNGORegisterOverview(HubTestCase):
	"""Two municipalities of the unit Tolmin that no other test uses, and three NGOs in them.

	The first municipality: a verified association with the public-interest status that works in both fields,
	and a submitted institute without any. The second: a rejected foundation that works in one field.
	"""

	def setUp(self):
		super().setUp()
		self.first = make_municipality(municipality_name="Občina A").name
		self.second = make_municipality(municipality_name="Občina B").name
		self.culture, self.sport = make_field_of_work().name, make_field_of_work().name
		self.ministry = make_stakeholder(stakeholder_type="Ministry").name
		self.association = make_ngo(
			municipality=self.first,
			stage="Verified",
			fields_of_work=[{"field_of_work": self.culture}, {"field_of_work": self.sport}],
			members_count=40,
			volunteers_count=7,
			employees_count=1,
			public_interest_statuses=[{"ministry": self.ministry, "valid_until": add_days(today(), 30)}],
			yearly_figures=[{"year": 2023, "income": 500}, {"year": 2024, "income": 1500.5}],
		)
		self.institute = make_ngo(
			municipality=self.first,
			legal_form="Private Institute",
			members_count=2,
			yearly_figures=[{"year": 2022, "income": 100}],
		)
		self.foundation = make_ngo(
			municipality=self.second,
			legal_form="Foundation",
			stage="Rejected",
			fields_of_work=[{"field_of_work": self.sport}],
			employees_count=3,
		)

	def get_rows(self, **filters) -> list[dict]:
		"""Return the rows of the groups that this test has made, of NGOs of any stage unless one is asked for."""
		filters = {"stage": "All", **filters}
		own = {self.first, self.second, self.culture, self.sport}
		return [row for row in execute(filters)[1] if filters.get("municipality") or row["group"] in own]

	def test_rows_by_municipality_add_up_people_and_the_last_reported_income(self):
		self.assertEqual(
			self.get_rows(group_by="Municipality"),
			[
				make_row(
					self.first,
					ngos=2,
					verified=1,
					waiting=1,
					public_interest=1,
					members_count=42,
					volunteers_count=7,
					employees_count=1,
					income=1600.5,
				),
				make_row(self.second, ngos=1, employees_count=3),
			],
		)

	def test_an_ngo_counts_in_each_of_its_fields_and_once_in_the_summary(self):
		_columns, rows, note, chart, summary, skip_total_row = execute(
			{"group_by": "Field of Work", "municipality": self.first}
		)

		figures = {
			"ngos": 1,
			"verified": 1,
			"public_interest": 1,
			"members_count": 40,
			"volunteers_count": 7,
			"employees_count": 1,
			"income": 1500.5,
		}
		expected = [make_row(name, **figures) for name in (self.culture, self.sport)]
		expected.append(make_row("", label="Not specified", ngos=1, waiting=1, members_count=2, income=100.0))
		self.assertCountEqual(rows, expected)
		self.assertEqual(
			[(figure["label"], figure["value"]) for figure in summary],
			[
				("NGOs", 2),
				("Verified", 1),
				("Waiting", 1),
				("Listed", 0),
				("Members", 42),
				("Volunteers", 7),
				("Employees", 1),
				("Income, Latest Year", 1600.5),
			],
		)
		self.assertIn("several fields", note)
		self.assertTrue(skip_total_row)
		self.assertEqual(chart["data"]["labels"], [row["label"] for row in rows])
		self.assertEqual(chart["data"]["datasets"][0]["values"], [1, 1, 1])

	def test_the_chart_shows_who_is_only_listed_beside_the_others(self):
		make_ngo(municipality=self.second, stage="Listed")

		chart = execute({"group_by": "Municipality", "administrative_unit": "Tolmin"})[3]

		drawn = {
			part["name"]: dict(zip(chart["data"]["labels"], part["values"], strict=True))
			for part in chart["data"]["datasets"]
		}
		self.assertEqual((drawn["NGOs"][self.first], drawn["Listed"][self.first]), (2, 0))
		self.assertEqual((drawn["NGOs"][self.second], drawn["Listed"][self.second]), (0, 1))

	def test_rows_by_legal_form_and_stage_are_named_in_words(self):
		for group_by, expected in (
			("Legal Form", {"Association", "Private Institute"}),
			("Stage", {"Verified", "Submitted"}),
			("Administrative Unit", {"Tolmin"}),
			("Statistical Region", {"Goriška"}),
		):
			rows = self.get_rows(group_by=group_by, municipality=self.first)
			self.assertEqual({row["label"] for row in rows}, expected)

	def test_rejected_and_inactive_ngos_are_left_out_unless_they_are_asked_for(self):
		for stage, places in (
			("", {self.first: 2}),
			("All", {self.first: 2, self.second: 1}),
			("Rejected", {self.second: 1}),
			("Inactive", {}),
		):
			rows = self.get_rows(group_by="Municipality", stage=stage)
			self.assertEqual({row["group"]: row["ngos"] for row in rows}, places, stage)

	def test_listed_ngos_have_a_column_of_their_own_unless_they_are_asked_for(self):
		make_ngo(municipality=self.first, stage="Listed", members_count=100)
		for stage, counted in (
			("", (2, 1, 42)),
			("Listed", (1, 1, 100)),
			("All", (3, 1, 142)),
			("Verified", (1, 0, 40)),
		):
			(row,) = self.get_rows(group_by="Municipality", stage=stage, municipality=self.first)
			self.assertEqual((row["ngos"], row["listed"], row["members_count"]), counted, stage)

	def test_the_latest_known_income_is_that_of_the_latest_year_that_has_one(self):
		self.association.reload().append("yearly_figures", {"year": 2025, "volunteer_hours": 120})
		self.association.save()
		self.institute.reload().append("yearly_figures", {"year": 2023, "income": 0})
		self.institute.save()

		(row,) = self.get_rows(group_by="Municipality", municipality=self.first)

		self.assertEqual(row["income"], 1500.5)

	def test_the_register_can_be_read_as_of_a_day(self):
		frappe.db.set_value("NGO", self.association.name, "creation", "2020-01-10 08:00:00")
		frappe.db.set_value("NGO", self.institute.name, "creation", "2021-01-10 08:00:00")
		changes = {
			"municipality": self.second,
			"members_count": 0,
			"fields_of_work": [{"field_of_work": self.sport}],
		}
		frappe.get_doc("NGO", self.association.name).update(changes).save(ignore_version=False)
		(version,) = frappe.get_all(
			"Version", {"docname": self.association.name}, pluck="name", order_by="creation desc", limit=1
		)
		frappe.db.set_value("Version", version, "creation", "2022-03-01 12:00:00")

		def read(day, group_by="Municipality"):
			rows = self.get_rows(group_by=group_by, as_of=day)
			return {row["group"]: (row["ngos"], row["members_count"]) for row in rows}

		self.assertEqual(read("2019-12-31"), {})
		self.assertEqual(read("2020-12-31"), {self.first: (1, 40)})
		self.assertEqual(read("2022-02-28"), {self.first: (2, 42)})
		self.assertEqual(read("2022-03-01"), {self.first: (1, 2), self.second: (1, 0)})
		self.assertEqual(read("2022-02-28", "Field of Work"), {self.culture: (1, 40), self.sport: (1, 40)})
		self.assertEqual(read("2022-03-01", "Field of Work"), {self.sport: (1, 0)})

	def test_each_filter_narrows_the_rows(self):
		for filters, expected in (
			({"stage": "Verified"}, [self.association]),
			({"legal_form": "Foundation"}, [self.foundation]),
			({"field_of_work": self.sport}, [self.association, self.foundation]),
			({"public_interest_status": "With status"}, [self.association]),
			({"public_interest_status": "Expiring"}, [self.association]),
			({"public_interest_status": "Without status"}, [self.institute, self.foundation]),
			({"administrative_unit": "Tolmin"}, [self.association, self.institute, self.foundation]),
			({"administrative_unit": "Idrija"}, []),
		):
			with self.subTest(filters):
				counted = sum(row["ngos"] for row in self.get_rows(group_by="Municipality", **filters))
				self.assertEqual(counted, len(expected))

	def test_added_up_in_the_database_and_read_one_by_one_it_is_the_same(self):
		set_known(self.foundation, "members_count", None)
		self.foundation.save()
		make_ngo(municipality=self.second, fields_of_work=[], members_count=0)
		for filters in (
			*({"group_by": group} for group in GROUP_FIELDS),
			{"stage": "All"},
			{"stage": "Verified", "group_by": "Field of Work"},
			{"field_of_work": self.sport},
			{"public_interest_status": "With status"},
			{"public_interest_status": "Without status"},
			{"municipality": self.first, "legal_form": "Foundation"},
		):
			with self.subTest(filters):
				added_up = execute(dict(filters))
				with patch.object(ngo_register_overview, "can_add_up", return_value=False):
					self.assertEqual(execute(dict(filters)), added_up)

	def test_a_status_that_has_ended_counts_no_more(self):
		self.association.public_interest_statuses[0].db_set("valid_until", add_days(today(), -1))

		(row,) = self.get_rows(group_by="Municipality", municipality=self.first)

		self.assertEqual(row["public_interest"], 0)

	def test_the_reader_sees_no_more_than_in_the_list(self):
		coordinator = make_user("coordinator@report.test", "Network Coordinator")
		with as_user(coordinator):
			rows = self.get_rows(group_by="Municipality")

		# coordinators see verified NGOs only
		self.assertEqual([(row["label"], row["ngos"]) for row in rows], [(self.first, 1)])

	def test_an_unknown_grouping_is_refused(self):
		with self.assertRefused("Group By: please choose one of"):
			execute({"group_by": "owner; drop table"})

	def test_the_number_of_queries_does_not_grow_with_the_ngos(self):
		execute({})  # fills the caches
		few = count_queries(lambda: execute({"group_by": "Field of Work"}))
		for _number in range(5):
			make_ngo(municipality=self.first, fields_of_work=[{"field_of_work": self.sport}])

		self.assertEqual(count_queries(lambda: execute({"group_by": "Field of Work"})), few)

	def test_the_framework_runs_it_for_an_auditor_and_not_for_a_mentor(self):
		make_user("auditor@report.test", "Hub Auditor")
		make_user("mentor@report.test", "Hub Mentor")
		filters = {"group_by": "Municipality", "municipality": self.first}

		with as_user("auditor@report.test"):
			answer = run("NGO Register Overview", filters=filters)
		self.assertEqual(answer["result"][0]["ngos"], 2)
		with as_user("mentor@report.test"), self.assertRaises(frappe.PermissionError):
			run("NGO Register Overview", filters=filters)
