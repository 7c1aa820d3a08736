# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.mail.wording import describe_day, speaking
from planota_hub.tests.compat import HubTestCase


class TestWording(HubTestCase):
	def test_a_day_with_its_weekday_is_written_as_its_language_does(self):
		for language, text in (("sl", "sobota, 5. december 2026"), ("en", "Saturday, December 5, 2026")):
			with self.subTest(language), speaking(language):
				self.assertEqual(describe_day("2026-12-05"), text)
