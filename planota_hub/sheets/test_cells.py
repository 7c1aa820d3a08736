# SPDX-License-Identifier: GPL-3.0-only
from datetime import date, datetime, time
from unittest.mock import patch

import frappe

from planota_hub.sheets import numbers
from planota_hub.sheets.cells import read_cell, read_check, read_list, read_text
from planota_hub.sheets.days import find_day_first, read_day, read_moment, read_time
from planota_hub.sheets.numbers import find_marks, read_number
from planota_hub.sheets.table import Misread
from planota_hub.tests.compat import HubTestCase

COMMA, POINT = (",", "."), (".", ",")
AMOUNTS = {
	"24.500,75": 24500.75,
	"1234,5": 1234.5,
	"24 500": 24500,
	"24\u00a0500,75": 24500.75,
	"24\u202f500": 24500,
	"24.500": 24500,
	"24.500 €": 24500,
	"€ 24.500,75": 24500.75,
	"24.500,75 EUR": 24500.75,
	"1.234.567": 1234567,
	"1.234.567,8": 1234567.8,
	"24'500,75": 24500.75,
	"-1.250,50": -1250.5,
	"\u2212500": -500,
	"0,5": 0.5,
	",5": 0.5,
	"24500.75": 24500.75,
	"24,500.75": 24500.75,
	"0": 0,
	"1,234": 1.234,
	"0.125": 0.125,
}
WHOLE = {"1.200": 1200, "1 200": 1200, "12": 12, "12,0": 12, "2024": 2024, "1.234.567": 1234567}
NO_NUMBERS = (
	"pribl. 200",
	"20-30",
	"200+",
	"1.000 SIT",
	"1.000 $",
	"1.23.456",
	"24.50.0",
	"1,2,3",
	"12,-",
	"(500)",
	"25 %",
	"5E+09",
	"1.3.2024",
	"dvajset",
	"½",
	"1 2",
)
DAYS = {
	"1. 3. 2024": date(2024, 3, 1),
	"1.3.2024": date(2024, 3, 1),
	"01.03.2024": date(2024, 3, 1),
	"01.03.24": date(2024, 3, 1),
	"1. 3. 89": date(1989, 3, 1),
	"1. 3. 2024.": date(2024, 3, 1),
	"2024-03-01": date(2024, 3, 1),
	"2024-03-01 00:00:00": date(2024, 3, 1),
	"1. marec 2024": date(2024, 3, 1),
	"1. marca 2024": date(2024, 3, 1),
	"01-mar-24": date(2024, 3, 1),
	"1. maj 1998": date(1998, 5, 1),
	"5/5/2024": date(2024, 5, 5),
}
NO_DAYS = (
	"2024",
	"3. 2024",
	"marec 2024",
	"31. 2. 2024",
	"1. 13. 2024",
	"1.3.40",
	"1. 3. 204",
	"45352",
	"pomlad 2024",
	"1/3/2024",
	"1. foo 2024",
	"1. 3. 20 12",
)


class TestNumbers(HubTestCase):
	def setUp(self):
		super().setUp()
		marks = patch.object(numbers, "get_marks", return_value=COMMA)
		marks.start()
		self.addCleanup(marks.stop)

	def test_amounts_are_read_as_slovene_programs_write_them(self):
		for text, number in AMOUNTS.items():
			with self.subTest(text):
				self.assertEqual(read_number(text, "Currency", COMMA), number)

	def test_points_part_thousands_where_things_are_counted(self):
		for text, number in WHOLE.items():
			for marks in (COMMA, None):
				with self.subTest(text, marks=marks):
					self.assertEqual(read_number(text, "Int", marks), number)

	def test_what_is_no_number_or_no_amount_is_refused(self):
		for text in NO_NUMBERS:
			with self.subTest(text), self.assertRaises(Misread):
				read_number(text, "Currency", COMMA)

	def test_a_part_of_one_is_refused_where_things_are_counted(self):
		for value in ("12,5", 12.5, "1,234"):
			with self.subTest(value), self.assertRaises(Misread):
				read_number(value, "Int", COMMA)
		with self.assertRaises(Misread):
			read_number("1.2", "Int", POINT)

	def test_a_share_is_read_with_its_sign_and_only_as_a_share(self):
		self.assertEqual(read_number("12,5 %", "Percent", COMMA), 12.5)
		with self.assertRaises(Misread):
			read_number("12,5 %", "Float", COMMA)

	def test_the_numbers_of_a_file_tell_what_its_marks_mean(self):
		for texts, delimiter, marks in (
			(["24.500", "7,25"], ",", COMMA),
			(["24.500", "7.25"], ";", POINT),
			(["24,500", "1,234.5"], ";", POINT),
			(["1.234.567"], ",", COMMA),
			(["24.500"], ";", COMMA),
			(["24.500"], None, COMMA),
			(["24.500"], ",", None),
			(["7,25", "7.25"], ";", None),
			([24500.75, None], ";", COMMA),
		):
			with self.subTest(texts, delimiter=delimiter):
				self.assertEqual(find_marks(texts, delimiter), marks)

	def test_a_number_that_can_mean_two_is_refused_and_both_are_named(self):
		with self.assertRaises(Misread) as caught:
			read_number("24.500", "Currency", None)
		self.assertIn("24500 or 24.5", str(caught.exception))
		self.assertEqual(read_number("24.500", "Currency", POINT), 24.5)

	def test_numbers_of_a_workbook_are_taken_as_they_are(self):
		self.assertEqual(read_number(24500.75, "Currency", COMMA), 24500.75)
		self.assertEqual(read_number(1200, "Int", COMMA), 1200)
		for value in (True, date(2024, 1, 1), datetime(2024, 1, 1)):
			with self.subTest(value), self.assertRaises(Misread):
				read_number(value, "Int", COMMA)


