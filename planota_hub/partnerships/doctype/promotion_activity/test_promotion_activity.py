# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, today

from planota_hub.partnerships.doctype.partnership_consortium.test_partnership_consortium import (
	make_consortium,
)
from planota_hub.partnerships.doctype.promotion_activity.promotion_activity import update_statuses
from planota_hub.tests.compat import HubTestCase


def make_promotion(**overrides):
	"""Create an activity of yesterday that reached 100 people, with any field overridden."""
	return frappe.get_doc(
		{
			"doctype": "Promotion Activity",
			"activity_title": "Stojnica na trgu",
			"activity_date": add_days(today(), -1),
			"channel": "Event",
			"reach": 100,
			"reach_source": "Counted at the stand",
			**overrides,
		}
	).insert()


class TestPromotionActivity(HubTestCase):
	def test_name_and_place_follow_from_what_was_served(self):
		consortium = make_consortium(municipality="Bovec")
		activity = make_promotion(served_type=consortium.doctype, served=consortium.name)

		self.assertEqual((activity.served_name, activity.municipality), (consortium.consortium_name, "Bovec"))

	def test_status_follows_from_the_day_unless_it_was_called_off(self):
		coming = make_promotion(activity_date=add_days(today(), 1), reach=0)
		off = make_promotion(status="Called Off", reach=0)
		self.assertEqual(
			(coming.status, off.status, make_promotion().status), ("Planned", "Called Off", "Carried Out")
		)

		coming.db_set("activity_date", today())
		update_statuses()

		self.assertEqual((coming.reload().status, off.reload().status), ("Carried Out", "Called Off"))

	def test_a_reach_says_how_it_was_counted(self):
		with self.assertRefused("How Reach Was Counted: please say how", frappe.MandatoryError):
			make_promotion(reach_source=None)

	def test_nobody_is_reached_before_the_day(self):
		with self.assertRefused("Reach: an activity reaches people once"):
			make_promotion(activity_date=add_days(today(), 1))

	def test_a_reach_that_can_not_be_is_refused(self):
		for reach in (-1, 10_000_001):
			with self.subTest(reach), self.assertRefused("Reach: expected is a number from 0"):
				make_promotion(reach=reach)

	def test_a_kind_without_its_record_is_refused(self):
		with self.assertRefused("Served: please choose", frappe.MandatoryError):
			make_promotion(served_type="Partnership Consortium")
