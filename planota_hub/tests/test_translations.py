# SPDX-License-Identifier: GPL-3.0-only
"""Slovene is complete: every message of the app is in the message file, and translated with its placeholders."""

import re
import unittest
from pathlib import Path

import frappe
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from planota_hub.message_extractors import read_messages
from planota_hub.rules.signing_keys import get_purposes
from planota_hub.tests.compat import HubTestCase

APP = Path(frappe.get_app_path("planota_hub"))
LOCALE = APP / "locale"

PLACEHOLDER = re.compile(r"\{\d*\}")

Key = tuple[str, str | None]


class TestTranslations(HubTestCase):
	def setUp(self):
		super().setUp()
		self.template = read_catalog("main.pot")
		self.slovene = read_catalog("sl.po")

	@unittest.skipUnless(
		(APP.parent / "babel_extractors.csv").is_file(), "the app was installed without its list"
	)
	def test_every_message_of_the_code_is_in_the_message_file(self):
		found = {(message, context) for _file, message, _comments, context in read_messages()}
		self.assertEqual(sorted(found - keys_of(self.template), key=str), [])

	def test_what_links_are_for_is_in_the_message_file(self):
		self.assertLessEqual({(purpose, None) for purpose in get_purposes()}, keys_of(self.template))

	def test_the_slovene_file_has_the_messages_of_the_message_file(self):
		self.assertEqual(keys_of(self.slovene), keys_of(self.template))

	def test_every_message_is_translated_and_none_is_in_doubt(self):
		self.assertEqual([message.id for message in self.slovene if message.id and not message.string], [])
		self.assertEqual([message.id for message in self.slovene if message.id and message.fuzzy], [])

	def test_every_translation_has_the_placeholders_of_its_message(self):
		for message in self.slovene:
			with self.subTest(message.id):
				self.assertCountEqual(
					PLACEHOLDER.findall(str(message.id)), PLACEHOLDER.findall(str(message.string))
				)


def read_catalog(filename: str) -> Catalog:
	with (LOCALE / filename).open("rb") as file:
		return read_po(file, abort_invalid=True)


def keys_of(catalog: Catalog) -> set[Key]:
	return {(message.id, message.context) for message in catalog if message.id}
