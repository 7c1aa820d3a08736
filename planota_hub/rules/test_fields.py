# SPDX-License-Identifier: GPL-3.0-only
"""E-mail addresses and phone numbers as people write them."""

import frappe

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.rules.fields import correct_phone, get_email_key, read_email_address
from planota_hub.tests.compat import HubTestCase

# as it is written -> as mail servers take it
ADDRESSES = {
	"o'brien@example.org": "o'brien@example.org",
	"O’Brien@example.org": "o'brien@example.org",
	" Info@Example.org. ": "info@example.org",
	"info@društvo-žarek.si": "info@xn--drutvo-arek-ihc59a.si",
	"info@DRUS\u030cTVO-z\u030carek.si": "info@xn--drutvo-arek-ihc59a.si",
	"info@xn--drutvo-arek-ihc59a.si": "info@xn--drutvo-arek-ihc59a.si",
	"in\u00adfo@example.org": "info@example.org",
	"a+b@example.org": "a+b@example.org",
}
NO_ADDRESSES = (
	"",
	None,
	"info",
	"info@",
	"@example.org",
	"info@example",
	"a@b@example.org",
	"a@example..org",
	"a@.org",
	"Ana <a@example.org>",
	"a@example.org, b@example.org",
	"a@example.org;b@example.org",
	'"a b"@example.org',
	"(a)@example.org",
	"š@example.org",
	"x@straße.de",
	f"info@{'ž' * 80}.si",
)
# as it is written -> as it can be dialled
PHONES = {
	"+386 (0)5 123 45 67": "+386 5 123 45 67",
	"+386(0)5/123-45-67": "+386 5 123 45 67",
	"00386 (0)5 123 45 67": "00386 5 123 45 67",
	"+386 05 123 45 67": "+386 5 123 45 67",
	"+43 (0) 463 12 34": "+43 463 12 34",
	"+39 (0)481 12 34 56": "+39 0481 12 34 56",
	"+39 0481 123456": "+39 0481 123456",
	"(05) 123 45 67": "05 123 45 67",
	"05/123-45-67": "05 123 45 67",
	"+386 5 100 00 01": "+386 5 100 00 01",
}


class TestAddresses(HubTestCase):
	def test_addresses_of_people_and_international_domains_are_taken(self):
		for written, address in ADDRESSES.items():
			with self.subTest(written):
				self.assertEqual(read_email_address(written), address)
				self.assertEqual(make_ngo(email=written).email, address)

	def test_what_is_no_address_or_several_is_refused(self):
		for written in NO_ADDRESSES:
			with self.subTest(written):
				self.assertIsNone(read_email_address(written))
		with self.assertRefused("is not an e-mail address", frappe.InvalidEmailAddressError):
			make_ngo(email="x@straße.de")

	def test_one_mailbox_has_one_key(self):
		for written in (
			"Info+x@Društvo-Žarek.si.",
			"info@xn--drutvo-arek-ihc59a.si",
			"in\u00adfo@društvo-žarek.si",
		):
			self.assertEqual(get_email_key(written), "info@xn--drutvo-arek-ihc59a.si")


class TestPhones(HubTestCase):
	def test_a_number_is_stored_so_that_it_can_be_dialled(self):
		for written, number in PHONES.items():
			with self.subTest(written):
				self.assertEqual(correct_phone(written), number)
				self.assertEqual(correct_phone(number), number)
				self.assertEqual(make_ngo(phone=written).phone, number)


class TestNames(HubTestCase):
	def test_what_nobody_sees_is_not_kept(self):
		for written, stored in (
			("Dru\u00adštvo ljubi\u00adteljev", "Društvo ljubiteljev"),
			("Drus\u030ctvo", "Društvo"),
			("Dru\u200dštvo\u200c", "Društvo"),
			("Društvo\u061c \u2066A\u2069", "Društvo A"),
			("Društvo \U000e0041\U000e0042B", "Društvo B"),
			("Društvo\u3164 C", "Društvo C"),
		):
			with self.subTest(written):
				self.assertEqual(make_ngo(ngo_name=written).ngo_name, stored)

	def test_what_makes_one_sign_of_several_stays(self):
		for name in (
			"Družina 👩\u200d👩\u200d👧",
			"می\u200cخواهم",
			"جمعية النور",
			"Klub 🏴\U000e0067\U000e0062\U000e007f",
			"李小龙",
		):
			with self.subTest(name):
				self.assertEqual(make_ngo(ngo_name=name).ngo_name, name)

	def test_the_length_counts_as_people_see_it(self):
		name = "s\u030c" * 140
		self.assertEqual(len(make_ngo(ngo_name=name).ngo_name), 140)
		with self.assertRefused("at most 140"):
			make_ngo(ngo_name="š" * 141)
