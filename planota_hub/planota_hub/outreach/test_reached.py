# SPDX-License-Identifier: GPL-3.0-only
"""Who was last reached and how comes from every area, for whom the reader may see."""

import frappe
from frappe.utils import getdate

from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import make_session
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.outreach.reached import select_last_reached, select_reached
from planota_hub.tests.compat import HubTestCase, as_user, make_user


def make_held_meeting(day: str, **organisation: str):
	"""Create a meeting that was held, at which one organisation was present and another was not."""
	absent = make_stakeholder().name
	meeting = frappe.get_doc(
		{
			"doctype": "Hub Meeting",
			"subject": "Council",
			"starts_on": f"{day} 10:00:00",
			"ends_on": f"{day} 12:00:00",
			"municipality": "Tolmin",
			"venue": "Hall",
			"participants": [
				{**organisation, "attendance": "Present"},
				{**organisation, "person_name": "Ana", "attendance": "Present"},
				{"stakeholder": absent, "attendance": "Absent"},
			],
		}
	).insert()
	meeting.db_set("stage", "Held")
	return meeting


def read_last(doctype: str, name: str, **asked) -> tuple | None:
	for organisation, day, channel in select_last_reached(doctype, **asked).run():
		if organisation == name:
			return getdate(day), channel
	return None


class TestReached(HubTestCase):
	def test_the_last_contact_of_any_area_with_its_channel(self):
		ngo = make_ngo(stage="Verified").name
		self.assertIsNone(read_last("NGO", ngo))

		make_session(ngo=ngo, starts_on="2024-03-01 10:00:00")
		self.assertEqual(read_last("NGO", ngo), (getdate("2024-03-01"), "Support"))

		make_held_meeting("2024-05-02", ngo=ngo)
		self.assertEqual(read_last("NGO", ngo), (getdate("2024-05-02"), "Meeting"))
		self.assertEqual(
			read_last("NGO", ngo, last=getdate("2024-05-01")), (getdate("2024-03-01"), "Support")
		)
		self.assertEqual(read_last("NGO", ngo, channels=("Support",)), (getdate("2024-03-01"), "Support"))
		self.assertIsNone(read_last("NGO", ngo, channels=("Briefing",)))

	def test_who_was_present_counts_once_and_who_was_not_does_not(self):
		town = make_stakeholder(stakeholder_type="Municipality").name
		meeting = make_held_meeting("2024-05-02", stakeholder=town)
		day = getdate("2024-05-02")

		found = [
			row
			for row in select_reached(day, day, "Stakeholder").run(as_dict=True)
			if row.name == meeting.name
		]

		self.assertEqual(
			[(row.organisation, row.channel, row.title) for row in found], [(town, "Meeting", "Council")]
		)

	def test_nobody_learns_of_organisations_that_they_may_not_read(self):
		ngo = make_ngo(stage="Verified", municipality="Tolmin").name
		make_session(ngo=ngo, starts_on="2024-03-01 10:00:00")
		elsewhere = make_user("coordinator.elsewhere@hub.test", "Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", "Brda", elsewhere)
		here = make_user("coordinator.here@hub.test", "Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", "Tolmin", here)

		with as_user(elsewhere):
			self.assertIsNone(read_last("NGO", ngo))
		with as_user(here):
			self.assertEqual(read_last("NGO", ngo), (getdate("2024-03-01"), "Support"))
		with as_user("Guest"), self.assertRaises(frappe.PermissionError):
			read_last("NGO", ngo)
