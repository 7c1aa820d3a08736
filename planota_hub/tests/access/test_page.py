# SPDX-License-Identifier: GPL-3.0-only
"""docs/permissions.md says what the app is: no DocType, right, level or report is missing there or stands wrongly."""

from planota_hub.tests.access import page
from planota_hub.tests.compat import HubTestCase


class TestPage(HubTestCase):
	maxDiff = None

	def test_the_tables_are_those_that_follow_from_the_metadata(self):
		text = page.get_path().read_text(encoding="utf-8")

		self.assertEqual(
			text,
			page.build(text),
			"docs/permissions.md: write it anew by ./hub run planota_hub.tests.access.page.write",
		)

	def test_every_doctype_stands_in_exactly_one_table(self):
		text = page.get_path().read_text(encoding="utf-8")
		listed = [name for _module, rows in page.read_tables(text) for name in rows]

		self.assertEqual(sorted(listed), page.get_doctypes())

	def test_a_right_that_is_missing_in_the_page_is_written_and_the_words_stay(self):
		text = page.get_path().read_text(encoding="utf-8")
		row = next(line for line in text.splitlines() if line.startswith("| NGO |"))
		wrong = row.replace("R TPM verified |", "RW TP verified |")
		self.assertNotEqual(row, wrong)

		self.assertEqual(page.build(text.replace(row, wrong)), page.build(text))
		self.assertEqual(page.build(text.replace(f"{row}\n", "")).count("| NGO |"), 1)
