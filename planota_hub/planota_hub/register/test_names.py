# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.planota_hub.register.names import Vocabulary, compare_keys, get_name_key, make_vocabulary
from planota_hub.tests.compat import HubTestCase

KNOWS_NOTHING = Vocabulary()


def compare(first: str, second: str, vocabulary: Vocabulary = KNOWS_NOTHING, place: str = "") -> int:
	return round(compare_keys(get_name_key(first), get_name_key(second), vocabulary, place.split()))


class TestNames(HubTestCase):
	def test_a_key_has_letters_wherever_a_name_has(self):
		for name, key in {
			"P. G. D. Volče": "prostovoljno gasilsko volce",
			"KORK Livek": "krajevna rdecega kriza livek",
			"Drutšvo Soča": "soca",
			"Културно друштво Његош": "kulturno njegos",
			"STRASSE": "strasse",
			"Straße": "strasse",
			"ljubi\u00adteljev": "ljubiteljev",
			"جمعيّة الأمل": "جمعية الامل",
			"さくら会": "さくら会",
			"Ελληνική Κοινότητα": "ελληνικη κοινοτητα",
			"हिन्दी परिषद": "हिन्दी परिषद",
			"🎈": "",
		}.items():
			with self.subTest(name):
				self.assertEqual(get_name_key(name), key)

	def test_marks_that_tell_letters_apart_stay(self):
		self.assertNotEqual(get_name_key("か"), get_name_key("が"))
		self.assertNotEqual(get_name_key("की"), get_name_key("का"))

	def test_one_organisation_however_it_is_written(self):
		for first, second in (
			("Prostovoljno gasilsko društvo Zatolmin", "PGD Zatolmin"),
			("Društvo upokojencev Idrija", "Idrija, DU"),
			("Območno združenje Rdečega križa Tolmin", "OZRK Tolmin"),
			("Turistično društvo Most na Soči", "TURISTICNO DRUSTVO MOST NA SOCI"),
			("Kulturno društvo Kolovrat", "Kulturno društvo Kolvorat"),
			("Športno društvo Mostnasoči", "ŠD Most na Soči"),
		):
			with self.subTest(first):
				self.assertGreaterEqual(compare(first, second), 85)

	def test_others_with_the_words_that_everybody_has(self):
		for first, second in (
			("PGD Zatolmin", "PGD Volče"),
			("DU Idrija", "DU Spodnja Idrija"),
			("OZRK Tolmin", "OZRK Idrija"),
			("OZRK Tolmin", "KORK Tolmin"),
			("KD Most na Soči", "TD Most na Soči"),
			("Taborniki rod 1", "Taborniki rod 2"),
			("Društvo Sonce", "Društvo Luna"),
		):
			with self.subTest(first):
				self.assertLess(compare(first, second), 85)

	def test_the_place_where_both_are_may_be_added(self):
		self.assertLess(compare("Kolovrat", "Kolovrat Nova Gorica"), 85)
		self.assertEqual(compare("Kolovrat", "Kolovrat Nova Gorica", place="nova gorica"), 100)

	def test_a_word_tells_the_less_the_more_names_have_it(self):
		register = make_vocabulary(["veter krn"] + ["veter gora"] * 500)

		self.assertLess(register.weigh("veter"), register.weigh("krn"))
		self.assertLess(compare("Veter Vrh", "Veter Dol", register), compare("Veter Vrh", "Veter Dol"))

	def test_two_words_that_many_have_are_no_typing_error_of_each_other(self):
		register = make_vocabulary(["gasilsko dobrava"] * 5 + ["gasilsko dobrova"] * 5)

		self.assertLess(compare("PGD Dobrava", "PGD Dobrova", register), 85)
		self.assertGreaterEqual(compare("PGD Dobrava", "PGD Dobrvaa", register), 85)
