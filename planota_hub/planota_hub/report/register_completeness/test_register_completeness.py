# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, today

from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase
from planota_hub.tests.reports import find_row


class TestRegisterCompleteness(HubTestCase):
	def test_the_whole_row_of_a_municipality(self):
		place = make_municipality().name
		full = make_ngo(
			stage="Verified",
			municipality=place,
			email="polno@example.org",
			phone="+386 5 300 00 00",
			fields_of_work=[{"field_of_work": "Youth"}],
			representatives=[{"full_name": "Ana Kos", "from_date": "2020-01-01"}],
		)
		frappe.db.set_value("NGO", full.name, "data_confirmed_on", today())
		former = [{"full_name": "Bor Leban", "from_date": "2020-01-01", "to_date": "2020-12-31"}]
		bare = make_ngo(stage="Verified", municipality=place, representatives=former)
		frappe.db.set_value("NGO", bare.name, "data_confirmed_on", add_days(today(), -400))
		make_ngo(municipality=place)

		row = find_row(
			"Register Completeness", "municipality", place, confirmed_since=add_days(today(), -365)
		)

		self.assertEqual(
			row,
			{
				"municipality": place,
				"ngos": 2,
				"without_number": 2,
				"without_email": 1,
				"without_phone": 1,
				"without_field": 1,
				"without_representative": 1,
				"not_confirmed": 1,
			},
		)
