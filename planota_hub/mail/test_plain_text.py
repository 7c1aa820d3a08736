# SPDX-License-Identifier: GPL-3.0-only
from frappe.email.email_body import get_email

from planota_hub.mail.plain_text import as_plain_text, get_text
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
			"Good day,\nwe have news.\n\nWorkshops\n\n- Bees & honey (https://hub.test/w/1)\n  Tolmin\n\n- Nothing else\n\n"
			"A bee hub@hub.test",
		)

	def test_mails_of_the_framework_are_laid_out_and_others_keep_their_text(self):
		html = '<p>Your entry <b>is there</b>.</p><p><a href="https://hub.test/x">Look</a></p>'
		for own, text in (
			(None, "Your entry is there.\n\nLook (https://hub.test/x)"),
			("By hand.", "By hand."),
		):
			mail = get_email(
				["a@hub.test"],
				"hub@hub.test",
				html,
				"Subject",
				text_content=own or "Your entry **is there**.",
			)

			mail.make()

			(part,) = (part for part in mail.msg_root.walk() if part.get_content_type() == "text/plain")
			self.assertIn(text, get_text(part).replace("\r\n", "\n"))

	def test_what_looks_like_markup_in_a_text_stays(self):
		self.assertEqual(as_plain_text("<p>1 &lt; 2</p>"), "1 < 2")
