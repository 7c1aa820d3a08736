# SPDX-License-Identifier: GPL-3.0-only
"""Names are compared as people read them."""

from planota_hub.rules.names import fold_name, fold_person_name, split_name
from planota_hub.tests.compat import HubTestCase


class TestNames(HubTestCase):
	def test_writing_makes_no_other_name(self):
		for one, other in (
			("Čebelarsko društvo Soča", "CEBELARSKO  DRUSTVO SOCA"),
			("Straße", "Strasse"),
			("Dru\u00adštvo ljubi\u00adteljev", "Društvo ljubiteljev"),
			("Dru\u200dštvo", "Društvo"),
			("s\u030cola", "šola"),
			("Đorđe", "Dorde"),
			("„Sinovi“ & O'Neill", "Sinovi O Neill"),
			("ﬁlm", "film"),
		):
			with self.subTest(one):
				self.assertEqual(fold_name(one), fold_name(other))

	def test_other_scripts_tell_names_apart(self):
		names = ("Друштво Соча", "Друштво Вардар", "جمعية النور", "جمعية الأمل", "友の会", "桜の会")
		self.assertEqual(len({fold_name(name) for name in names}), len(names))
		self.assertEqual(fold_name("ДРУШТВО"), fold_name("друштво"))

	def test_order_and_degrees_make_no_other_person(self):
		for written in (
			"Ana Novak",
			"NOVAK Ana",
			"Novak, Ana",
			"dr. Ana Novák",
			"Ana Novak, univ. dipl. soc.",
			"Dr Ana Novak",
		):
			with self.subTest(written):
				self.assertEqual(fold_person_name(written), "ana novak")

	def test_father_and_son_are_two(self):
		names = ("Janez Novak", "Janez Novak ml.", "Janez Novak st.", "J. Novak", "Novak")
		self.assertEqual(len({fold_person_name(name) for name in names}), len(names))

	def test_a_name_is_split_at_its_first_blank(self):
		self.assertEqual(split_name(" Ana Marija Kos "), ("Ana", "Marija Kos"))
		self.assertEqual(split_name("Ana"), ("Ana", None))
