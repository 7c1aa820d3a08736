# SPDX-License-Identifier: GPL-3.0-only
from frappe.utils import add_days, getdate, today

from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_body, make_mandate
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase
from planota_hub.tests.reports import find_row

REPORT = "Seats Held by NGOs"


class TestSeatsHeldByNGOs(HubTestCase):
	def test_the_whole_row_of_an_ngo(self):
		ngo = make_ngo(stage="Verified")
		body, other = make_body(), make_body()
		first = make_mandate(body, ngo=ngo.name, person_name="Ana Kos", origin="Elected")
		make_mandate(
			body, ngo=ngo.name, seat="Idrija", person_name="Bor Leban", to_date=add_days(today(), 20)
		)
		make_mandate(other, ngo=ngo.name, person_name="Ana Kos", email="ana@seats.test")
		row = find_row(REPORT, "ngo", ngo.name, day=today())

		self.assertEqual(getdate(row.pop("first_end")), getdate(add_days(today(), 20)))
		self.assertEqual((row.pop("people") in (2, 3), first.origin), (True, "Elected"))
		self.assertEqual(
			row,
			{
				"ngo_name": ngo.ngo_name,
				"ngo": ngo.name,
				"municipality": "Tolmin",
				"bodies": 2,
				"seats": 3,
				"elected": 1,
			},
		)

	def test_the_last_day_counts_and_the_day_of_an_early_end_does_not(self):
		ngo = make_ngo(stage="Verified").name
		end = add_days(today(), -10)
		make_mandate(ngo=ngo, from_date="2020-01-01", to_date=end)
		self.assertEqual(find_row(REPORT, "ngo", ngo, day=end)["seats"], 1)
		self.assertIsNone(find_row(REPORT, "ngo", ngo, day=add_days(end, 1)))
		self.assertIsNone(find_row(REPORT, "ngo", ngo, day="2019-12-31"))

		early = make_mandate(ngo=ngo, ended_early_on=add_days(today(), -2), end_reason="Resigned")
		self.assertIsNone(find_row(REPORT, "ngo", ngo, day=early.ended_early_on))
		self.assertEqual(find_row(REPORT, "ngo", ngo, day=add_days(early.ended_early_on, -1))["seats"], 1)
