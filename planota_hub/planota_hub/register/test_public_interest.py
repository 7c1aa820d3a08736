# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, today

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.register.public_interest import WARNING_DAYS, get_expiring_card
from planota_hub.tests.compat import HubTestCase, as_user, make_user


class TestExpiringCard(HubTestCase):
	def make_ngo_with_status(self, days: int | None, **overrides):
		ministry = make_stakeholder(stakeholder_type="Ministry").name
		return make_ngo(
			**{
				"stage": "Verified",
				"has_public_interest_status": 1,
				"public_interest_ministry": ministry,
				"public_interest_valid_until": None if days is None else add_days(today(), days),
				**overrides,
			}
		)

	def test_counts_verified_ngos_whose_status_ends_soon(self):
		before = get_expiring_card()["value"]

		for days in (0, WARNING_DAYS):
			self.make_ngo_with_status(days)
		for days in (-1, WARNING_DAYS + 1, None):
			self.make_ngo_with_status(days)
		self.make_ngo_with_status(10, stage="Submitted")

		self.assertEqual(get_expiring_card()["value"] - before, 2)

	def test_leads_to_a_list_of_exactly_these_ngos(self):
		self.make_ngo_with_status(10)

		card = get_expiring_card()

		filters = [["NGO", fieldname, *condition] for fieldname, condition in card["route_options"].items()]
		self.assertEqual(len(frappe.get_list("NGO", filters=filters, pluck="name")), card["value"])

	def test_is_for_those_who_work_at_the_desk(self):
		self.make_ngo_with_status(10)
		outsider = make_user("representative@card.test", "NGO Representative")

		with as_user(outsider), self.assertRaises(frappe.PermissionError):
			get_expiring_card()
