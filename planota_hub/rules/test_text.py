# SPDX-License-Identifier: GPL-3.0-only
"""Plain text stays plain text, however markup is written; what only looks like it stays possible."""

import json
import re

import frappe

from planota_hub.guards.template_filters import striptags
from planota_hub.planota_hub.doctype.good_practice.test_good_practice import make_practice
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.rules.text import has_markup
from planota_hub.tests.compat import HubTestCase

PLAIN = (
	"A & B",
	"A &amp; B",
	"5 < 6 in 7 > 3",
	"5 &lt; 6",
	"a <3 b",
	"<",
	"R&D; več",
	"½ in ² in ﬁ",
	"cena <10 EUR",
)
MARKUP = (
	"<script>alert(1)</script>",
	"<ScRiPt>",
	"</title>",
	"<!-- -->",
	"<\x00script>",
	"<\u200bscript>",
	"&lt;script&gt;",
	"&LT;script&GT;",
	"&ltscript",
	"&#60;script",
	"&#060script",
	"&#x3c;script",
	"&#X3C;script",
	"&#x0000003C;img src=x onerror=alert(1)>",
	"&amp;lt;script&amp;gt;",
	"&amp;amp;amp;#60;script",
	"&#38;lt;script",
	"&#x26;#x3c;script",
	"＜script＞",
	"&#xFF1C;script",
	"&lt;\x00script",
	"﹤script﹥",
	"&" + "amp;" * 25 + "lt;script",
)


class TestMarkup(HubTestCase):
	def test_markup_is_found_in_every_encoding(self):
		for text in MARKUP:
			with self.subTest(text):
				self.assertTrue(has_markup(text.replace("\x00", "").replace("\u200b", "")))

	def test_signs_of_plain_text_are_no_markup(self):
		for text in PLAIN:
			with self.subTest(text):
				self.assertFalse(has_markup(text))

	def test_a_record_takes_plain_signs_and_no_markup(self):
		ngo = make_ngo()
		for text in MARKUP:
			ngo.ngo_name = f"Društvo {text}"
			with self.subTest(text), self.assertRefused("Name: please write plain text"):
				ngo.save()
			ngo.reload()
		ngo.ngo_name = "Društvo A & B, 5 < 6"
		ngo.save()
		self.assertEqual(ngo.ngo_name, "Društvo A & B, 5 < 6")

	def test_halves_of_characters_are_not_kept(self):
		ngo = make_ngo()
		ngo.description = "Dan\ud800es"
		ngo.save()

		self.assertEqual(frappe.db.get_value("NGO", ngo.name, "description"), "Danes")


class TestTitles(PageTestCase):
	def test_a_title_that_is_stored_already_is_no_markup_in_the_page(self):
		name = make_practice(stage="Published").name
		for text in MARKUP:
			frappe.db.set_value("Good Practice", name, "practice_title", f"Vrt </title>{text}"[:140])
			with self.subTest(text):
				page = self.read(f"good-practices/{name}").lower()
				(_before, title, _after) = re.split("</?title>", page)
				self.assertNotIn("<", title)

	def test_a_title_is_shown_as_it_was_written(self):
		name = make_practice(stage="Published", practice_title="Vrt & sad, 5 < 6").name

		self.assertIn("<title>Vrt &amp; sad, 5 &lt; 6 – ", self.read(f"good-practices/{name}"))

	def test_the_filter_of_the_templates_strips_and_escapes_once(self):
		for text, shown in (
			("<b>A</b> & B", "A &amp; B"),
			("&lt;script&gt;", "&lt;script&gt;"),
			("&amp;lt;script&amp;gt;", "&amp;lt;script&amp;gt;"),
			(None, ""),
		):
			with self.subTest(text):
				self.assertEqual(frappe.render_template("{{ text | striptags }}", {"text": text}), shown)
				self.assertEqual(
					frappe.render_template("{{ text | striptags | escape }}", {"text": text}), shown
				)
		self.assertEqual(str(striptags("A & B")), "A &amp; B")

	def test_json_in_a_page_means_the_same_and_ends_no_script(self):
		value = {"a": "</script><script>", "b": "A & B", "č": [1, None]}

		text = frappe.render_template("{{ value | json }}", {"value": value})

		self.assertNotIn("<", text)
		self.assertEqual(json.loads(text), value)
