# SPDX-License-Identifier: GPL-3.0-only
"""The words by which a person is found in texts, and what stands in their place afterwards."""

import hashlib
import json
import re
from collections.abc import Iterable
from html import escape
from urllib.parse import quote

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.rules.names import is_same_name

# a first name or a short word alone is found everywhere
FEWEST_LETTERS = 5
FEWEST_DIGITS = 6
PLAIN_LETTERS = re.compile(r"[A-Za-z]+")
BETWEEN_DIGITS = r"[\s/().\-]*"


def get_removed_text() -> str:
	"""Return what stands where a name stood, in the language of the site."""
	return _("Removed", frappe.get_system_settings("language") or "en")


def normalise_address(email: str | None) -> str:
	"""Return an address as it is compared: lower case, without spaces around it."""
	return cstr(email).strip().lower()


def digest_address(email: str | None) -> str:
	"""Return by what an address is recognised after it was removed; the address can't be read out of it."""
	return hashlib.sha256(f"address:{normalise_address(email)}".encode()).hexdigest()


class Words:
	"""Addresses, full names and numbers of one person, recognised in every spelling that the site stores.

	A text may hold them as they are, or inside JSON, HTML or a web address.

	Args:
	        addresses: e-mail addresses; whoever has one is meant, nobody else.
	        others: names and phone numbers, which somebody else may have, too.
	        shared: mailboxes at which the hub knows somebody else as well; there only who has the name is meant.
	"""

	def __init__(
		self,
		addresses: Iterable[str | None],
		others: Iterable[str | None] = (),
		shared: Iterable[str | None] = (),
	):
		others = [cstr(other).strip() for other in others if other]
		self.shared = {normalise_address(address) for address in shared if address}
		self.addresses = {normalise_address(address) for address in addresses if address} - self.shared
		self.names = {other for other in others if is_name(other)}
		self.others = {other for other in others if is_telling(other)}
		self._of_addresses = compile_words(self.addresses)
		self._of_all = compile_words(self.addresses | self.others)

	def __bool__(self) -> bool:
		return bool(self.addresses or self.others or self.shared)

	def with_shared(self) -> "Words":
		"""Return the words for what is this person's for certain, shared mailboxes among them."""
		return Words(self.addresses | self.shared, self.others | self.names) if self.shared else self

	def is_name_of_person(self, name) -> bool:
		"""Tell whether a name can be the person's, where the mailbox is theirs too."""
		return any(is_same_name(name, known) for known in self.names)

	def name_person(self, text) -> bool:
		"""Tell whether a text holds an address, a name or a number of the person."""
		return bool(self._of_all and self._of_all.search(cstr(text)))

	def address_person(self, text) -> bool:
		"""Tell whether a text holds an address of the person."""
		return bool(self._of_addresses and self._of_addresses.search(cstr(text)))

	def remove_from(self, text: str) -> str:
		"""Return a text without the person."""
		return self._of_all.sub(f"[{get_removed_text()}]", text) if self._of_all else text

	def get_needles(self) -> list[str]:
		"""Return what a database looks for: short texts, one of which is in everything that names the person."""
		return sorted({needle for word in self.addresses | self.others for needle in make_needles(word)})


def make_needles(word: str) -> set[str]:
	"""Return what every spelling of a word contains.

	JSON, HTML and web addresses leave plain letters as they are, and databases know upper case of those only.
	"""
	digits = "".join(character for character in word if character.isdigit())
	letters = max(PLAIN_LETTERS.findall(word), key=len, default="")
	if "@" not in word and len(letters) >= FEWEST_LETTERS:
		return {letters}
	return spell(word) | ({digits} if len(digits) >= FEWEST_DIGITS else set())


def is_telling(word: str) -> bool:
	"""Tell whether a word leads to one person: a full name, or a number of some length."""
	digits = sum(character.isdigit() for character in word)
	return digits >= FEWEST_DIGITS or (len(word) >= FEWEST_LETTERS and " " in word)


def is_name(word: str) -> bool:
	"""Tell whether a word is a name, and no address or number."""
	return "@" not in word and any(character.isalpha() for character in word)


def spell(word: str) -> set[str]:
	"""Return a word as it is, and as it stands in JSON, HTML and web addresses."""
	spellings = {word, json.dumps(word)[1:-1], escape(word), quote(word), quote(word, safe="")}
	return spellings | {spelling.replace("%20", "+") for spelling in spellings}


def compile_words(words: Iterable[str]) -> re.Pattern | None:
	"""Return the pattern that finds whole words, upper or lower case; None without any."""
	patterns = sorted({pattern for word in words for pattern in make_patterns(word)}, key=len, reverse=True)
	if not patterns:
		return None
	return re.compile(rf"(?<![\w.+\-])(?:{'|'.join(patterns)})(?![\w\-])", re.IGNORECASE)


def make_patterns(word: str) -> list[str]:
	"""Return the patterns of one word: a number however it is grouped, anything else as it is spelled."""
	digits = [character for character in word if character.isdigit()]
	if digits and not any(character.isalpha() for character in word):
		return [re.escape("+" if word.startswith("+") else "") + BETWEEN_DIGITS.join(digits)]
	return [re.sub(r"(\\ )+", r"\\s+", re.escape(spelling)) for spelling in spell(word)]
