# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.mail.plain_text import as_plain_text
from planota_hub.tests.compat import HubTestCase


class TestPlainText(HubTestCase):
	def test_a_message_is_laid_out_to_be_read(self):
		html = """<style>p { color: red }</style>
			<p>Good day,<br>we   have <b>news</b>.</p>
			<h2>Workshops</h2>
			<ul><li><a href="https://hub.test/w/1">Bees &amp; honey</a><br>Tolmin</li><li>Nothing else</li></ul>
			<p><img src="/a.png" alt="A bee"> <a href="mailto:hub@hub.test">hub@hub.test</a></p>"""

		self.assertEqual(
			as_plain_text(html),
			"Good day,\nwe have news.\n\nWorkshops\n\n- Bees & honey (https://hub.test/w/1)\nTolmin\n\n- Nothing else\n\n"
			"A bee hub@hub.test",
		)

	def test_what_looks_like_markup_in_a_text_stays(self):
		self.assertEqual(as_plain_text("<p>1 &lt; 2</p>"), "1 < 2")
