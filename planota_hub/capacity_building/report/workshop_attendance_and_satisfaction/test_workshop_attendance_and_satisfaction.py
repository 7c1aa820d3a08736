# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import get_datetime

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import (
	make_area,
	make_workshop,
	take_step,
)
from planota_hub.capacity_building.doctype.workshop_feedback.test_workshop_feedback import make_feedback
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	COMPLETE_DATA,
	cancel_registration,
	make_attended,
	make_registration,
)
from planota_hub.capacity_building.report.workshop_attendance_and_satisfaction.workshop_attendance_and_satisfaction import (
	execute,
)
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user

# years in which nothing else takes place
PERIOD = {"from_date": "2001-01-01", "to_date": "2002-12-31"}


class TestWorkshopAttendanceAndSatisfaction(HubTestCase):
	"""Two workshops: in Tolmin with three of four seats used, and in Bovec with one."""

	def setUp(self):
		super().setUp()
		ngo = make_ngo(stage="Verified").name
		areas = [{"capacity_area": make_area("Strategic Planning")}, {"capacity_area": make_area("Advocacy")}]
		self.first = self.make("2001-03-10", capacity=4, areas=areas, trainer_name="Ana Kos")
		self.second = self.make("2002-05-02", capacity=2, municipality="Bovec", hours=4, areas=areas[:1])
		self.make("2002-06-01", stage="Draft")
		self.make("2003-01-01")
		people = [
			make_attended(self.first, ngo=ngo, **COMPLETE_DATA),
			make_attended(self.first, ngo=ngo, attended_hours=2),
		]
		make_registration(self.first, attendance="Absent")
		cancel_registration(make_registration(self.first).name)
		make_attended(self.second, ngo=ngo)
		take_step(self.first, "Mark as Held")
		make_feedback(people[0], content_rating=5, trainer_rating=5, would_recommend="Yes")
		make_feedback(people[1], usefulness_rating=2)

	def make(self, day, **overrides):
		start = get_datetime(f"{day} 09:00:00")
		return make_workshop(starts_on=start, ends_on=get_datetime(f"{day} 16:00:00"), **overrides)

	def test_row_of_a_workshop(self):
		rows = execute(PERIOD)[1]

		self.assertEqual([row["workshop"] for row in rows], [self.second.name, self.first.name])
		self.assertEqual(
			rows[1],
			{
				"group": self.first.name,
				"workshop": self.first.name,
				"label": self.first.workshop_title,
				"starts_on": get_datetime("2001-03-10 09:00:00"),
				"stage": "Held",
				"workshops": 1,
				"capacity": 4,
				"registered": 3,
				"confirmed": 3,
				"waiting": 0,
				"cancelled": 1,
				"attended": 2,
				"absent": 1,
				"attendance_rate": 66.7,
				"ngo_count": 1,
				"participant_hours": 8,
				"complete_rate": 50,
				"feedbacks": 2,
				"response_rate": 100,
				"mean_content_rating": 4.5,
				"mean_trainer_rating": 4.5,
				"mean_organisation_rating": 4,
				"mean_usefulness_rating": 3,
				"satisfaction": 4,
				"recommend_rate": 100,
			},
		)

	def test_groups_and_the_summary(self):
		for group_by, expected in (
			("Month", [("May 2002", 1), ("March 2001", 2)]),
			("Municipality", [("Tolmin", 2), ("Bovec", 1)]),
			("Trainer", [("Ana Kos", 2), ("Not specified", 1)]),
			("Capacity Area", [("Strategic Planning", 3), ("Advocacy", 2)]),
		):
			_columns, rows, _note, chart, summary = execute({**PERIOD, "group_by": group_by})
			with self.subTest(group_by):
				self.assertEqual([(row["label"], row["attended"]) for row in rows], expected)
				self.assertEqual(
					chart["data"]["datasets"][1]["values"], [number for _label, number in expected]
				)
				self.assertEqual([entry["value"] for entry in summary[:4]], [2, 3, 1, "12.00"])

	def test_filters(self):
		for filters, expected in (
			({"municipality": "Bovec"}, [self.second.name]),
			({"capacity_area": "Advocacy"}, [self.first.name]),
			({"stage": "Held"}, [self.first.name]),
			({"from_date": "2001-03-11"}, [self.second.name]),
			({"to_date": "2001-03-10"}, [self.first.name]),
		):
			with self.subTest(str(filters)):
				self.assertEqual([row["workshop"] for row in execute({**PERIOD, **filters})[1]], expected)

	def test_wrong_filters_are_refused(self):
		with self.assertRefused("Group By"):
			execute({"group_by": "Colour"})
		with self.assertRefused("To Date"):
			execute({"from_date": "2002-01-01", "to_date": "2001-01-01"})

	def test_nothing_found_gives_no_chart(self):
		self.assertEqual(execute({"from_date": "1990-01-01", "to_date": "1990-12-31"})[1:4], ([], None, None))

	def test_coordinator_of_a_municipality_sees_its_workshops_only(self):
		coordinator = make_user("coordinator@hub.test", "Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", "Bovec", coordinator)

		with as_user(coordinator):
			self.assertEqual([row["workshop"] for row in execute(PERIOD)[1]], [self.second.name])
