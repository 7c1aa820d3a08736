# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.website.search import find


class TestSearch(PageTestCase):
	def setUp(self):
		super().setUp()
		self.ngo = make_ngo(ngo_name="Čebelarsko društvo Žužemberk", stage="Verified", consent_register=1)

	def find_ngos(self, query: str) -> list[str]:
		groups = [group for group in find(query) if group.url.startswith("/ngos")]
		return [item["title"] for group in groups for item in group["items"]]

	def test_capitals_carons_and_the_order_of_words_do_not_matter(self):
		for query in (
			"Čebelarsko",
			"čebelarsko",
			"cebelarsko",
			"ČEBELARSKO DRUŠTVO",
			"zuzemberk cebelar",
			"društvo   žužemberk",
		):
			self.assertIn(self.ngo.ngo_name, self.find_ngos(query), query)

	def test_every_word_has_to_occur(self):
		self.assertEqual(self.find_ngos("čebelarsko žužemberk nekjedrugje"), [])

	def test_who_did_not_agree_is_not_found(self):
		frappe.db.set_value("NGO", self.ngo.name, "consent_register", 0)

		self.assertEqual(self.find_ngos("Čebelarsko Žužemberk"), [])

	def test_wildcards_and_quotes_stand_for_nothing(self):
		for query in ("%", "_", "'", '"', "\\", "%' or 1=1 --", "😀", "x" * 10_000):
			self.read("find", q=query)

		self.assertEqual(find("%"), find("_"))

	def test_nothing_asked_finds_nothing(self):
		self.assertEqual(find("   "), [])

	def test_forms_are_found_by_what_people_want_to_do(self):
		titles = [item["url"] for group in find("report need") for item in group["items"]]

		self.assertIn("/report-need/new", titles)

	def test_the_page_shows_what_was_asked_as_text(self):
		page = self.read("find", q="<script>alert(1)</script>")

		self.assertIn("&lt;script&gt;alert(1)&lt;/script&gt;", page)
		self.assertNotIn("<script>", page)
