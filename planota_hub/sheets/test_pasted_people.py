# SPDX-License-Identifier: GPL-3.0-only
"""A pasted list of people is understood with and without headings, and every row that is not says why."""

from planota_hub.sheets.pasted_people import MOST_PEOPLE, read_people
from planota_hub.tests.compat import HubTestCase


def read(text: str) -> list[tuple]:
	return [
		(row.person_name, row.organisation, row.email, row.phone, row.problem) for row in read_people(text)
	]


class TestPastedPeople(HubTestCase):
	def test_columns_are_known_by_slovene_headings_and_names_are_joined(self):
		rows = read("Priimek\tIme\tE-pošta\tNVO\nKos\tAna\tana@a.test\tDruštvo Most\n")
		self.assertEqual(rows, [("Ana Kos", "Društvo Most", "ana@a.test", "", None)])

	def test_without_headings_a_column_is_what_stands_in_it(self):
		for separator in ("\t", ";", ","):
			with self.subTest(separator):
				text = "\n".join(
					separator.join(row)
					for row in (
						("Ana Kos", "Most", "ana@a.test", "031 000 002"),
						("Bor Leban", "Iskra", "bor@b.test", "+386 40 111 222"),
					)
				)
				self.assertEqual(read(text)[1], ("Bor Leban", "Iskra", "bor@b.test", "+386 40 111 222", None))

	def test_first_and_last_name_in_columns_of_their_own_make_one_name(self):
		self.assertEqual(read("Ana\tKos\tMost\tana@a.test")[0][:3], ("Ana Kos", "Most", "ana@a.test"))

	def test_addresses_as_a_mail_writes_them_are_people(self):
		self.assertEqual(read("Ana Kos <ana@a.test>\nBor <bor@b.test>")[0][:3], ("Ana Kos", "", "ana@a.test"))

	def test_a_name_in_quotes_keeps_what_stands_within(self):
		self.assertEqual(read('"Kos, Ana";Most;ana@a.test\nBor;Iskra;b@b.test')[0][0], "Kos, Ana")

	def test_a_row_that_can_not_be_used_says_why_and_the_others_stand(self):
		rows = read(
			"name;email\nAna;ana@a.test\n;no@name.test\nBor;wrong@\nCilka;c@c.test;and more\n<b>Dan</b>;d@d.test\nAna;ana@a.test"
		)
		self.assertIsNone(rows[0][4])
		for row, problem in zip(
			rows[1:],
			(
				"no name",
				"no e-mail address",
				"Nobody knows what this is: and more",
				"characters of a program",
				"same as row 2",
			),
			strict=True,
		):
			with self.subTest(problem):
				self.assertIn(problem, row[4])

	def test_what_is_no_list_is_refused_with_a_reason(self):
		for text, message in (
			("", "nobody in the text"),
			("\n \n", "nobody in the text"),
			("name;email", "nobody in the text"),
			(
				"\n".join(f"Name {number};n{number}@n.test" for number in range(MOST_PEOPLE + 5)),
				"at most 1000",
			),
			("x" * 600_000, "too long"),
		):
			with self.subTest(message), self.assertRefused(message):
				read(text)
