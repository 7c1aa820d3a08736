# SPDX-License-Identifier: GPL-3.0-only
"""Searches, counts and exports tell of a document what it would tell itself."""

from types import SimpleNamespace
from unittest.mock import patch

import frappe
import frappe.client

from planota_hub.guards import lists
from planota_hub.guards.test_doors import ask
from planota_hub.guards.titles import validate_link
from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting, new_participant
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase, as_user
from planota_hub.tests.test_permissions import user_with


class TestSearch(HubTestCase):
	"""The index of searches is filled by a worker; here the framework finds a fixed set."""

	def setUp(self):
		super().setUp()
		self.verified, self.submitted = make_ngo(stage="Verified"), make_ngo()
		self.need = make_need(stage="Accepted")
		rows = [
			frappe._dict(doctype="NGO", name=self.verified.name, content="Name : A", rank=1),
			frappe._dict(doctype="NGO", name=self.submitted.name, content="Name : B", rank=1),
			frappe._dict(
				doctype="Local Need",
				name=self.need.name,
				content="Title : Bus ||| Reporter Phone : 031 999 888",
				rank=1,
			),
			frappe._dict(doctype="Note", name="note", content="Title : Other", rank=1),
		]
		engine = SimpleNamespace(search=lambda *arguments: [frappe._dict(row) for row in rows])
		patcher = patch.object(lists, "global_search", engine)
		patcher.start()
		self.addCleanup(patcher.stop)

	def find(self, role: str) -> dict[str, str]:
		found, _response = ask(user_with(role), "frappe.utils.global_search.search", text="x")
		return {row.name: row.content for row in found}

	def test_only_what_may_be_read_is_found(self):
		self.assertEqual(set(self.find("Hub Mentor")), {self.verified.name, self.need.name, "note"})
		self.assertEqual(
			set(self.find("Hub Officer")), {self.verified.name, self.submitted.name, self.need.name, "note"}
		)

	def test_hidden_levels_are_cut_out_of_what_is_found(self):
		label = frappe.get_meta("Local Need").get_field("reporter_phone").label
		self.assertEqual(
			lists.cut_content("Local Need", f"Title : Bus ||| {label} : 031"),
			f"Title : Bus ||| {label} : 031",
		)
		with as_user(user_with("Hub Mentor")):
			self.assertEqual(lists.cut_content("Local Need", f"Title : Bus ||| {label} : 031"), "Title : Bus")


class TestCountsAndLinks(HubTestCase):
	"""Frappe 15 counts, and checks links to, documents that their reader may not read."""

	def setUp(self):
		super().setUp()
		self.verified, self.submitted = make_ngo(stage="Verified"), make_ngo()

	def count(self, role: str, name: str) -> int:
		filters = {"name": name}
		return ask(user_with(role), "frappe.client.get_count", doctype="NGO", filters=filters)[0]

	def test_what_cannot_be_read_is_not_counted(self):
		self.assertEqual(self.count("Hub Officer", self.submitted.name), 1)
		self.assertEqual(self.count("Hub Mentor", self.submitted.name), 0)
		self.assertEqual(self.count("Hub Mentor", self.verified.name), 1)

	def test_a_link_to_what_cannot_be_read_leads_nowhere(self):
		with patch.object(frappe.client, "validate_link", lambda **given: given, create=True):
			for role, name, found in (
				("Hub Officer", self.submitted.name, True),
				("Hub Mentor", self.verified.name, True),
				("Hub Mentor", self.submitted.name, False),
				("Hub Mentor", "NGO-99999", False),
			):
				with as_user(user_with(role)):
					answer = validate_link("NGO", name, ["ngo_name"])
				self.assertEqual(answer.get("docname") == name, found, (role, name))
				self.assertIsNone(answer.get("ngo_name"))


class TestCounts(HubTestCase):
	def test_linked_documents_are_counted_as_far_as_they_can_be_read(self):
		need = make_need(stage="Accepted")
		ngo = make_ngo(stage="Verified")
		make_meeting(participants=[new_participant("Ana Kos", ngo=ngo.name)])
		for role, least in (("Hub Officer", 1), ("Hub Mentor", 0)):
			answer, _response = ask(
				user_with(role),
				"frappe.desk.notifications.get_open_count",
				doctype="NGO",
				name=ngo.name,
				items='["Hub Meeting"]',
			)
			found = [
				row["count"]
				for part in ("external_links_found", "internal_links_found")
				for row in answer["count"][part]
			]
			self.assertEqual(sum(found), least, role)
		self.assertTrue(need)


class TestExports(HubTestCase):
	def test_columns_of_hidden_levels_are_not_exported(self):
		auditor, manager = user_with("Hub Auditor"), user_with("Hub Manager")
		with as_user(auditor):
			columns = lists.select_readable("Hub Meeting", None, None)
			fields = dict(lists.cut_export_fields("Hub Meeting", {"participants": ["person_name", "email"]}))
		self.assertIn("person_name", columns["Meeting Participant"])
		self.assertNotIn("email", columns["Meeting Participant"])
		self.assertEqual(fields, {"participants": ["person_name"]})
		with as_user(manager):
			self.assertIsNone(lists.select_readable("Hub Meeting", None, None))

	def test_an_export_holds_no_address_that_the_reader_may_not_see(self):
		make_meeting(participants=[new_participant("Ana Kos", email="ana.kos@hidden.example")])
		method = "frappe.core.doctype.data_export.exporter.export_data"
		for role, held in (("Hub Auditor", False), ("Hub Manager", True)):
			_answer, response = ask(
				user_with(role), method, doctype="Hub Meeting", with_data=1, all_doctypes=1
			)
			self.assertEqual("ana.kos@hidden.example" in response.result, held, role)