class TestDays(HubTestCase):
	def test_days_are_read_as_slovene_programs_write_them(self):
		for text, day in DAYS.items():
			with self.subTest(text):
				self.assertEqual(read_day(text, None), day)
		self.assertEqual(read_day(datetime(2024, 3, 1), None), date(2024, 3, 1))

	def test_what_is_no_day_or_can_be_two_is_refused(self):
		for text in NO_DAYS:
			with self.subTest(text), self.assertRaises(Misread):
				read_day(text, None)
		with self.assertRaises(Misread):
			read_day(45352, None)

	def test_the_days_of_a_column_tell_what_comes_first(self):
		for texts, day_first, day in (
			(["1/3/2024", "24/3/2024"], True, date(2024, 3, 1)),
			(["1/3/2024", "3/24/2024"], False, date(2024, 1, 3)),
		):
			self.assertEqual(find_day_first(texts), day_first)
			self.assertEqual(read_day("1/3/2024", day_first), day)
		self.assertIsNone(find_day_first(["24/3/2024", "3/24/2024"]))

	def test_times_are_read(self):
		for text in ("1. 3. 2024 17:30", "1. 3. 2024 ob 17.30", "2024-03-01T17:30:00", "1. 3. 2024, 17:30"):
			with self.subTest(text):
				self.assertEqual(read_moment(text, None), datetime(2024, 3, 1, 17, 30))
		for value in ("17:30", "17.30", time(17, 30), "17:30:00"):
			with self.subTest(value):
				self.assertEqual(read_time(value), "17:30:00")
		for value in ("25:00", "pet", 17, None):
			with self.subTest(value), self.assertRaises(Misread):
				read_time(value)


class TestCells(HubTestCase):
	def test_yes_and_no_are_read_in_every_way(self):
		for value in ("da", "DA", "x", "X", "✓", "1", 1, True, "yes", "Resnica"):
			self.assertEqual(read_check(value), 1, value)
		for value in ("ne", "Ne", "0", 0, False, "no", "FALSE"):
			self.assertEqual(read_check(value), 0, value)
		for value in ("morda", 2, "12", "da, delno"):
			with self.subTest(value), self.assertRaises(Misread):
				read_check(value)

	def test_strokes_and_words_for_nothing_say_nothing(self):
		number = frappe._dict(fieldtype="Int")
		phone = frappe._dict(fieldtype="Data", options="Phone")
		name = frappe._dict(fieldtype="Data")
		for field, cells in (
			(number, ("-", "/", "–", "ni podatka", "n/a", None)),
			(phone, ("nima", "/")),
			(name, ("-", "")),
		):
			for cell in cells:
				with self.subTest(cell):
					self.assertIsNone(read_cell(cell, field, lambda value: "read"))
		self.assertEqual(read_cell("Nima", name, lambda value: value), "Nima")

	def test_what_a_spreadsheet_has_spoilt_is_refused(self):
		text = frappe._dict(fieldtype="Data")
		for cell in (
			"#N/A",
			"#REF!",
			"#DIV/0!",
			"#NAME?",
			"########",
			"DruĹˇtvo",
			"ÄŚebela",
			"5,00123E+09",
			datetime(2024, 3, 5),
			True,
		):
			with self.subTest(cell), self.assertRaises(Misread):
				read_cell(cell, text, lambda value: read_text(text, value))

	def test_texts_stay_as_they_are_written(self):
		text = frappe._dict(fieldtype="Data")
		for cell, expected in (
			("- prva točka", "- prva točka"),
			("'- prva točka", "- prva točka"),
			("'Sonce'", "'Sonce'"),
			("+386 5 123 45 67", "+386 5 123 45 67"),
			(5000, "5000"),
			(5000.0, "5000"),
			("#mladi", "#mladi"),
			("3/5", "3/5"),
		):
			with self.subTest(cell):
				self.assertEqual(read_text(text, cell), expected)

	def test_a_phone_number_gets_the_zero_back_that_a_spreadsheet_has_dropped(self):
		phone = frappe._dict(fieldtype="Data", options="Phone")
		for cell, expected in (
			(41234567, "041234567"),
			("051234567", "051234567"),
			("+386 41 234 567", "+386 41 234 567"),
		):
			self.assertEqual(read_text(phone, cell), expected)

	def test_several_texts_in_one_cell_are_parted_by_semicolons_and_lines_only(self):
		self.assertEqual(read_list("Ana Novak; Bor Kos\nCene Zupan"), ["Ana Novak", "Bor Kos", "Cene Zupan"])
		with self.assertRaises(Misread):
			read_list("Novak, Ana")
