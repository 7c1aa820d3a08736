# SPDX-License-Identifier: GPL-3.0-only
"""`./hub messages`: the message files follow the texts of the app."""

import shutil

import pytest

from embedded.commands import messages


@pytest.fixture
def locale(tmp_path):
	return shutil.copytree(messages.LOCALE, tmp_path / "locale")


def test_the_message_files_are_up_to_date(locale):
	assert messages.bring_up_to_date(locale) == {"sl": []}
	for name in ("main.pot", "sl.po"):
		assert (locale / name).read_text() == (messages.LOCALE / name).read_text()


def test_a_new_text_is_added_and_named_as_untranslated(locale):
	template, slovene = messages.read(locale / "main.pot"), messages.read(locale / "sl.po")
	for catalog, name in ((template, "main.pot"), (slovene, "sl.po")):
		catalog.delete("Verified NGOs")
		messages.write(catalog, locale / name)

	assert messages.bring_up_to_date(locale) == {"sl": ["Verified NGOs"]}


def test_a_text_that_is_gone_leaves_the_files(locale):
	template = messages.read(locale / "main.pot")
	template.add("Nobody says this any more")
	messages.write(template, locale / "main.pot")

	messages.bring_up_to_date(locale)

	assert "Nobody says this" not in (locale / "main.pot").read_text()
