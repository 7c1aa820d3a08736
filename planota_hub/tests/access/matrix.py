# SPDX-License-Identifier: GPL-3.0-only
"""The people, the records and what docs/permissions.md promises them: what every test of the doors stands on."""

import os
import re
from collections.abc import Iterator
from unittest.mock import patch

import frappe
from frappe.utils.global_search import sync_global_search

from planota_hub.tests.access import channels, page
from planota_hub.tests.access.asking import Answer, Question, ask
from planota_hub.tests.access.channels import Channel
from planota_hub.tests.access.people import Person, make_people
from planota_hub.tests.access.records import Record, make_records
from planota_hub.tests.compat import FrameworkTestCase

WHOLE = {"Hub Manager", "Hub Officer", "Hub Auditor"}
RIGHTS = tuple(page.RIGHT_OF.values())
IS_WHOLE_RUN = bool(os.environ.get("HUB_WHOLE_MATRIX"))
# changes that are allowed are made in these alone, for that takes long; that they are is told by the rights
SAMPLE = ("NGO", "Local Need", "Mentoring Session", "Joint Action", "Policy Proposal", "Funding Call")
# the number of a record that stands for it alone, unlike the name of a place or a field of work
NUMBER = re.compile(r"[A-Z]+-[-\w]*\d+")


class Matrix(FrameworkTestCase):
	"""The people and the records, made once; nothing of them or of the requests stays."""

	maxDiff = None

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		kept = patch.object(frappe.db, "commit")
		kept.start()
		cls.addClassCleanup(kept.stop)
		frappe.set_user("Administrator")
		cls.expected, cls.public = page.read_expected(), page.read_public()
		cls.people = make_people()
		cls.records = make_records(cls.people)
		sync_global_search()
		cls.levels = {
			doctype: {
				role: {level for level in range(1, 10) if "read" in get_level(doctype, role, level)}
				for role in page.ROLES
			}
			for doctype in cls.expected
		}

	@classmethod
	def tearDownClass(cls):
		frappe.set_user("Administrator")
		frappe.db.rollback()
		super().tearDownClass()

	def pairs(self) -> Iterator[tuple[Person, Record]]:
		"""Yield who asks for which record: both where the two differ for a role, else the one that is harder."""
		for person in self.people:
			for record in self.records:
				cell = self.expected[record.doctype].get(person.role)
				is_limited = cell and cell.is_limited and not person.is_stranger
				if is_limited or record.is_ours == (person.role not in WHOLE):
					yield person, record

	def callers(self, number: int) -> Iterator[tuple[Person, Record]]:
		"""Yield those of the pairs that knock at a door.

		Who sees one record and not another knocks at every door to every DocType; who sees all or nothing, at every
		door to some, by turns, unless the whole matrix is asked for. On MariaDB, where the same tests run after those
		on SQLite, all go by turns.

		Args:
		        number: of the door.
		"""
		doctypes = list(self.expected)
		for person, record in self.pairs():
			is_all_or_nothing = person.role in {"", *WHOLE} or person.is_stranger
			is_turn = record.doctype in SAMPLE or (doctypes.index(record.doctype) + number) % 3 == 0
			if IS_WHOLE_RUN or is_turn or not (is_all_or_nothing or frappe.db.db_type == "mariadb"):
				yield person, record

	def may(self, person: Person, record: Record, right: str) -> bool:
		"""Tell what the page promises."""
		if not person.role:
			return False
		cell = self.expected[record.doctype][person.role]
		if not {"read", right} <= cell.rights:
			return False
		if person.is_stranger:
			return cell.records != "own"
		return record.is_ours or not cell.is_limited

	def get_secrets(self, person: Person, record: Record) -> list[str]:
		"""Return the words of a record that a person may not find in any answer."""
		if not self.may(person, record, "read"):
			return record.get_words()
		seen = {0, *self.levels[record.doctype][person.role]}
		levels = [word for level, words in record.levels.items() if level not in seen for word in words]
		history = [word for level, word in record.history.items() if level not in seen]
		return [*levels, *history, *([] if person.has_desk else record.conversation)]

	def is_open_to(self, person: Person, record: Record, channel: Channel) -> bool:
		"""Tell whether a door should be open."""
		if channel.is_desk and not person.has_desk:
			return False
		if channel in channels.MARKING and person.role == "Hub Auditor":
			return False
		return self.may(person, record, channel.right)

	def check(self, number: int, channel: Channel) -> list[str]:
		"""Return what is wrong at a door."""
		wrong = []
		for person, record in self.callers(number):
			expected = self.is_open_to(person, record, channel)
			if channel.is_open is channels.is_titled and not has_title_in_links(record):
				continue
			if expected and channel.is_open is channels.is_not_refused and record.doctype not in SAMPLE:
				continue
			answer = ask(person.user, channel.ask_for(record))
			if channel.is_open(answer, record) != expected:
				wrong.append(
					f"{person}, {record}: expected {expected}, got {answer.status} {answer.text[:300]}"
				)
			wrong += self.find_leaks(person, record, answer)
		return wrong

	def find_leaks(self, person: Person, record: Record, answer: Answer) -> list[str]:
		found = [word for word in self.get_secrets(person, record) if word in answer.text]
		return [f"{person}, {record}: shows {describe(record, word)}" for word in found]

	def find_foreign(self, person: Person, question: Question, answer: Answer) -> list[str]:
		"""Return what an answer shows of records that a person may not read: their words, and their numbers.

		A title that is shown to guests somewhere is no secret, nor is the number that was asked for.
		"""
		wrong = []
		for record in self.records:
			if person.is_stranger and not record.is_ours:
				continue
			secrets = self.get_secrets(person, record)
			if record.is_ours and record.doctype in self.public:
				secrets = [word for word in secrets if word != record.title]
			elif not self.may(person, record, "read") and NUMBER.fullmatch(record.name):
				asked = (question.path, *map(str, question.values.values()))
				secrets += [record.name] if not any(record.name in part for part in asked) else []
			wrong += [
				f"{person}, {record}: shows {describe(record, word)}"
				for word in secrets
				if word in answer.text
			]
		return wrong

	def assertAsPromised(self, doors: tuple[Channel, ...]) -> None:
		for number, channel in enumerate(doors):
			with self.subTest(channel.name):
				self.assertNothing(channel.name, self.check(number, channel))

	def assertNothing(self, what: str, wrong: list[str]) -> None:
		self.assertFalse(wrong, f"{what}: {len(wrong)} wrong\n" + "\n".join(wrong[:40]))


def describe(record: Record, word: str) -> str:
	"""Say what a word is in its record."""
	if word in (record.title, record.name):
		return f"its {'title' if word == record.title else 'number'}"
	if word in record.conversation:
		return ("a comment", "a message", "a task", "a decision")[record.conversation.index(word)]
	for level, history in record.history.items():
		if word == history:
			return f"a change at level {level}"
	return "a field of a higher level"


def has_title_in_links(record: Record) -> bool:
	return bool(record.title and frappe.get_meta(record.doctype).show_title_field_in_link)


def get_level(doctype: str, role: str, level: int) -> set[str]:
	return page.get_given_rights(frappe.get_meta(doctype), role, level)
