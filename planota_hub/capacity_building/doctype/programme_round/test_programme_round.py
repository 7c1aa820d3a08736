# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, today

from planota_hub.capacity_building.doctype.programme_round.programme_round import (
	get_open_rounds,
	update_statuses,
)
from planota_hub.tests.compat import HubTestCase


def make_round(**overrides):
	"""Create a round that runs since a month and takes applications until tomorrow, with any field overridden."""
	return frappe.get_doc(
		{
			"doctype": "Programme Round",
			"round_name": f"NGOs with Potential {frappe.generate_hash(length=8)}",
			"places": 3,
			"application_opens_on": add_days(today(), -60),
			"application_closes_on": add_days(today(), 1),
			"starts_on": add_days(today(), -30),
			"ends_on": add_days(today(), 330),
			**overrides,
		}
	).insert()


class TestProgrammeRound(HubTestCase):
	def test_status_follows_from_the_dates(self):
		days = ("application_opens_on", "application_closes_on", "starts_on", "ends_on")
		for offsets, status in (
			((1, 10, 20, 30), "Planned"),
			((0, 0, 20, 30), "Open for Applications"),
			((-9, -1, 1, 30), "In Selection"),
			((-9, -1, 0, 0), "Running"),
			((-9, -8, -7, -1), "Finished"),
		):
			dates = {day: add_days(today(), offset) for day, offset in zip(days, offsets, strict=True)}
			with self.subTest(status):
				self.assertEqual(make_round(**dates).status, status)

	def test_status_is_derived_anew_every_day(self):
		programme_round = make_round()
		programme_round.db_set("application_closes_on", add_days(today(), -1))

		update_statuses()

		self.assertEqual(frappe.db.get_value("Programme Round", programme_round.name, "status"), "Running")

	def test_days_in_the_wrong_order_are_refused_by_the_name_of_the_field(self):
		for fieldname, label in (("application_closes_on", "Applications Close On"), ("ends_on", "Ends On")):
			with self.subTest(fieldname), self.assertRefused(label):
				make_round(**{fieldname: add_days(today(), -90)})

	def test_places_are_a_sensible_number(self):
		for places in (0, -1, 501):
			with self.subTest(places), self.assertRefused("Places"):
				make_round(places=places)

	def test_open_is_a_round_on_the_first_and_the_last_day_of_its_window(self):
		last_day = make_round(application_closes_on=today())
		over = make_round(application_closes_on=add_days(today(), -1))

		names = [row.name for row in get_open_rounds()]

		self.assertIn(last_day.name, names)
		self.assertNotIn(over.name, names)
