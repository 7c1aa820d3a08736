# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.patches import note_unknown_numbers
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.rules.unknown_numbers import fill_in, get_known, show_known
from planota_hub.tests.compat import HubTestCase

COUNTS = ("members_count", "volunteers_count", "employees_count")


def get_counts(ngo) -> list:
	stored = frappe.get_doc("NGO", ngo.name)
	return [get_known(stored, fieldname) for fieldname in COUNTS]


class TestUnknownNumbers(HubTestCase):
	def test_nothing_is_unknown_and_zero_is_a_figure(self):
		ngo = make_ngo(members_count=12, employees_count=0)

		self.assertEqual(get_counts(ngo), [12, None, 0])

	def test_an_unknown_number_stays_unknown_when_something_else_is_saved(self):
		ngo = make_ngo(employees_count=0)
		frappe.get_doc("NGO", ngo.name).update({"phone": "+386 5 123 45 67"}).save()

		self.assertEqual(get_counts(ngo), [None, None, 0])

	def test_a_number_can_become_zero_and_unknown_again(self):
		ngo = make_ngo(members_count=12)
		for value in (0, None, 5, None):
			doc = frappe.get_doc("NGO", ngo.name)
			fill_in(doc, {"members_count": value})
			doc.save()
			self.assertEqual(get_counts(ngo)[0], value)

	def test_rows_note_their_own_numbers(self):
		ngo = make_ngo(yearly_figures=[{"year": 2023, "income": 100, "expenses": 0}, {"year": 2022}])

		rows = frappe.get_doc("NGO", ngo.name).yearly_figures
		known = [[get_known(row, name) for name in ("income", "expenses", "own_income")] for row in rows]
		self.assertEqual(known, [[100, 0, None], [None, None, None]])

	def test_prints_tell_zero_from_nothing(self):
		ngo = make_ngo(members_count=0)

		self.assertEqual(
			(show_known(ngo, "members_count"), show_known(ngo, "volunteers_count", "not known")),
			("0", "not known"),
		)
		html = frappe.get_print("NGO", ngo.name, "NGO Profile")
		self.assertEqual(html.count("not known"), 2)

	def test_the_patch_takes_old_zeros_for_unknown(self):
		ngo = make_ngo(members_count=12, volunteers_count=0, employees_count=0)

		note_unknown_numbers.execute()

		self.assertEqual(get_counts(ngo), [12, None, None])
