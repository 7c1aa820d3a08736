# SPDX-License-Identifier: GPL-3.0-only
from frappe.utils import getdate, today

from planota_hub.partnerships.doctype.partnership_consortium.test_partnership_consortium import (
	make_active_consortium,
	make_consortium,
	make_partner,
)
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase
from planota_hub.tests.reports import find_row


class TestNGOsInPartnerships(HubTestCase):
	def test_the_whole_row_of_an_ngo(self):
		ngo = make_ngo(stage="Verified")
		own = [make_partner(partner=ngo.name, from_date="2024-02-01"), *map(make_partner, ("Company", "NGO"))]
		make_consortium(partners=own)
		left = make_partner(partner=ngo.name, to_date=today(), leaving_reason="No more time")
		make_consortium(
			partners=[make_partner(), left, make_partner("Municipality"), make_partner("Company")]
		)

		row = find_row("NGOs in Partnerships", "ngo", ngo.name)

		self.assertEqual(getdate(row.pop("first_joined")), getdate("2024-02-01"))
		self.assertEqual(
			row,
			{
				"ngo_name": ngo.ngo_name,
				"ngo": ngo.name,
				"municipality": "Tolmin",
				"consortia": 2,
				"running": 1,
				"lead": 1,
				"stakeholders": 3,
			},
		)

	def test_an_ngo_without_a_consortium_is_not_there(self):
		make_active_consortium()
		self.assertIsNone(find_row("NGOs in Partnerships", "ngo", make_ngo(stage="Verified").name))
