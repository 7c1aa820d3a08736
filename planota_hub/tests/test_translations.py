# SPDX-License-Identifier: GPL-3.0-only
"""Slovene is complete, keeps to the glossary (`docs/glossary.md`), and reads as somebody would write it by hand."""

import re
import unittest
from collections.abc import Callable
from pathlib import Path

import frappe
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from planota_hub.message_extractors import read_messages
from planota_hub.rules.signing_keys import get_purposes
from planota_hub.tests.compat import HubTestCase

APP = Path(frappe.get_app_path("planota_hub"))
LOCALE = APP / "locale"

PLACEHOLDER = re.compile(r"\{\d*\}")
# parts the forms of a message that goes with a number
FORMS = "|"
SLOVENE_FORMS = 4

# what must not stand in a translation -> what stands there instead, and in translations of which messages only
NOT_IN_THE_GLOSSARY = {
	r"strokovn\w+ delav|sodelav(c|k)|zaposlen\w+ (na |v )?stičišč": ("osebje stičišča", ""),
	r"\bsledilna|\bsledilno|\bsledilne": ("koda za sledenje", ""),
	r"\bregijsk": ("regionalni", ""),
	r"\btel(esa|o|esu|esom|es|esih|esi)\b": ("organ", ""),
	r"\bsestan(k|ek)": ("srečanje", ""),
	r"osebn\w+ razvojn": ("individualni razvojni načrt", ""),
	r"čakaln\w+ vrst": ("čakalni seznam", "waiting list"),
	r"soglasj": ("privolitev", "consent"),
	r"skupn\w+ (akcijsk|ukrep)": ("skupna akcija, načrt skupne akcije", ""),
	r"\brevizor": ("nadzornik stičišča", ""),
	r"\bpredavatelj": ("izvajalec delavnice", ""),
	r"\brazkorak": ("vrzel", ""),
	r"v reševanju": ("v izvajanju", ""),
	r"\bprioritet": ("prednost", ""),
	r"zahtev\w* (NVO )?za podporo": ("prošnja za podporo", ""),
	r"\bvoliv(c|ec)": ("volilna organizacija", ""),
	r"(?<!zakoniti )(?<!zakonitega )\bzastopnik": ("predstavnik", ""),
	r"prijav": ("vstop v portal, uporabniški račun", r"\blog(ged)?[ -]in"),
	r"komentar": ("pripomba", "proposal|consultation"),
}
# one gender only, or two in a form that nobody reads out
ONE_GENDER = re.compile(r"\(-?a\)|^(\w+ )?\w+(il|al)$")
# an apostrophe that was escaped, a mark that was decoded twice, a blank too many
DAMAGED = re.compile(r"''|&#?\w+;|  |\u00a0\u00a0|^\s|\s$")
# a noun that would have other forms with another number
COUNTED = re.compile(
	r"(?<!od )\{\d*\} (dn|let|mesec|ur|mest|glas|partner|oseb|ljud|organizacij|podporn|točk|vlog|sekund)\w*"
)
ENDINGS = ".?!:…"

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
			wanted = PLACEHOLDER.findall(str(message.id).split(FORMS)[0])
			for form in (*str(message.id).split(FORMS), *str(message.string).split(FORMS)):
				with self.subTest(message.id):
					self.assertCountEqual(PLACEHOLDER.findall(form), wanted)

	def test_a_message_that_goes_with_a_number_has_all_forms(self):
		for message in self.slovene:
			if message.id and FORMS in message.id:
				with self.subTest(message.id):
					self.assertEqual(len(message.id.split(FORMS)), 2)
					self.assertEqual(len(message.string.split(FORMS)), SLOVENE_FORMS)

	def test_a_number_stands_before_a_noun_only_where_the_noun_has_all_forms(self):
		self.assertEqual(
			self.find(lambda text, message: FORMS not in message.id and COUNTED.search(text)), []
		)

	def test_translations_keep_to_the_glossary(self):
		for pattern, (term, only) in NOT_IN_THE_GLOSSARY.items():
			with self.subTest(pattern, instead=term):
				wrong = re.compile(pattern, re.IGNORECASE)
				among = re.compile(only, re.IGNORECASE)
				self.assertEqual(
					self.find(lambda text, message: wrong.search(text) and among.search(message.id)), []
				)

	def test_people_are_written_of_in_forms_that_fit_everybody(self):
		def knows_one_gender(text: str, message: Message) -> bool:
			return bool((message.id.endswith(" By") or "(" in text) and ONE_GENDER.search(text))

		self.assertEqual(self.find(knows_one_gender), [])

	def test_no_translation_is_damaged(self):
		self.assertEqual(self.find(lambda text, message: DAMAGED.search(text)), [])

	def test_a_translation_ends_as_its_message(self):
		def ends_otherwise(text: str, message: Message) -> bool:
			ends = message.id[-1], text[-1]
			return ends[0] != ends[1] and any(end in ENDINGS for end in ends)

		self.assertEqual(self.find(ends_otherwise), [])

	def test_the_rules_find_what_breaks_them(self):
		for text in ("Zaposleni na stičišču", "strokovni delavci", "predstavniško telo", "sledilna koda"):
			self.assertTrue(any(re.search(rule, text, re.IGNORECASE) for rule in NOT_IN_THE_GLOSSARY), text)
		for text in ("prijavljen(a)", "Odobril"):
			self.assertRegex(text, ONE_GENDER)
		for text in ("Stičišče''s", "It&#39;s", "dva  presledka", " na začetku"):
			self.assertRegex(text, DAMAGED)
		for text in ("velja {0} dni", "{} organizacij"):
			self.assertRegex(text, COUNTED)

	def find(self, breaks: Callable[[str, Message], object]) -> list[str]:
		"""Return the Slovene translations that break a rule."""
		return [
			message.string
			for message in self.slovene
			if message.id and message.string and breaks(message.string, message)
		]


def read_catalog(filename: str) -> Catalog:
	with (LOCALE / filename).open("rb") as file:
		return read_po(file, abort_invalid=True)


def keys_of(catalog: Catalog) -> set[Key]:
	return {(message.id, message.context) for message in catalog if message.id}
