# SPDX-License-Identifier: GPL-3.0-only
"""A timeline shows no more than the document: fields by level, conversations to the staff and who works on it."""

import json

import frappe

from planota_hub.guards.doors import get_function
from planota_hub.guards.history import cut_changes
from planota_hub.guards.test_doors import ask
from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.local_networks.doctype.representative_election.test_representative_election import (
	make_candidate,
	make_election,
	vote,
)
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.test_permissions import user_with

SECRET = "031 999 888"


def open_form(user: str, doc) -> frappe._dict:
	return ask(user, "frappe.desk.form.load.getdoc", doctype=doc.doctype, name=doc.name)[1]


class TestChanges(HubTestCase):
	"""An accepted need whose reporter's phone, at permission level 1, was corrected by an officer."""

	def setUp(self):
		super().setUp()
		self.officer = user_with("Hub Officer")
		self.need = make_need(stage="Accepted", reporter_phone="031 111 222")
		with as_user(self.officer):
			need = frappe.get_doc("Local Need", self.need.name)
			need.update({"reporter_phone": SECRET, "description": "No bus at all."})
			need.save(ignore_version=False)

	def test_a_level_that_is_hidden_in_the_document_is_hidden_in_its_history(self):
		for role in ("Hub Mentor", "Hub Auditor"):
			with self.subTest(role):
				versions = frappe.as_json(open_form(user_with(role), self.need).docinfo.versions)
				self.assertNotIn(SECRET, versions)
				self.assertIn("No bus at all.", versions)

	def test_who_reads_the_level_reads_its_history(self):
		for role in ("Hub Officer", "Hub Manager"):
			self.assertIn(SECRET, frappe.as_json(open_form(user_with(role), self.need).docinfo.versions))

	def test_the_timeline_read_anew_is_cut_too(self):
		mentor = user_with("Hub Mentor")
		_answer, response = ask(
			mentor, "frappe.desk.form.load.get_docinfo", doctype="Local Need", name=self.need.name
		)
		self.assertNotIn(SECRET, frappe.as_json(response.docinfo))

	def test_the_list_of_versions_leaves_out_what_holds_hidden_levels(self):
		manager_of_the_system = make_user("system@hub.test", "System Manager")
		version = frappe.get_last_doc("Version", {"docname": self.need.name})
		with as_user(manager_of_the_system):
			rows = frappe.get_list("Version", {"docname": self.need.name}, ["data"])
			self.assertEqual(rows, [])
			self.assertFalse(frappe.has_permission("Version", "read", version))

	def test_rows_of_tables_are_cut_by_the_levels_of_their_fields(self):
		changes = {
			"changed": [],
			"added": [["participants", {"person_name": "Ana Kos", "email": "ana@example.org"}]],
			"removed": [],
			"row_changed": [["participants", 0, "x", [["email", None, "ana@example.org"]]]],
		}
		with as_user(user_with("Hub Mentor")):
			cut = cut_changes(json.loads(json.dumps(changes)), "Hub Meeting")
		self.assertEqual(cut["added"], [["participants", {"person_name": "Ana Kos"}]])
		self.assertEqual(cut["row_changed"], [])
		with as_user(self.officer):
			self.assertEqual(cut_changes(json.loads(json.dumps(changes)), "Hub Meeting"), changes)

	def test_a_version_with_nothing_left_is_not_shown(self):
		with as_user(user_with("Hub Mentor")):
			hidden = {
				"changed": [["reporter_phone", "", SECRET]],
				"added": [],
				"removed": [],
				"row_changed": [],
			}
			self.assertIsNone(cut_changes(hidden, "Local Need"))


class TestFiles(HubTestCase):
	"""A ballot with a file in a field of permission level 1 (its scan) and a file of no field."""

	def setUp(self):
		super().setUp()
		election = make_election(candidates=[make_candidate("Ana Kos")], stage="Voting")
		self.ballot = vote(election, election.electors[0].ngo, "Ana Kos")
		for name, fieldname in (("Seen.txt", None), ("Scan.txt", "scan")):
			frappe.get_doc(
				{
					"doctype": "File",
					"file_name": name,
					"content": name,
					"is_private": 1,
					"attached_to_doctype": "Election Ballot",
					"attached_to_name": self.ballot.name,
					"attached_to_field": fieldname,
				}
			).insert()

	def test_the_name_of_a_file_is_hidden_with_its_field(self):
		for role, sees in (("Hub Manager", True), ("Hub Auditor", False)):
			seen = frappe.as_json(open_form(user_with(role), self.ballot).docinfo)
			with self.subTest(role):
				self.assertIn("Seen", seen)
				self.assertEqual("Scan" in seen, sees)


