# SPDX-License-Identifier: GPL-3.0-only
"""What becomes of days and times that come as text."""

import json

import frappe
from frappe.desk.calendar import update_event
from frappe.utils import get_datetime, getdate

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.partnerships.doctype.joint_action.test_joint_action import make_action
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_representative
from planota_hub.tests.compat import HubTestCase


class TestDates(HubTestCase):
	def test_a_time_in_the_place_of_a_day_is_stored_as_the_day(self):
		ngo = make_ngo()
		for written in ("2001-05-04 01:00:00", "2001-05-04T23:59"):
			ngo.founded_on = written
			ngo.save()
			self.assertEqual(frappe.db.get_value("NGO", ngo.name, "founded_on"), getdate("2001-05-04"))

	def test_a_day_in_the_place_of_a_time_is_its_beginning(self):
		workshop = make_workshop()
		workshop.registration_opens_on = "2001-05-04"
		workshop.save()

		stored = frappe.db.get_value("Training Workshop", workshop.name, "registration_opens_on")
		self.assertEqual(stored, get_datetime("2001-05-04 00:00:00"))

	def test_what_nobody_can_tell_the_day_of_is_refused_by_the_name_of_the_field(self):
		name = make_ngo().name
		for written in ("4.5.2001", "05/04/2001", "2001-13-45", "soon", "2001-05-04T01:00:00+02:00"):
			ngo = frappe.get_doc("NGO", name)
			ngo.founded_on = written
			with self.assertRefused(f"Founded On: {written} is not a day. Write it as year-month-day"):
				ngo.save()
		self.assertIsNone(frappe.db.get_value("NGO", name, "founded_on"))

	def test_in_a_row_the_table_and_the_row_are_named(self):
		ngo = make_ngo()
		ngo.append("representatives", make_representative(from_date="4.5.2001"))
		with self.assertRefused("Representatives, row 1, From: 4.5.2001 is not a day."):
			ngo.save()

	def test_what_is_no_time_is_refused(self):
		workshop = make_workshop()
		workshop.starts_on = "4.5.2001 9h"
		with self.assertRefused(
			"Starts On: 4.5.2001 9h is not a time. Write it as year-month-day hour:minute"
		):
			workshop.save()

	def test_an_entry_that_is_moved_in_the_calendar_keeps_days(self):
		action = make_action()
		day = getdate(action.starts_on)
		moved = {
			"doctype": action.doctype,
			"name": action.name,
			"starts_on": f"{day} 00:00:00",
			"due_on": f"{day} 23:59:59",
		}
		update_event(json.dumps(moved), json.dumps({"start": "starts_on", "end": "due_on"}))

		days = frappe.db.get_value(action.doctype, action.name, ["starts_on", "due_on"])
		self.assertEqual(days, (day, day))

	def test_documents_of_other_apps_are_left_as_they_are(self):
		todo = frappe.get_doc({"doctype": "ToDo", "description": "x", "date": "2031-05-04 10:00"})
		todo.insert()
		self.assertEqual(todo.date, "2031-05-04 10:00")
