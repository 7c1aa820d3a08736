# SPDX-License-Identifier: GPL-3.0-only
"""A mistyped seat is corrected in the records of support, a move is not."""

import frappe
from frappe.utils import add_days, today

from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import make_session
from planota_hub.capacity_building.support.ledger import LEDGER
from planota_hub.capacity_building.support.seat_corrections import correct, get_changes, preview
from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.register.history import get_place
from planota_hub.tests.compat import HubTestCase, as_user, make_user

REASON = "V statutu piše Tolmin, vpisan je bil Kobarid."


class TestSeatCorrections(HubTestCase):
	def setUp(self):
		super().setUp()
		self.wrong, self.right = make_municipality().name, make_municipality().name
		self.ngo = make_ngo(stage="Verified", municipality=self.wrong)
		make_session(ngo=self.ngo.name)
		self.ngo.reload()
		self.ngo.municipality = self.right
		self.ngo.save(ignore_version=False)

	def get_entry(self):
		return frappe.get_doc(LEDGER, {"ngo": self.ngo.name})

	def get_versions(self) -> list[str]:
		return [change["version"] for change in get_changes(self.ngo.name)]

	def test_after_a_move_support_stays_where_the_ngo_was(self):
		self.assertEqual(self.get_entry().municipality, self.wrong)
		self.assertEqual(get_place(self.ngo.name, add_days(today(), -1))["municipality"], self.wrong)

	def test_a_mistake_is_corrected_in_what_it_was_written_into(self):
		shown = preview(self.ngo.name, self.get_versions())
		self.assertEqual(self.get_entry().municipality, self.wrong)

		number = correct(self.ngo.name, self.get_versions(), REASON)

		entry = self.get_entry()
		self.assertEqual((number, entry.municipality), (1, self.right))
		unit = frappe.db.get_value("Municipality", self.right, "administrative_unit")
		self.assertEqual(entry.administrative_unit, unit)
		expected = {"old": self.wrong, "new": self.right, "entries": 1, "hours": entry.hours}
		self.assertEqual(shown, [expected])
		comment = {"reference_name": self.ngo.name, "content": ("like", f"%{REASON}%")}
		self.assertTrue(frappe.db.exists("Comment", comment))

	def test_what_is_entered_later_of_that_time_gets_the_right_seat_too(self):
		correct(self.ngo.name, self.get_versions(), REASON)

		make_session(ngo=self.ngo.name, days=-2)

		places = set(frappe.get_all(LEDGER, {"ngo": self.ngo.name}, pluck="municipality"))
		self.assertEqual(places, {self.right})

	def test_that_it_was_a_move_after_all_can_be_said_as_well(self):
		correct(self.ngo.name, self.get_versions(), REASON)

		number = correct(self.ngo.name, [], "Društvo se je res preselilo, pismo z dne 3. 5.")

		self.assertEqual((number, self.get_entry().municipality), (1, self.wrong))
		self.assertEqual([change["is_correction"] for change in get_changes(self.ngo.name)], [0])

	def test_of_a_mistake_and_a_move_only_the_mistake_is_corrected(self):
		moved_to = make_municipality().name
		self.ngo.reload()
		self.ngo.municipality = moved_to
		self.ngo.save(ignore_version=False)
		_move, mistake = self.get_versions()

		correct(self.ngo.name, [mistake], REASON)

		self.assertEqual(self.get_entry().municipality, self.right)

	def test_without_a_reason_nothing_is_changed(self):
		with self.assertRefused("please say in a few words"):
			correct(self.ngo.name, self.get_versions(), " ")
		self.assertEqual(self.get_entry().municipality, self.wrong)

	def test_only_managers_correct(self):
		with (
			as_user(make_user("officer@seats.test", "Hub Officer")),
			self.assertRaises(frappe.PermissionError),
		):
			correct(self.ngo.name, [], REASON)
