# SPDX-License-Identifier: GPL-3.0-only
"""A request that describes a document of its own making gets what is done with the stored one."""

import json

import frappe
from frappe.utils import add_days, now_datetime

from planota_hub.guards.stored import use_stored_document
from planota_hub.guards.test_doors import ask
from planota_hub.local_networks.doctype.representative_election.test_representative_election import (
	make_candidate,
	make_election,
)
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.rules import seal as election_seal
from planota_hub.tests.compat import HubTestCase
from planota_hub.tests.test_permissions import user_with


class TestStoredDocuments(HubTestCase):
	def setUp(self):
		super().setUp()
		self.officer = user_with("Hub Officer")
		self.meeting = make_meeting()

	def describe(self, **values) -> str:
		return json.dumps({**self.meeting.as_dict(), **values}, default=str)

	def test_a_function_works_on_what_is_stored(self):
		election = make_election(
			ballot_secrecy="Secret Ballot", candidates=[make_candidate("Ana Kos")], stage="Voting"
		)
		self.addCleanup(election_seal.destroy_files, "*.key")
		described = {**election.as_dict(), "voting_until": add_days(now_datetime(), -1)}
		with self.assertRefused("envelopes stay closed until the voting is over"):
			ask(
				self.officer,
				"run_doc_method",
				docs=json.dumps(described, default=str),
				method="get_paper_forms",
			)

	def test_changes_that_are_not_saved_are_not_lost(self):
		with self.assertRefused("Please save the document first"):
			ask(self.officer, "run_doc_method", docs=self.describe(__unsaved=1), method="add_members")

	def test_what_is_no_document_of_the_app_is_left_to_the_framework(self):
		self.addCleanup(setattr, frappe.local, "form_dict", frappe.local.form_dict)
		for docs in (
			"no JSON",
			"[]",
			'{"doctype": "ToDo", "name": "x"}',
			'{"doctype": "NGO", "name": ["x"]}',
		):
			with self.subTest(docs):
				frappe.local.form_dict = form = frappe._dict(docs=docs)
				use_stored_document()
				self.assertEqual(form, {"docs": docs})

	def test_the_second_version_of_the_interface_takes_no_described_document(self):
		with self.assertRefused("Your log-in is not permitted", frappe.PermissionError):
			ask(
				self.officer,
				"ping",
				path="/api/v2/method/run_doc_method",
				document=self.describe(),
				method="add_members",
			)

	def test_a_print_shows_what_is_stored(self):
		ngo = make_ngo(stage="Verified")
		described = json.dumps({**ngo.as_dict(), "ngo_name": "Somebody else"}, default=str)
		answer, _response = ask(
			self.officer, "frappe.www.printview.get_html_and_style", doc=described, print_format="NGO Profile"
		)
		self.assertIn(ngo.ngo_name, answer["html"])
		self.assertNotIn("Somebody else", answer["html"])
