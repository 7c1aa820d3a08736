# SPDX-License-Identifier: GPL-3.0-only
"""Every role at every door to every DocType: open where docs/permissions.md says so, closed everywhere else.

The expectations are read from the page; the records are those of `records.py`, of which the limited roles see one
and not the other.
"""

import json
from collections.abc import Callable
from contextlib import ExitStack
from unittest.mock import patch

import frappe

from planota_hub.finding import search
from planota_hub.guards import references
from planota_hub.tests.access import channels
from planota_hub.tests.access.answers import Answers
from planota_hub.tests.access.asking import Question, ask, call, keep_answers
from planota_hub.tests.access.matrix import RIGHTS, Matrix
from planota_hub.tests.compat import as_user


class TestMatrix(Answers, Matrix):
	def test_there_are_two_records_of_every_doctype(self):
		singles = set(frappe.get_all("DocType", {"issingle": 1}, pluck="name", order_by="name asc"))
		for is_ours in (True, False):
			made = {record.doctype for record in self.records if record.is_ours == is_ours}
			self.assertEqual(made, set(self.expected) - singles)

	def test_every_right_is_what_the_page_says(self):
		wrong = []
		for person, record in self.pairs():
			with as_user(person.user):
				given = {
					right for right in RIGHTS if frappe.has_permission(record.doctype, right, record.name)
				}
			expected = {right for right in RIGHTS if self.may(person, record, right)}
			if given != expected:
				wrong.append(f"{person}, {record}: {sorted(given)}, expected {sorted(expected)}")
		self.assertFalse(wrong, "\n".join(wrong))

	def test_a_document_is_read_where_the_page_says_so(self):
		self.assertAsPromised(channels.READING)

	def test_a_document_is_listed_counted_found_and_exported_where_the_page_says_so(self):
		self.assertAsPromised(channels.LISTING)

	def test_a_document_is_changed_deleted_shared_and_mailed_where_the_page_says_so(self):
		self.assertAsPromised(channels.CHANGING)

	def test_who_changes_nothing_leaves_no_comment_and_no_like(self):
		self.assertAsPromised(channels.MARKING)

	def test_who_may_not_create_does_not(self):
		wrong = []
		for person in self.people:
			for doctype in self.expected:
				rights = self.expected[doctype][person.role].rights if person.role else ()
				answer = ask(person.user, Question(f"/api/resource/{doctype}", {}, "POST"))
				if "create" not in rights and answer.status not in channels.REFUSALS:
					wrong.append(f"{person}, {doctype}: {answer.status} {answer.text[:300]}")
		self.assertNothing("REST v1, new document", wrong)

	def test_what_is_kept_about_a_document_elsewhere_shows_no_more_than_the_document(self):
		wrong, ask_once = [], keep_answers()
		# what a user sees of a DocType is the same behind each of these doors, for nothing of a request is kept
		with ExitStack() as remembered:
			for place, name in (
				(references, "build_match_conditions"),
				(references, "may_list"),
				(search, "build_match_conditions"),
			):
				asked = remember_for_session(getattr(place, name))
				remembered.enter_context(patch.object(place, name, asked))
			for person, record in self.callers(0):
				for question in channels.get_side_doors(record):
					leaks = self.find_leaks(person, record, ask_once(person.user, question))
					wrong += [f"{question.path} {question.values}: {leak}" for leak in leaks]
		self.assertNothing("beside the document", wrong)

	def test_functions_of_a_document_are_refused_to_who_may_not_read_it(self):
		wrong = []
		for person, record in self.pairs():
			if self.may(person, record, "read"):
				continue
			for question in channels.get_functions(record):
				answer = ask(person.user, question)
				if answer.status not in channels.REFUSALS:
					wrong.append(f"{person}, {record}, {question.values['method']}: {answer.status}")
		self.assertNothing("run_doc_method", wrong)

	def test_settings_are_read_and_changed_where_the_page_says_so(self):
		for person in self.people:
			cell = self.expected["Hub Settings"].get(person.role)
			for right, question in (
				("read", call("frappe.client.get", doctype="Hub Settings", name="Hub Settings")),
				("write", Question("/api/resource/Hub Settings/Hub Settings", {"idx": 0}, "PUT")),
			):
				answer = ask(person.user, question)
				with self.subTest(f"{person}: {right}"):
					self.assertEqual(answer.status == 200, bool(cell) and right in cell.rights, answer)


def remember_for_session(function: Callable) -> Callable:
	"""Return a function that asks once for each user and arguments."""
	answers: dict[str, object] = {}

	def ask_or_remember(*args, **kwargs):
		key = json.dumps([frappe.session.user, args, kwargs])
		if key not in answers:
			answers[key] = function(*args, **kwargs)
		return answers[key]

	return ask_or_remember
