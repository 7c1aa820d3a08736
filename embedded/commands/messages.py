# SPDX-License-Identifier: GPL-3.0-only
"""`./hub messages`: bring the message files of the app up to date with its texts."""

import argparse
from pathlib import Path

from embedded.commands import say
from embedded.home import APP, PROJECT, Home

LOCALE = PROJECT / APP / "locale"


def messages(arguments: argparse.Namespace, home: Home) -> int:
	"""Update the template and every language's file, and print what is left to translate; 1 when there is any."""
	from embedded import environment

	environment.prepare(say)
	untranslated = bring_up_to_date(LOCALE)
	for language, missing in untranslated.items():
		say(f"{language}: {len(missing)} messages to translate")
		print(*missing, sep="\n", end="\n" if missing else "")
	return int(any(untranslated.values()))


def bring_up_to_date(folder: Path) -> dict[str, list[str]]:
	"""Write what the app has now into the files of `folder`; language -> its messages without a translation."""
	template = read(folder / "main.pot")
	update_template(template)
	write(template, folder / "main.pot")
	untranslated = {}
	for path in sorted(folder.glob("*.po")):
		catalog = read(path)
		catalog.update(template, no_fuzzy_matching=True)
		write(catalog, path)
		untranslated[path.stem] = [message.id for message in catalog if message.id and not message.string]
	return untranslated


def read(path: Path):
	"""The catalog in a message file. Raises an error that names the line when it is broken."""
	from babel.messages.pofile import read_po

	with path.open("rb") as file:
		return read_po(file, abort_invalid=True)


def write(catalog, path: Path) -> None:
	"""Write a catalog in the order of its messages, without the places of the texts: they would change with every move."""
	from babel.messages.pofile import write_po

	with path.open("wb") as file:
		write_po(file, catalog, sort_output=True, ignore_obsolete=True, width=None, no_location=True)


def update_template(template) -> None:
	"""Let the template hold the messages that the app has now; its header stays."""
	from planota_hub.message_extractors import read_messages

	for key in [(message.id, message.context) for message in template if message.id]:
		template.delete(*key)
	for file, message, comments, context in read_messages():
		template.add(message, locations=[(file, None)], auto_comments=comments, context=context)
