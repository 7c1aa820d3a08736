# SPDX-License-Identifier: GPL-3.0-only
from frappe.utils import add_to_date, now_datetime

from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import make_session
from planota_hub.capacity_building.report.support_delivered.support_delivered import execute
from planota_hub.capacity_building.support.region_cards import get_supported_municipalities
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase


class TestRegionCards(HubTestCase):
	def test_municipalities_with_support_this_year_are_the_rows_of_the_report_behind_the_card(self):
		for number, municipality in enumerate(("Tolmin", "Tolmin", "Bovec"), start=1):
			ngo = make_ngo(stage="Verified", municipality=municipality)
			make_session(ngo=ngo.name, starts_on=add_to_date(now_datetime(), minutes=-10 * number), hours=0.1)

		card = get_supported_municipalities()
		rows = execute(card["route_options"])[1]

		self.assertGreaterEqual(card["value"], 2)
		self.assertEqual(card["value"], len(rows))
