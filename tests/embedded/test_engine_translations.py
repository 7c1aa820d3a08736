# SPDX-License-Identifier: GPL-3.0-only
"""The framework's own words in Slovene, which the engine does not bring: every entry can be used as it is."""

import re

import frappe
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from embedded.engine import wheel

# what a translation must carry over as it is: {0}, {name}, %s, %(name)s and markup
KEPT = re.compile(r"\{[^{}\s<>]*\}|%\(\w+\)[sd]|%[sd]|<[^<>]+>")


@pytest.fixture(scope="module")
def slovene() -> Catalog:
	with (wheel.TRANSLATIONS / "sl.po").open("rb") as file:
		return read_po(file, abort_invalid=True)


def test_every_entry_is_translated_for_good(slovene):
	unfinished = [message.id for message in slovene if message.id and (not message.string or message.fuzzy)]
	assert unfinished == []
	assert len(slovene) >= 1800


def test_no_entry_is_there_twice(slovene):
	text = (wheel.TRANSLATIONS / "sl.po").read_text()
	assert len(re.findall(r"^msgid ", text, re.MULTILINE)) == len(slovene) + 1  # the header


def test_placeholders_and_markup_are_kept(slovene):
	changed = {
		message.id: message.string
		for message in slovene
		if message.id and sorted(KEPT.findall(message.id)) != sorted(KEPT.findall(message.string))
	}
	assert changed == {}


def test_line_ends_are_kept(slovene):
	def ends(text: str) -> tuple[bool, bool]:
		return text.startswith("\n"), text.endswith("\n")

	changed = [message.id for message in slovene if message.id and ends(message.id) != ends(message.string)]
	assert changed == []


def test_there_is_a_form_for_one_two_three_and_five(slovene):
	assert slovene.plural_forms.startswith("nplurals=4;")


def test_the_desk_speaks_slovene():
	assert frappe._("Save", lang="sl") == "Shrani"
	assert frappe._("{0} must be unique", lang="sl") == "{0} mora biti enolično"
	assert frappe._("Yes", lang="sl", context="Checkbox is checked") == "Da"
	assert frappe._("Save", lang="en") == "Save"
