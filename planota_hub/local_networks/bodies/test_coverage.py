# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, add_years, getdate, today

from planota_hub.local_networks.bodies.coverage import (
	get_matrix,
	get_seat_choices,
	get_seats,
	render_matrix,
	summarise,
)
from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_body, make_mandate
from planota_hub.tests.compat import HubTestCase, as_user, make_user


class TestCoverage(HubTestCase):
	def setUp(self):
		super().setUp()
		self.body = make_body()

	def statuses(self, day=None) -> list[str]:
		return [seat.status for seat in get_seats([self.body.name], day)]

	def test_a_seat_is_filled_expiring_or_vacant(self):
		make_mandate(self.body)
		make_mandate(self.body, seat="Idrija", to_date=add_days(today(), 10))

		self.assertEqual(self.statuses(), ["Filled", "Expiring", "Vacant"])

	def test_the_coverage_of_another_day_is_known(self):
		make_mandate(self.body, from_date="2016-01-01", to_date="2019-12-31")

		for day, status in (
			("2015-12-31", "Vacant"),
			("2018-01-01", "Filled"),
			("2019-12-31", "Expiring"),
			("2020-01-01", "Vacant"),
		):
			with self.subTest(day):
				self.assertEqual(self.statuses(day)[0], status)

	def test_a_seat_is_vacant_since_the_day_of_the_resignation(self):
		mandate = make_mandate(self.body)
		mandate.end_early(today(), "Resigned")

		self.assertEqual(
			(self.statuses(add_days(today(), -1))[0], self.statuses()[0]), ("Expiring", "Vacant")
		)

	def test_a_planned_mandate_fills_nothing_yet(self):
		make_mandate(self.body, from_date=add_days(today(), 1), to_date=add_years(today(), 1))

		self.assertEqual(self.statuses()[0], "Vacant")

	def test_the_matrix_counts_each_cell_and_all_together(self):
		mandate = make_mandate(self.body)

		matrix = get_matrix(self.body.name)

		self.assertEqual((matrix.units, matrix.fields), (["Idrija", "Tolmin"], [None, "Youth"]))
		cells = {key: (cell.filled, cell.required) for key, cell in matrix.cells.items()}
		self.assertEqual(
			cells, {("Tolmin", None): (1, 1), ("Idrija", None): (0, 1), ("Idrija", "Youth"): (0, 1)}
		)
		self.assertEqual(
			matrix.total, {"required": 3, "filled": 1, "expiring": 0, "vacant": 2, "percent": 33.3}
		)
		(seat,) = matrix.cells["Tolmin", None].seats
		self.assertEqual((seat.person_name, seat.last_day), (mandate.person_name, getdate(mandate.to_date)))

	def test_the_list_of_bodies_shows_the_same_figures(self):
		make_mandate(self.body)

		self.body.reload()
		figures = (self.body.seats_required, self.body.seats_filled, self.body.seats_vacant)
		total = summarise(get_seats([self.body.name]))
		self.assertEqual(figures, (total.required, total.filled, total.vacant))
		self.assertEqual(figures, (3, 1, 2))

	def test_figures_of_the_list_follow_the_seats(self):
		self.body.append("seats", {"administrative_unit": "Ajdovščina"})
		self.body.save()

		self.assertEqual((self.body.seats_required, self.body.seats_vacant), (4, 4))

	def test_without_a_name_all_bodies_that_exist_are_covered(self):
		other = make_body(dissolved_on="2020-01-01")
		bodies = {seat.body for seat in get_seats()}

		self.assertIn(self.body.name, bodies)
		self.assertNotIn(other.name, bodies)

	def test_what_somebody_typed_stands_in_the_matrix_as_text(self):
		mandate = make_mandate(self.body)
		frappe.db.set_value("Body Mandate", mandate.name, "person_name", "<img src=x>")

		html = render_matrix(self.body.name)

		self.assertIn("&lt;img src=x&gt;", html)
		self.assertNotIn("<img", html)

	def test_elections_start_only_from_what_is_to_fill(self):
		make_mandate(self.body)

		self.assertEqual(render_matrix(self.body.name, can_start=True).count("hub-start-election"), 2)
		self.assertNotIn("hub-start-election", render_matrix(self.body.name))

	def test_a_new_mandate_is_offered_the_vacant_seats_first(self):
		mandate = make_mandate(self.body)

		choices = get_seat_choices(self.body.name)

		self.assertEqual([choice["value"] for choice in choices], ["Idrija", "Idrija · Youth", "Tolmin"])
		self.assertIn(mandate.person_name, choices[-1]["description"])

	def test_seats_are_offered_to_nobody_who_does_not_see_the_body(self):
		with as_user(make_user("nobody@bodies.test")), self.assertRaises(frappe.PermissionError):
			get_seat_choices(self.body.name)
