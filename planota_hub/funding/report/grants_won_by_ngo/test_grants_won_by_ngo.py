# SPDX-License-Identifier: GPL-3.0-only
from frappe.utils import today

from planota_hub.funding.doctype.call_application.test_call_application import make_application, make_help
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase
from planota_hub.tests.reports import find_row


class TestGrantsWonByNGO(HubTestCase):
	def test_the_whole_row_of_an_ngo(self):
		ngo = make_ngo(stage="Verified")
		make_application(ngo=ngo.name, stage="Approved", help_rows=[make_help()])
		make_application(ngo=ngo.name, stage="Approved")
		make_application(ngo=ngo.name, stage="Rejected", help_rows=[make_help()])
		make_application(ngo=ngo.name, stage="Withdrawn")
		make_application(ngo=ngo.name)

		row = find_row("Grants Won by NGO", "ngo", ngo.name, from_date=today(), to_date=today())

		self.assertEqual(
			row,
			{
				"ngo_name": ngo.ngo_name,
				"ngo": ngo.name,
				"municipality": "Tolmin",
				"decided": 3,
				"approved": 2,
				"helped": 1,
				"requested": 15000,
				"granted": 8000,
			},
		)

	def test_a_decision_of_another_year_is_left_out(self):
		ngo = make_application(stage="Approved").ngo
		days = {"from_date": "2017-01-01", "to_date": "2017-12-31"}
		self.assertIsNone(find_row("Grants Won by NGO", "ngo", ngo, **days))
