# SPDX-License-Identifier: GPL-3.0-only
import re

from frappe.email.email_body import inline_style_in_html

from planota_hub.tests.compat import HubTestCase

# dark enough on white for small letters: a contrast of at least 4.5
READABLE = "#55606a"


class TestLooks(HubTestCase):
	def test_what_stands_below_a_message_to_many_can_be_read(self):
		page = '<div class="email-unsubscribe"><div>x <a href="https://example.org">y</a></div></div>'

		styles = re.findall(r'<(?:div|a)[^>]*style="([^"]*)"', inline_style_in_html(page))

		self.assertEqual(len(styles), 3)
		for style in styles:
			self.assertIn(READABLE, style.lower())
