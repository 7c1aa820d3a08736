# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_registration as register_for_workshop,
)
from planota_hub.planota_hub.doctype.hub_event.test_hub_event import make_event, make_registration
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting, new_participant
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.report.participation.participation import execute, get_kinds
from planota_hub.planota_hub.segments.test_segments import fix, make_segment
from planota_hub.tests.compat import HubTestCase, as_user, make_user

YEARS = {"from_date": "2019-01-01", "to_date": "2019-12-31"}


class TestParticipation(HubTestCase):
	"""In 2019: two info days in Tolmin and Bovec, a workshop and a meeting; Ana of a youth association came to all."""

	def setUp(self):
		super().setUp()
		both = [{"field_of_work": "Youth"}, {"field_of_work": "Health"}]
		self.ngo = make_ngo(stage="Verified", fields_of_work=both).name
		self.other = make_ngo(stage="Verified", fields_of_work=[{"field_of_work": "Youth"}]).name
		ana = {"participant_name": "Ana Kovač", "email": "ana@participation.test", "ngo": self.ngo}
		first = self.hold(make_event(), "2019-03-05", "Tolmin")
		self.come(first, "Attended", **ana)
		self.come(first, "Attended", participant_name="Bor Kos", ngo=self.other)
		self.come(first, "Absent", participant_name="Cene Zupan")
		second = self.hold(make_event(), "2019-04-05", "Bovec")
		self.come(second, "Attended", **{**ana, "email": "Ana+hub@participation.test"})
		self.come(second, "Attended", status="Cancelled", participant_name="Dana Kos", ngo=self.other)
		self.hold(make_event(), "2020-03-05", "Tolmin")
		workshop = make_workshop(stage="Announced")
		registration = register_for_workshop(workshop, **ana)
		registration.db_set({"attendance": "Attended", "status": "Confirmed"})
		self.hold(workshop, "2019-03-20", "Tolmin")
		address = "ana@participation.test"
		people = [
			new_participant("ana kovač", ngo=self.ngo, email=address),
			new_participant("Eva", ngo=self.other),
		]
		meeting = make_meeting(participants=people)
		self.hold(meeting, "2019-04-09", "Tolmin")
		for row, attendance in zip(meeting.participants, ("Present", "Absent"), strict=True):
			row.db_set("attendance", attendance)

	def hold(self, event, day: str, municipality: str):
		event.db_set({"stage": "Held", "starts_on": f"{day} 10:00:00", "municipality": municipality})
		return event

	def come(self, event, attendance: str, status: str = "Confirmed", **values) -> None:
		event.db_set({"stage": "Announced"})
		starts_on = event.starts_on
		event.db_set("starts_on", frappe.utils.add_days(None, 7))
		registration = make_registration(event, **values)
		registration.db_set({"attendance": attendance, "status": status})
		event.db_set({"stage": "Held", "starts_on": starts_on})

	def run_for(self, **filters) -> tuple:
		return execute({**YEARS, **filters})

	def get_rows(self, **filters) -> dict[str, tuple]:
		return {
			row["group"]: tuple(row[key] for key in ("occasions", "registered", "attended", "people", "ngos"))
			for row in self.run_for(**filters)[1]
		}

	def test_whole_rows_by_kind(self):
		self.assertEqual(
			self.run_for()[1],
			[
				{
					"group": "Info Day",
					"label": "Info Day",
					"occasions": 2,
					"registered": 4,
					"attended": 3,
					"people": 2,
					"ngos": 2,
					"share": 75.0,
				},
				{
					"group": "Hub Meeting",
					"label": "Hub Meeting",
					"occasions": 1,
					"registered": 2,
					"attended": 1,
					"people": 1,
					"ngos": 1,
					"share": 50.0,
				},
				{
					"group": "Training Workshop",
					"label": "Training Workshop",
					"occasions": 1,
					"registered": 1,
					"attended": 1,
					"people": 1,
					"ngos": 1,
					"share": 100.0,
				},
			],
		)

	def test_people_and_ngos_count_once_above_the_rows(self):
		summary = {row["label"]: row["value"] for row in self.run_for()[4]}
		self.assertEqual(
			summary,
			{"Occasions": 4, "Registered": 7, "Attended": 5, "Different People": 2, "NGOs That Came": 2},
		)

	def test_other_groups(self):
		for group_by, expected in (
			("Municipality", {"Tolmin": (3, 6, 4, 2, 2), "Bovec": (1, 1, 1, 1, 1)}),
			("Month", {"2019-03": (2, 4, 3, 2, 2), "2019-04": (2, 3, 2, 1, 1)}),
			("Year", {"2019": (4, 7, 5, 2, 2)}),
			("Field of Work", {"Youth": (4, 6, 5, 2, 2), "Health": (4, 4, 4, 1, 1), "": (1, 1, 0, 0, 0)}),
		):
			with self.subTest(group_by):
				self.assertEqual(self.get_rows(group_by=group_by), expected)
		self.assertEqual(self.run_for(group_by="Month")[1][0]["label"], "March 2019")

	def test_filters(self):
		for filters, expected in (
			({"kind": "Info Day"}, {"Info Day": (2, 4, 3, 2, 2)}),
			({"ngo": self.other}, {"Info Day": (1, 1, 1, 1, 1), "Hub Meeting": (1, 1, 0, 0, 0)}),
			({"municipality": "Bovec"}, {"Info Day": (1, 1, 1, 1, 1)}),
			(
				{"segment": make_segment(additions=fix(frappe.get_doc("NGO", self.other))).name},
				{"Info Day": (1, 1, 1, 1, 1), "Hub Meeting": (1, 1, 0, 0, 0)},
			),
			(
				{"field_of_work": "Health", "from_date": "2019-04-01"},
				{"Info Day": (1, 1, 1, 1, 1), "Hub Meeting": (1, 1, 1, 1, 1)},
			),
			({"from_date": "2018-01-01", "to_date": "2018-12-31"}, {}),
		):
			with self.subTest(str(filters)):
				self.assertEqual(self.get_rows(**filters), expected)

	def test_wrong_filters_are_named(self):
		for label, filters in (
			("From Date", {"from_date": None}),
			("To Date", {"to_date": "2018-01-01"}),
			("Group By", {"group_by": "Colour"}),
		):
			with self.subTest(label), self.assertRefused(label):
				self.run_for(**filters)

	def test_a_reader_learns_of_nothing_that_they_may_not_see(self):
		with as_user(make_user("participation-mentor@example.com", "Hub Mentor")):
			self.assertNotIn("Info Day", self.get_rows())
		with as_user("Guest"):
			self.assertEqual(self.get_rows(), {})
			with self.assertRaises(frappe.PermissionError):
				get_kinds()

	def test_the_filter_offers_every_kind_with_its_label(self):
		kinds = {row["value"] for row in get_kinds()}
		self.assertLessEqual({"Info Day", "Festival", "Training Workshop", "Hub Meeting"}, kinds)
