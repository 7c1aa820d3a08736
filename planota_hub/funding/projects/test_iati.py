# SPDX-License-Identifier: GPL-3.0-only
from unittest import TestCase

from planota_hub.funding.projects.iati import as_number


class TestNumbers(TestCase):
	def test_every_digit_of_a_value_is_published(self):
		for value, expected in ((123456.78, "123456.78"), (1234567.5, "1234567.5"), (20.0, "20"), (0, "0")):
			with self.subTest(value):
				self.assertEqual(as_number(value), expected)
