# SPDX-License-Identifier: GPL-3.0-only
from frappe.utils import getdate

from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import make_session
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase
from planota_hub.tests.reports import find_row

YEAR = {"from_date": "2019-01-01", "to_date": "2019-12-31"}


class TestNGOsWithoutSupport(HubTestCase):
	def find(self, ngo, **days):
		return find_row("NGOs without Support", "ngo", ngo.name, **{**YEAR, **days})

	def test_the_whole_row_of_one_that_got_its_last_support_before(self):
		ngo = make_ngo(
			stage="Verified",
			fields_of_work=[{"field_of_work": "Youth"}],
			email="drustvo@example.org",
			phone="+386 5 300 00 00",
		)
		make_session(ngo=ngo.name, starts_on="2018-03-04 09:00:00", hours=1)
		make_session(ngo=ngo.name, starts_on="2018-12-31 09:00:00", hours=1)

		row = self.find(ngo)

		self.assertEqual(getdate(row.pop("last_support")), getdate("2018-12-31"))
		self.assertEqual(
			row,
			{
				"ngo_name": ngo.ngo_name,
				"ngo": ngo.name,
				"municipality": "Tolmin",
				"field_of_work": "Youth",
				"legal_form": "Association",
				"phone": ngo.phone,
				"email": "drustvo@example.org",
			},
		)

	def test_support_on_the_first_and_on_the_last_day_counts(self):
		for day in YEAR.values():
			ngo = make_ngo(stage="Verified")
			make_session(ngo=ngo.name, starts_on=f"{day} 09:00:00", hours=1)
			self.assertIsNone(self.find(ngo), day)
			self.assertIsNotNone(self.find(ngo, from_date="2020-01-01", to_date="2020-12-31"))

	def test_only_verified_ones_are_called(self):
		self.assertIsNone(self.find(make_ngo()))
		self.assertIsNone(self.find(make_ngo(stage="Inactive")))
