# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, today

from planota_hub.partnerships.doctype.regional_programme.regional_programme import update_statuses
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.tests.compat import HubTestCase


def make_programme(**overrides):
	"""Create a running regional development programme, with any field overridden."""
	body = overrides.pop("programme_body", None)
	return frappe.get_doc(
		{
			"doctype": "Regional Programme",
			"programme_name": f"RRP {frappe.generate_hash(length=8)}",
			"programme_type": "Regional Development Programme",
			"programme_body": body or make_stakeholder(stakeholder_type="Development Agency").name,
			"starts_on": add_days(today(), -100),
			"ends_on": add_days(today(), 100),
			**overrides,
		}
	).insert()


class TestRegionalProgramme(HubTestCase):
	def test_status_follows_from_the_days_and_is_derived_anew_every_day(self):
		for first, last, status in ((1, 9, "Planned"), (0, 0, "Running"), (-9, -1, "Ended")):
			days = {"starts_on": add_days(today(), first), "ends_on": add_days(today(), last)}
			with self.subTest(status):
				self.assertEqual(make_programme(**days).status, status)
		programme = make_programme()
		programme.db_set("ends_on", add_days(today(), -1))

		update_statuses()

		self.assertEqual(programme.reload().status, "Ended")

	def test_days_in_the_wrong_order_are_refused(self):
		with self.assertRefused("Ends On: the programme must not end before it starts"):
			make_programme(ends_on=add_days(today(), -101))
		with self.assertRefused("Proposals Until: expected is a day before the programme ends"):
			make_programme(proposals_until=add_days(today(), 101))

	def test_the_same_name_twice_is_refused(self):
		name = make_programme().name
		with self.assertRaises(frappe.DuplicateEntryError):
			make_programme(programme_name=name)
