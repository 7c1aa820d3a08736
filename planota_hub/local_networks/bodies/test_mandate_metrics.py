# SPDX-License-Identifier: GPL-3.0-only
from frappe.utils import getdate

from planota_hub.local_networks.cards import get_vacant_seats
from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_body, make_mandate
from planota_hub.local_networks.metrics import get_filled_mandates
from planota_hub.metrics import registry
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase
from planota_hub.tests.counting import read_counted

PERIOD = (getdate("2031-01-01"), getdate("2031-06-30"))


class TestFilledMandates(HubTestCase):
	def make(self, **overrides):
		return make_mandate(self.body, **{"from_date": "2031-03-01", "to_date": "2035-02-28", **overrides})

	def setUp(self):
		super().setUp()
		self.body = make_body()

	def test_a_whole_row_is_a_mandate_that_began_in_the_period(self):
		ngo = make_ngo(stage="Verified", municipality="Idrija")
		mandate = self.make(seat="Idrija · Youth", ngo=ngo.name)

		self.assertEqual(
			registry.count("mandates_filled", *PERIOD),
			[
				{
					"doctype": "Body Mandate",
					"name": mandate.name,
					"date": getdate("2031-03-01"),
					"value": 1.0,
					"ngo": ngo.name,
					"municipality": "Idrija",
					"administrative_unit": "Idrija",
					"field_of_work": "Youth",
					"legal_form": ngo.legal_form,
				}
			],
		)

	def test_first_and_last_day_belong_to_the_period(self):
		seats = ("Tolmin", "Idrija", "Idrija · Youth")
		for seat, day in zip(seats, ("2030-12-31", "2031-01-01", "2031-06-30"), strict=True):
			self.make(seat=seat, from_date=day)
		make_mandate(make_body(), from_date="2031-07-01", to_date="2032-01-01")

		days = [row["date"] for row in read_counted(get_filled_mandates(*PERIOD))]
		self.assertEqual(days, [getdate("2031-01-01"), getdate("2031-06-30")])

	def test_a_mandate_that_never_began_does_not_count(self):
		self.make(ended_early_on="2031-03-01", end_reason="Resigned")

		self.assertEqual(read_counted(get_filled_mandates(*PERIOD)), [])

	def test_filters_narrow_what_is_counted(self):
		self.make()
		other = make_mandate(make_body(), from_date="2031-03-01", to_date="2032-01-01")

		rows = read_counted(get_filled_mandates(*PERIOD, {"body": other.body}))
		self.assertEqual([row["name"] for row in rows], [other.name])


class TestVacantSeats(HubTestCase):
	def test_the_card_counts_the_seats_nobody_holds_today(self):
		before = get_vacant_seats()["value"]
		make_mandate(make_body())

		self.assertEqual(get_vacant_seats()["value"] - before, 2)
