# SPDX-License-Identifier: GPL-3.0-only
from unittest.mock import patch

from planota_hub.rules import decimals
from planota_hub.tests.compat import HubTestCase

READ = {
	"0": 0,
	"0,0": 0,
	"0.0": 0,
	"7": 7,
	"-5,5": -5.5,
	"12,5": 12.5,
	"12.5": 12.5,
	"1.234": 1234,
	"1,234": 1.234,
	"1.234,5": 1234.5,
	"1,234.5": 1234.5,
	"1.234.567": 1234567,
	"1 234,5": 1234.5,
	"0.125": 0.125,
	",5": 0.5,
}
REFUSED = ("", "unknown", "12 NGOs", "1,2,3", "1.23.456", "12,", "-", "5%", "1e5")


class TestDecimals(HubTestCase):
	def setUp(self):
		super().setUp()
		marks = patch.object(decimals, "get_marks", return_value=(",", "."))
		marks.start()
		self.addCleanup(marks.stop)

	def test_numbers_are_read_as_people_write_them(self):
		for text, number in READ.items():
			with self.subTest(text):
				self.assertEqual(decimals.read_decimal(text), number)

	def test_what_is_no_number_is_refused(self):
		for text in REFUSED:
			with self.subTest(text), self.assertRaises(ValueError):
				decimals.read_decimal(text)

	def test_a_site_with_points_reads_a_comma_as_thousands(self):
		with patch.object(decimals, "get_marks", return_value=(".", ",")):
			self.assertEqual(
				[decimals.read_decimal(text) for text in ("1,234", "1.234", "0,0", "1,5")],
				[1234, 1.234, 0, 1.5],
			)

	def test_what_is_written_is_read_again(self):
		for number in (0, 7, 12.5, 1234.25, -3):
			self.assertEqual(decimals.read_decimal(decimals.write_decimal(number)), number)
