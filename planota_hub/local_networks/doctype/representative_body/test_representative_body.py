# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, getdate, today

from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_body, make_mandate
from planota_hub.tests.compat import HubTestCase

REGION = "Goriška"


class TestSeats(HubTestCase):
	def test_a_seat_is_named_after_unit_and_field_with_a_number_from_the_second_on(self):
		body = make_body(
			seats=[
				{"administrative_unit": "Tolmin"},
				{"administrative_unit": "Tolmin"},
				{"administrative_unit": "Idrija", "field_of_work": "Youth"},
				{"seat": "Tolmin 3", "administrative_unit": "Tolmin"},
				{"administrative_unit": "Tolmin"},
			]
		)

		names = ["Tolmin", "Tolmin 2", "Idrija · Youth", "Tolmin 3", "Tolmin 4"]
		self.assertEqual([row.seat for row in body.seats], names)

	def test_a_seat_without_unit_and_field_is_refused(self):
		with self.assertRefused("a seat is for a unit, for a field, or for both."):
			make_body(seats=[{"seat": "Prosti sedež"}])

	def test_two_seats_of_one_name_are_refused_and_the_row_is_named(self):
		seats = [
			{"seat": "A", "administrative_unit": "Tolmin"},
			{"seat": "a", "administrative_unit": "Tolmin"},
		]
		with self.assertRefused("Seats of the NGOs, row 2, Seat: this is the same as row 1."):
			make_body(seats=seats)

	def test_a_unit_of_another_region_is_refused(self):
		region = frappe.get_doc({"doctype": "Statistical Region", "region_name": "Druga"}).insert()
		unit = frappe.get_doc(
			{"doctype": "Administrative Unit", "unit_name": "Drugje", "statistical_region": region.name}
		).insert()

		with self.assertRefused(f"this unit does not belong to the region {REGION}."):
			make_body(statistical_region=REGION, seats=[{"administrative_unit": unit.name}])

	def test_a_unit_and_a_field_that_nobody_knows_are_refused(self):
		for row in ({"administrative_unit": "Nikjer"}, {"field_of_work": "Nothing"}):
			with self.subTest(row), self.assertRaises(frappe.LinkValidationError):
				make_body(seats=[row])

	def test_a_seat_with_mandates_stays(self):
		body = make_body()
		make_mandate(body)
		body.reload()
		body.seats = body.seats[1:]

		with self.assertRefused("Seats of the NGOs: the seat Tolmin has mandates and can't be removed."):
			body.save()

	def test_an_unused_seat_can_go(self):
		body = make_body()
		body.seats = body.seats[:1]
		body.save()

		self.assertEqual(body.seats_required, 1)

	def test_mandates_follow_their_seat_when_it_is_renamed_even_when_two_swap_their_names(self):
		body = make_body()
		first, second = make_mandate(body, seat="Tolmin"), make_mandate(body, seat="Idrija")
		body.reload()
		body.seats[0].seat, body.seats[1].seat = "Idrija", "Tolmin"
		body.save()

		values = [
			frappe.db.get_value("Body Mandate", name, ["seat", "administrative_unit"])
			for name in (first.name, second.name)
		]
		self.assertEqual(values, [("Idrija", "Tolmin"), ("Tolmin", "Idrija")])


class TestBodyRules(HubTestCase):
	def test_a_name_is_there_once(self):
		body = make_body()
		with self.assertRaises(frappe.UniqueValidationError):
			make_body(body_name=body.body_name)

	def test_numbers_out_of_their_range_are_refused(self):
		for fieldname, value, message in (
			("quorum_percent", 100, "Quorum: expected is a percentage from 0 to less than 100."),
			("quorum_percent", -1, "Quorum: expected is a percentage from 0 to less than 100."),
			("term_years", 13, "Term in Years: expected is a number from 0 to 12."),
		):
			with self.subTest(fieldname), self.assertRefused(message):
				make_body(**{fieldname: value})

	def test_markup_is_refused_in_every_text(self):
		for fieldname in ("body_name", "legal_basis", "description"):
			with self.subTest(fieldname), self.assertRefused("please write plain text"):
				make_body(**{fieldname: "<script>alert(1)</script>"})
		with self.assertRefused("please write plain text"):
			make_body(seats=[{"seat": "<b>1", "administrative_unit": "Tolmin"}])

	def test_the_region_follows_from_the_municipality(self):
		self.assertEqual(make_body(municipality="Tolmin").statistical_region, REGION)


class TestSectorShares(HubTestCase):
	def shares(self, *votes: int) -> list[dict]:
		sectors = ("Public", "Private", "Civil Society")
		return [
			{"sector": sector, "members": number, "votes": number}
			for sector, number in zip(sectors, votes, strict=True)
		]

	def test_a_local_action_group_of_four_each_is_balanced(self):
		body = make_body(body_type="LAS Programme Board", sector_shares=self.shares(4, 4, 4))

		self.assertEqual(body.is_balanced, "Balanced")
		self.assertEqual([row.percent for row in body.get_balance().sectors], [33.4, 33.3, 33.3])

	def test_a_sector_above_49_percent_of_the_votes_breaks_the_balance(self):
		body = make_body(sector_shares=self.shares(5, 3, 2))

		self.assertEqual(body.is_balanced, "Not Balanced")
		failed = [row.rule for row in body.get_balance().rules if not row.passed]
		self.assertEqual(failed, ["largest_sector"])

	def test_without_shares_there_is_no_balance(self):
		self.assertFalse(make_body().is_balanced)

	def test_a_sector_is_named_once_and_no_number_is_negative(self):
		shares = self.shares(4, 4, 4)
		with self.assertRefused("Shares of the Sectors, row 2, Sector: this sector is there twice."):
			make_body(sector_shares=[shares[0], shares[0]])
		with self.assertRefused("must not be negative"):
			make_body(sector_shares=[{**shares[0], "votes": -1}])


class TestDissolution(HubTestCase):
	def test_mandates_end_with_their_body_and_planned_ones_never_begin(self):
		body = make_body()
		active = make_mandate(body)
		planned = make_mandate(
			body, seat="Idrija", from_date=add_days(today(), 10), to_date=add_days(today(), 400)
		)
		body.reload()
		body.dissolved_on = today()
		body.save()

		self.assertEqual(body.status, "Dissolved")
		fields = ["status", "ended_early_on", "end_reason"]
		rows = [frappe.db.get_value("Body Mandate", row.name, fields) for row in (active, planned)]
		self.assertEqual(
			rows,
			[
				("Ended", getdate(), "Body Dissolved"),
				("Ended", getdate(add_days(today(), 10)), "Body Dissolved"),
			],
		)

	def test_a_body_is_not_dissolved_in_the_future(self):
		with self.assertRefused("Dissolved On: this day is still to come."):
			make_body(dissolved_on=add_days(today(), 1))

	def test_a_dissolved_body_takes_no_mandate(self):
		body = make_body(dissolved_on=add_days(today(), -30))
		with self.assertRefused("the body was dissolved on"):
			make_mandate(body)
