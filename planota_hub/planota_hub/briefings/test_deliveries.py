# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.planota_hub.briefings.deliveries import read_refusal
from planota_hub.tests.compat import HubTestCase

TRACEBACK = "Traceback (most recent call last):\n  File x\nsmtplib.SMTPRecipientsRefused: "


class TestRefusals(HubTestCase):
	def test_what_a_mail_server_answers_is_said_in_words(self):
		for error, reason in (
			(
				TRACEBACK + "{'a@b.test': (550, b'5.1.1 <a@b.test>: User unknown')}",
				"The mail server does not accept this address: 550 5.1.1 a@b.test: User unknown",
			),
			(
				TRACEBACK + "{'a@b.test': (451, b\"4.3.0 Can't now\")}",
				"The mail server did not take the message for the time being: 451 4.3.0 Can't now",
			),
			(
				"Traceback\nConnectionRefusedError: [Errno 111] <b>Refused</b>",
				"ConnectionRefusedError: [Errno 111] Refused",
			),
			("", "The mail server refused the message."),
		):
			with self.subTest(error):
				self.assertEqual(read_refusal(error), reason)
