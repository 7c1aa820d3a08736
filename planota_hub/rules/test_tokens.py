# SPDX-License-Identifier: GPL-3.0-only
"""Signed links: what makes one void, and what a stolen secret is worth."""

import base64
import hashlib
import hmac
from unittest.mock import patch

import frappe
from frappe.utils import add_days, cstr, today
from frappe.utils.password import get_encryption_key

from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting, new_participant
from planota_hub.rules import signing_keys, tokens
from planota_hub.rules.signing_keys import SIGNING_KEY, create_keys, get_purposes, replace_keys
from planota_hub.rules.tokens import (
	InvalidTokenError,
	OutdatedTokenError,
	make_token,
	read_token,
)
from planota_hub.tests.compat import HubTestCase, as_user, make_user

OPT_OUT, SUPPORT, BALLOT, INVITATION = (
	"briefing opt-out",
	"campaign support",
	"election ballot",
	"meeting invitation",
)


def make_former_token(purpose: str, name: str) -> str:
	"""Return the link that the version before signed with the site's encryption key alone."""
	key = cstr(get_encryption_key()).encode()
	digest = hmac.new(key, f"{purpose}:{name}".encode(), hashlib.sha256).digest()
	return f"{name}.{base64.urlsafe_b64encode(digest).decode()[:24]}"


class TestTokens(HubTestCase):
	def test_a_token_opens_what_it_was_made_for_and_nothing_else(self):
		token = make_token(OPT_OUT, "A.1")

		self.assertEqual(read_token(OPT_OUT, f" {token} "), "A.1")
		for purpose in set(get_purposes()) - {OPT_OUT}:
			with self.subTest(purpose), self.assertRaises(InvalidTokenError):
				read_token(purpose, token)

	def test_what_is_no_token_is_refused(self):
		token = make_token(OPT_OUT, "A1")
		signature = token.rpartition(".")[2]
		for bad in (
			None,
			"",
			".",
			"A1",
			"A1.",
			f".{signature}",
			token[:-1],
			f"{token}=",
			f"B{token}",
			"A1.ž\x00",
		):
			with self.subTest(bad), self.assertRaises(InvalidTokenError):
				read_token(OPT_OUT, bad)

	def test_everything_that_a_link_depends_on_is_a_field(self):
		for purpose in get_purposes().values():
			for fieldname in purpose.depends_on:
				self.assertTrue(frappe.get_meta(purpose.doctype).has_field(fieldname), purpose)

	def test_a_link_to_a_person_is_void_once_the_address_was_changed(self):
		row = make_meeting(participants=[new_participant("Ana Kos", email="ana@tokens.test")]).participants[0]
		token = make_token(INVITATION, row.name)
		self.assertEqual(read_token(INVITATION, token), row.name)

		row.db_set("email", "other@tokens.test")

		with self.assertRaises(OutdatedTokenError):
			read_token(INVITATION, token)
		row.db_set("email", "Ana@Tokens.test ")
		self.assertEqual(read_token(INVITATION, token), row.name)

	def test_a_link_to_a_deleted_record_is_told_from_a_forged_one(self):
		self.assertEqual(read_token(INVITATION, make_token(INVITATION, "gone")), "gone")
		with self.assertRaises(InvalidTokenError):
			read_token(INVITATION, "gone.AAAAAAAAAAAAAAAAAAAAAAAA")

	def test_the_encryption_key_alone_makes_no_link(self):
		token = make_token(BALLOT, "row")
		for purpose in get_purposes():
			with self.subTest(purpose), self.assertRaises(InvalidTokenError):
				read_token(purpose, make_former_token(purpose, "row"))
		with patch.object(signing_keys, "get_decrypted_password", return_value="another secret"):
			self.assertNotEqual(make_token(BALLOT, "row"), token)

	def test_the_database_alone_makes_no_link(self):
		token = make_token(BALLOT, "row")
		with patch.object(signing_keys, "get_encryption_key", return_value="another key"):
			self.assertNotEqual(make_token(BALLOT, "row"), token)

	def test_links_of_the_version_before_hold_for_a_while_but_never_open_a_ballot(self):
		signing_keys.accept_former_links()
		for purpose in get_purposes():
			token = make_former_token(purpose, "row")
			if not get_purposes()[purpose].decides:
				self.assertEqual(read_token(purpose, token), "row")
		frappe.db.set_value(SIGNING_KEY, BALLOT, "former_links_until", add_days(today(), 5))
		with self.assertRaises(InvalidTokenError):
			read_token(BALLOT, make_former_token(BALLOT, "row"))

		frappe.db.set_value(SIGNING_KEY, OPT_OUT, "former_links_until", add_days(today(), -1))

		with self.assertRaises(InvalidTokenError):
			read_token(OPT_OUT, make_former_token(OPT_OUT, "row"))

	def test_a_replaced_key_voids_the_links_of_its_purpose_alone(self):
		signing_keys.accept_former_links()
		former, first, other = (
			make_former_token(OPT_OUT, "row"),
			make_token(OPT_OUT, "row"),
			make_token(SUPPORT, "row"),
		)

		replace_keys([OPT_OUT])

		for token in (former, first):
			with self.assertRaises(InvalidTokenError):
				read_token(OPT_OUT, token)
		self.assertEqual(read_token(SUPPORT, other), "row")
		self.assertEqual(read_token(OPT_OUT, make_token(OPT_OUT, "row")), "row")

	def test_managers_replace_keys_and_others_do_not(self):
		for role, allowed in (
			("Hub Manager", True),
			("System Manager", True),
			("Hub Officer", False),
			("Hub Auditor", False),
			("NGO Representative", False),
		):
			user = make_user(f"{frappe.scrub(role)}@tokens.test", role)
			with self.subTest(role), as_user(user):
				if allowed:
					self.assertEqual(replace_keys(f'["{OPT_OUT}"]'), [OPT_OUT])
				else:
					self.assertRaises(frappe.PermissionError, replace_keys, [OPT_OUT])

	def test_what_is_no_purpose_is_refused(self):
		for purposes in ([], "", "no JSON", '{"a": 1}', ["made up"], [OPT_OUT, None], [[OPT_OUT]]):
			with self.subTest(purposes), self.assertRefused("Please choose what the links are for"):
				replace_keys(purposes)

	def test_keys_are_drawn_once(self):
		token = make_token(OPT_OUT, "row")
		create_keys()
		self.assertEqual(read_token(OPT_OUT, token), "row")
		self.assertEqual(
			frappe.get_all(SIGNING_KEY, pluck="name", order_by="name asc"), sorted(get_purposes())
		)

	def test_every_purpose_that_a_module_names_has_a_key(self):
		with self.assertRefused("There is no key that signs links for no purpose"):
			tokens.make_token("no purpose", "row")