class TestConversations(HubTestCase):
	"""A verified NGO with a comment, a message and a task of the staff."""

	def setUp(self):
		super().setUp()
		self.officer = user_with("Hub Officer")
		self.ngo = make_ngo(stage="Verified")
		with as_user(self.officer):
			self.ngo.add_comment("Comment", "Internal remark", comment_email=self.officer)
			self.message = frappe.get_doc(
				{
					"doctype": "Communication",
					"communication_type": "Communication",
					"subject": "Registered anew",
					"content": "zdenka.private@example.org",
					"sender": self.officer,
					"reference_doctype": "NGO",
					"reference_name": self.ngo.name,
				}
			).insert(ignore_permissions=True)
		ask(
			self.officer,
			"frappe.desk.form.assign_to.add",
			doctype="NGO",
			name=self.ngo.name,
			assign_to=json.dumps([self.officer]),
			description="Call them about Zdenka",
		)

	def read(self, user: str) -> str:
		docinfo = open_form(user, self.ngo).docinfo
		return frappe.as_json(docinfo)

	def test_the_staff_read_what_was_written(self):
		for text in ("Internal remark", "zdenka.private@example.org", "Call them about Zdenka"):
			self.assertIn(text, self.read(user_with("Hub Manager")))

	def test_who_only_looks_at_a_document_reads_no_conversation_about_it(self):
		for role in ("Hub Mentor", "Hub Auditor", "Network Coordinator"):
			seen = self.read(user_with(role))
			for text in ("Internal remark", "zdenka.private@example.org", "Call them about Zdenka"):
				with self.subTest(f"{role}: {text}"):
					self.assertNotIn(text, seen)

	def test_one_reads_the_own_comment_and_that_in_which_one_is_mentioned(self):
		mentor = user_with("Hub Mentor")
		ask(
			mentor,
			"frappe.desk.form.utils.add_comment",
			reference_doctype="NGO",
			reference_name=self.ngo.name,
			content="My own remark",
			comment_email=mentor,
			comment_by="Mentor",
		)
		mention = f'<span class="mention" data-id="{mentor}">@Mentor</span> please look'
		with as_user(self.officer):
			self.ngo.add_comment("Comment", mention, comment_email=self.officer)
		seen = self.read(mentor)
		self.assertIn("My own remark", seen)
		self.assertIn("please look", seen)
		self.assertNotIn("Internal remark", seen)

	def test_older_messages_are_cut_too(self):
		arguments = {"doctype": "NGO", "name": self.ngo.name}
		method = "frappe.desk.form.load.get_communications"
		self.assertEqual(ask(user_with("Hub Mentor"), method, **arguments)[0], [])
		self.assertEqual(len(ask(self.officer, method, **arguments)[0]), 1)

	def test_lists_hold_neither_text_nor_author_of_a_comment(self):
		column = frappe.db.get_value("NGO", self.ngo.name, "_comments")
		self.assertNotIn("Internal remark", column)
		self.assertNotIn(self.officer, column)
		self.assertEqual(len(json.loads(column)), 2)

	def test_live_news_are_for_who_reads_the_conversation(self):
		doors = ("frappe.realtime.has_permission", "frappe.realtime.can_subscribe_doc")
		watch = next(door for door in doors if get_function(door))
		arguments = {"doctype": "NGO", "name": self.ngo.name, "docname": self.ngo.name}
		self.assertTrue(ask(self.officer, watch, **arguments)[0])
		with self.assertRaises(frappe.PermissionError):
			ask(user_with("Hub Mentor"), watch, **arguments)


class TestTitles(HubTestCase):
	"""A meeting that a mentor may not open."""

	def setUp(self):
		super().setUp()
		self.meeting = make_meeting(subject="What the council must not hear")
		self.mentor = user_with("Hub Mentor")

	def get_title(self, user: str) -> str:
		method = "frappe.desk.search.get_link_title"
		return ask(user, method, doctype="Hub Meeting", docname=self.meeting.name)[0]

	def test_a_title_is_told_to_who_may_read_the_document(self):
		self.assertEqual(self.get_title(self.mentor), self.meeting.name)
		self.assertEqual(self.get_title(user_with("Hub Officer")), self.meeting.subject)

	def test_the_history_of_a_link_hides_the_title(self):
		change = {"changed": [["superseded_by", None, self.meeting.subject]]}
		meta = frappe.get_meta("Hub Meeting")
		links = [df.fieldname for df in meta.fields if df.fieldtype == "Link" and df.options == "Hub Meeting"]
		if links:
			change["changed"][0][0] = links[0]
			with as_user(self.mentor):
				self.assertEqual(cut_changes(change, "Hub Meeting")["changed"], [[links[0], None, None]])
