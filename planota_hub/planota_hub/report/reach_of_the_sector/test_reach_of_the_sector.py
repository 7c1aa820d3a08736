# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import getdate

from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import make_session
from planota_hub.planota_hub.doctype.interaction.test_interaction import make_interaction
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.report.reach_of_the_sector.reach_of_the_sector import (
	ALL_CHANNELS,
	execute,
	get_key,
)
from planota_hub.planota_hub.segments.test_segments import field, make_segment
from planota_hub.tests.compat import HubTestCase, as_user, make_user

MARCH = {"from_date": "2019-03-01", "to_date": "2019-03-31"}


def channels(**numbers: int) -> dict:
	return {**{get_key(channel): 0 for channel in ALL_CHANNELS}, **numbers}


class TestReachOfTheSector(HubTestCase):
	"""In Bovec: a youth institute was mentored and called, a youth association visited, a foundation not reached in March."""

	def setUp(self):
		super().setUp()
		frappe.db.delete("NGO", {"municipality": ("in", ("Bovec", "Kobarid"))})
		youth = {"municipality": "Bovec", "fields_of_work": [{"field_of_work": "Youth"}]}
		both = [{"field_of_work": "Youth"}, {"field_of_work": "Health"}]
		self.institute = self.make("Zavod A", legal_form="Private Institute", **youth)
		self.association = self.make("Društvo B", **{**youth, "fields_of_work": both})
		self.foundation = self.make("Ustanova C", municipality="Bovec", legal_form="Foundation")
		self.make("Društvo D", municipality="Kobarid")
		make_ngo(municipality="Bovec")
		make_session(ngo=self.institute, starts_on="2019-03-31 20:00:00", hours=1)
		for name, channel, day in (
			(self.institute, "Phone Call", "2019-03-04"),
			(self.institute, "Phone Call", "2019-03-05"),
			(self.association, "Visit", "2019-03-01"),
			(self.foundation, "Phone Call", "2019-04-01"),
		):
			self.note("NGO", name, channel, day)
		incoming = {"channel": "Letter", "direction": "They", "happened_on": "2019-03-10 10:00:00"}
		make_interaction(organisation_doctype="NGO", organisation=self.foundation, **incoming)

	def make(self, name: str, **values) -> str:
		return make_ngo(ngo_name=name, stage="Verified", **values).name

	def note(self, doctype: str, name: str, channel: str, day: str) -> None:
		make_interaction(
			organisation_doctype=doctype, organisation=name, channel=channel, happened_on=f"{day} 10:00:00"
		)

	def run_for(self, **filters) -> tuple:
		return execute({**MARCH, "municipality": "Bovec", **filters})

	def test_whole_rows_of_groups(self):
		rows = self.run_for(group_by="Municipality")[1]

		self.assertEqual(
			rows,
			[
				{
					"group": "Bovec",
					"label": "Bovec",
					"organisations": 3,
					"reached": 2,
					"not_reached": 1,
					"share": 66.7,
					**channels(support=1, phone_call=1, visit=1),
				}
			],
		)

	def test_whole_rows_of_organisations_with_those_who_were_not_reached_first(self):
		rows = self.run_for(group_by="Organisation")[1]

		def make_row(name: str, title: str, state: str, times: int, day: str | None, **numbers: int) -> dict:
			return {
				"organisation_doctype": "NGO",
				"organisation": name,
				"title": title,
				"municipality": "Bovec",
				"state": state,
				"times": times,
				"last_on": getdate(day) if day else None,
				**channels(**numbers),
			}

		self.assertEqual(
			rows,
			[
				make_row(self.foundation, "Ustanova C", "Not Reached", 0, None),
				make_row(self.association, "Društvo B", "Reached", 1, "2019-03-01", visit=1),
				make_row(self.institute, "Zavod A", "Reached", 3, "2019-03-31", support=1, phone_call=2),
			],
		)
		for show, names in (("Reached", ["Društvo B", "Zavod A"]), ("Not Reached", ["Ustanova C"])):
			shown = self.run_for(group_by="Organisation", show=show)[1]
			self.assertEqual([row["title"] for row in shown], names)

	def read(self, **filters) -> list[tuple]:
		rows = self.run_for(**filters)[1]
		return [(row["label"], row["organisations"], row["reached"]) for row in rows]

	def test_groups_and_filters(self):
		self.assertEqual(
			self.read(group_by="Legal Form"),
			[("Association", 1, 1), ("Foundation", 1, 0), ("Private Institute", 1, 1)],
		)
		by_field = [("Youth", 2, 2), ("Health", 1, 1), ("Not specified", 1, 0)]
		self.assertEqual(self.read(group_by="Field of Work"), by_field)
		self.assertEqual(self.read(field_of_work="Health"), [("Bovec", 1, 1)])
		self.assertEqual(self.read(legal_form="Foundation"), [("Bovec", 1, 0)])
		segment = make_segment(field("legal_form", "Foundation"), field("municipality", "Bovec")).name
		self.assertEqual(self.read(segment=segment), [("Bovec", 1, 0)])
		self.assertEqual(self.read(segment=segment, organisations="Stakeholder"), [])
		both = [row["label"] for row in execute({**MARCH, "group_by": "Municipality"})[1]]
		self.assertLessEqual({"Bovec", "Kobarid"}, set(both))

	def test_summary_chart_and_note(self):
		answer = self.run_for(group_by="Field of Work")

		self.assertEqual([row["value"] for row in answer[4]], [3, 2, 1, 66.7])
		self.assertEqual([part["values"] for part in answer[3]["data"]["datasets"]], [[2, 1, 0], [0, 0, 1]])
		self.assertIn("counted in each of them", answer[2])
		self.assertTrue(answer[5])

	def test_stakeholders_by_type(self):
		frappe.db.delete("Stakeholder", {"municipality": "Bovec"})
		town = make_stakeholder(municipality="Bovec", stakeholder_type="Municipality").name
		make_stakeholder(municipality="Bovec", stakeholder_type="Media")
		self.note("Stakeholder", town, "Talk at a Meeting", "2019-03-04")

		rows = self.read(organisations="Stakeholder", group_by="Type")

		self.assertEqual(rows, [("Media", 1, 0), ("Municipality", 1, 1)])

	def test_wrong_filters_are_refused(self):
		with self.assertRefused("From Date: please enter a date"):
			execute({"to_date": "2019-03-31"})
		with self.assertRefused("To Date: expected is a day not before"):
			execute({**MARCH, "to_date": "2019-02-01"})
		with self.assertRefused("Group By: please choose one of"):
			execute({**MARCH, "organisations": "Stakeholder", "group_by": "Legal Form"})
		with self.assertRefused("Organisations: please choose one of"):
			execute({**MARCH, "organisations": "User"})

	def test_a_coordinator_counts_those_of_the_granted_municipalities(self):
		user = make_user("coordinator.reach@hub.test", "Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", "Kobarid", user)
		with as_user(user):
			self.assertEqual(self.run_for()[1], [])
			self.assertEqual([row["label"] for row in execute(MARCH)[1]], ["Kobarid"])
