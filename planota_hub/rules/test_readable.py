# SPDX-License-Identifier: GPL-3.0-only
from contextlib import contextmanager

import frappe

from planota_hub.rules.readable import (
	MONTHS_IN_TEXT,
	choose_form,
	extend_boot,
	name_span,
	show_day,
	show_day_in_text,
	show_moment,
	show_money,
	show_month,
	show_number,
	show_percent,
	show_value,
)
from planota_hub.tests.compat import HubTestCase

DAYS = "{0} dan|{0} dneva|{0} dnevi|{0} dni"


@contextmanager
def reading(language: str | None):
	before = frappe.local.lang
	frappe.local.lang = language
	try:
		yield
	finally:
		frappe.local.lang = before


class TestReadable(HubTestCase):
	def test_slovene_puts_spaces_into_a_day(self):
		with reading("sl"):
			self.assertEqual(show_day("2026-10-19"), "19. 10. 2026")
			self.assertEqual(show_day("2026-01-05 23:59:59"), "5. 1. 2026")

	def test_other_languages_have_a_day_as_the_site_writes_it(self):
		frappe.db.set_default("date_format", "dd.mm.yyyy")
		frappe.local.user_date_format = None
		with reading("en"):
			self.assertEqual(show_day("2026-10-09"), "09.10.2026")

	def test_within_a_sentence_a_slovene_month_stands_in_the_second_case(self):
		with reading("sl"):
			for month, ending in enumerate(MONTHS_IN_TEXT["sl"], start=1):
				self.assertEqual(show_day_in_text(f"2026-{month:02}-18"), f"18. {ending} 2026")
			self.assertEqual(show_month("2026-12-18"), "december 2026")
		with reading("en"):
			self.assertEqual(show_day_in_text("2026-12-18"), "December 18, 2026")

	def test_no_day_is_nothing(self):
		for function in (show_day, show_day_in_text, show_moment):
			self.assertEqual(function(None), "")

	def test_a_moment_has_its_hour_and_minute(self):
		with reading("sl"):
			self.assertEqual(show_moment("2026-11-24 08:05:59"), "24. 11. 2026 08:05")

	def test_an_amount_is_written_as_the_reader_does_with_cents_only_where_there_are_any(self):
		with reading("sl"):
			self.assertEqual(show_money(1500, "EUR"), "1.500\N{NO-BREAK SPACE}€")
			self.assertEqual(show_money(-1500.5, "EUR"), "-1.500,50\N{NO-BREAK SPACE}€")
			self.assertEqual(show_money(None, "EUR"), "0\N{NO-BREAK SPACE}€")
			self.assertEqual(show_number(1234.5), "1.234,5")
		with reading("en"):
			self.assertEqual(show_money(1500, "EUR"), "€1,500")

	def test_a_column_has_as_many_decimals_as_it_is_asked_for(self):
		for language, expected in (
			("sl", ("1.425,50", "1.426", "75,5\N{NO-BREAK SPACE}%")),
			("en", ("1,425.50", "1,426", "75.5%")),
		):
			with reading(language):
				self.assertEqual(
					(show_number(1425.5, 2), show_number(1425.6, 0), show_percent(75.5)), expected
				)

	def test_a_value_is_written_by_the_kind_of_its_field(self):
		values = {
			"Date": ("2026-10-09", "9. 10. 2026"),
			"Datetime": ("2026-10-09 08:05:00", "9. 10. 2026 08:05"),
			"Float": (1234.5, "1.234,5"),
			"Percent": (12, "12\N{NO-BREAK SPACE}%"),
			"Data": ("2026-10-09", "2026-10-09"),
		}
		with reading("sl"):
			for fieldtype, (value, expected) in values.items():
				self.assertEqual(show_value(value, {"fieldtype": fieldtype}), expected)
			self.assertEqual(show_value(None, {"fieldtype": "Date"}), "")

	def test_a_title_with_months_is_the_same_in_every_language(self):
		self.assertEqual(name_span("2026-08-01", "2027-01-31"), "8/2026 – 1/2027")

	def test_the_desk_has_the_forms_of_its_users_language_and_tables_those_of_the_site(self):
		settings = {"date_format": "dd.mm.yyyy", "number_format": "#.###,##", "country": "Slovenia"}
		expected = {
			"sl": ("d. m. yyyy", "#.###,##"),
			"en": ("dd.mm.yyyy", "#,###.##"),
			"de": ("dd.mm.yyyy", "#.###,##"),
		}
		for language, forms in expected.items():
			boot = frappe._dict(sysdefaults=frappe._dict(settings))
			with reading(language):
				extend_boot(boot)
			self.assertEqual((boot.sysdefaults.date_format, boot.sysdefaults.number_format), forms)
			self.assertEqual(
				(boot.hub_table_number_format, boot.sysdefaults.country), ("#.###,##", "Slovenia")
			)

	def test_the_desk_writes_the_sign_of_a_currency_on_the_side_where_the_language_has_it(self):
		for language, side in {"sl": 1, "en": 0, "de": 0}.items():
			euro = frappe._dict(doctype=":Currency", name="EUR", symbol_on_right=0)
			boot = frappe._dict(sysdefaults=frappe._dict(), docs=[euro, frappe._dict(doctype=":Print")])
			with reading(language):
				extend_boot(boot)
			self.assertEqual(euro.symbol_on_right, side, f"in {language}, whose forms the hub knows or not")

	def test_no_field_of_the_desk_begins_with_the_language_of_the_site(self):
		boot = frappe._dict(
			sysdefaults=frappe._dict(), user=frappe._dict(defaults={"language": "sl", "country": "SI"})
		)
		extend_boot(boot)
		self.assertEqual(boot.user.defaults, {"country": "SI"})

	def test_slovene_has_four_forms_by_the_last_two_digits(self):
		expected = {
			1: "1 dan",
			2: "2 dneva",
			3: "3 dnevi",
			4: "4 dnevi",
			5: "5 dni",
			0: "0 dni",
			11: "11 dni",
			12: "12 dni",
			101: "101 dan",
			102: "102 dneva",
			1203: "1.203 dnevi",
			1.5: "1,5 dnevi",
		}
		with reading("sl"):
			self.assertEqual(
				{number: choose_form(DAYS, number).format(show_number(number)) for number in expected},
				expected,
			)

	def test_english_has_two_forms(self):
		with reading("en"):
			self.assertEqual(choose_form("{0} day|{0} days", 1), "{0} day")
			self.assertEqual(choose_form("{0} day|{0} days", 21), "{0} days")

	def test_a_language_without_the_message_gets_it_in_english(self):
		for language in ("pl", "xx", None):
			with reading(language):
				self.assertEqual(choose_form("{0} day|{0} days", 1), "{0} day")
				self.assertEqual(choose_form("{0} day|{0} days", 5), "{0} days")
