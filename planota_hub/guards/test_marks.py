# SPDX-License-Identifier: GPL-3.0-only
"""Likes, comments, tasks, tags, follows and shares: with a right to the document, in the own name, by no auditor."""

import json

import frappe
from frappe.client import insert

from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import (
	make_mentor,
	make_session,
)
from planota_hub.guards.test_doors import ask
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.test_permissions import user_with


def like(user: str, doc) -> str:
	ask(user, "frappe.desk.like.toggle_like", doctype=doc.doctype, name=doc.name, add="Yes")
	return frappe.db.get_value(doc.doctype, doc.name, "_liked_by")


def comment(user: str, doc, **more):
	sent = {"comment_email": user, "comment_by": user, "content": "A remark", **more}
	method = "frappe.desk.form.utils.add_comment"
	return ask(user, method, reference_doctype=doc.doctype, reference_name=doc.name, **sent)[0]


def comment_on_page(user: str, doc):
	method = "frappe.templates.includes.comments.comments.add_comment"
	sent = {"comment": "A remark", "comment_email": user, "comment_by": user, "route": ""}
	return ask(user, method, reference_doctype=doc.doctype, reference_name=doc.name, **sent)[0]


def assign(user: str, doc, to: str, **more):
	method = "frappe.desk.form.assign_to.add"
	return ask(user, method, doctype=doc.doctype, name=doc.name, assign_to=json.dumps([to]), **more)


class TestMarks(HubTestCase):
	"""A verified and a submitted NGO, one of a representative, and people of every role."""

	def setUp(self):
		super().setUp()
		self.verified, self.submitted = make_ngo(stage="Verified"), make_ngo()
		self.representative = make_user("ana@ngo.test")
		self.own = make_represented_ngo(self.representative)
		self.officer, self.mentor = user_with("Hub Officer"), user_with("Hub Mentor")
		self.auditor, self.nobody = user_with("Hub Auditor"), make_user("nobody@hub.test")

	def assertNotPermitted(self, act, *arguments, **more):
		with self.assertRaises(frappe.PermissionError):
			act(*arguments, **more)

	def test_likes_need_sight_of_the_document(self):
		self.assertIn(self.officer, like(self.officer, self.submitted))
		self.assertIn(self.mentor, like(self.mentor, self.verified))
		self.assertNotPermitted(like, self.mentor, self.submitted)
		self.assertNotPermitted(like, self.nobody, self.verified)

	def test_nobody_comments_as_on_a_page_what_they_can_not_comment(self):
		self.addCleanup(setattr, frappe.local, "request_ip", frappe.local.request_ip)
		frappe.local.request_ip = "127.0.0.1"
		for user, doc in (
			(self.auditor, self.verified),
			(self.representative, self.own),
			(self.nobody, self.verified),
			(self.mentor, self.submitted),
			("Guest", self.verified),
		):
			with self.subTest(user):
				self.assertNotPermitted(comment_on_page, user, doc)
		self.assertFalse(frappe.get_all("Comment", {"content": "A remark"}))
		self.assertIn("A remark", comment_on_page(self.mentor, self.verified))

	def test_an_auditor_and_the_portal_leave_no_mark(self):
		for user, doc in ((self.auditor, self.verified), (self.representative, self.own)):
			with self.subTest(user):
				self.assertNotPermitted(like, user, doc)
				self.assertNotPermitted(comment, user, doc)
				self.assertNotPermitted(assign, user, doc, self.officer)
				self.assertNotPermitted(ask, user, "frappe.desk.doctype.tag.tag.add_tag", tag="x", **key(doc))
				self.assertNotPermitted(ask, user, "frappe.share.add", user=self.mentor, **named(doc))
				self.assertNotPermitted(
					ask,
					user,
					"frappe.desk.form.document_follow.follow_document",
					doctype=doc.doctype,
					doc_name=doc.name,
					user=user,
				)
		self.assertFalse(frappe.db.get_value("NGO", self.verified.name, "_liked_by"))

	def test_the_author_of_a_comment_is_who_writes_it(self):
		written = comment(self.mentor, self.verified, comment_email=self.officer, comment_by="The officer")
		self.assertEqual(written.comment_email, self.mentor)
		self.assertNotEqual(written.comment_by, "The officer")

	def test_the_author_of_a_comment_stays(self):
		written = comment(self.mentor, self.verified)
		with as_user(self.officer):
			stored = frappe.get_doc("Comment", written.name)
			stored.comment_email = "somebody@example.org"
			stored.save(ignore_permissions=True)
		self.assertEqual(frappe.db.get_value("Comment", written.name, "comment_email"), self.mentor)

	def test_comments_are_changed_and_entries_of_the_system_are_not(self):
		written = comment(self.mentor, self.verified)
		ask(self.mentor, "frappe.desk.form.utils.update_comment", name=written.name, content="Better so")
		self.assertIn("Better so", frappe.db.get_value("Comment", written.name, "content"))
		with as_user(self.mentor):
			entry = self.verified.add_comment("Workflow", "Verified")
		self.assertNotPermitted(
			ask, self.mentor, "frappe.desk.form.utils.update_comment", name=entry.name, content="Rejected"
		)

	def test_tasks_are_given_by_who_may_change_the_document_and_in_the_own_name(self):
		self.assertNotPermitted(assign, self.mentor, self.verified, self.officer)
		self.assertNotPermitted(assign, self.mentor, self.verified, self.officer, ignore_permissions=1)
		assign(self.officer, self.verified, self.officer, assigned_by=self.mentor)
		task = frappe.get_last_doc("ToDo", {"reference_name": self.verified.name})
		self.assertEqual((task.allocated_to, task.assigned_by), (self.officer, self.officer))

	def test_a_mentor_gives_tasks_for_the_own_session(self):
		mentor = make_mentor()
		session = make_session(ngo=self.verified.name, mentor=mentor)
		assign(mentor, session, mentor)
		self.assertTrue(frappe.db.exists("ToDo", {"reference_name": session.name, "allocated_to": mentor}))

	def test_tasks_are_taken_back_by_who_may_change_the_document(self):
		assign(self.officer, self.verified, self.officer)
		arguments = {"doctype": "NGO", "name": self.verified.name, "assign_to": self.officer}
		for user in (self.mentor, self.auditor):
			self.assertNotPermitted(
				ask, user, "frappe.desk.form.assign_to.remove", ignore_permissions=1, **arguments
			)
		ask(self.officer, "frappe.desk.form.assign_to.remove", **arguments)
		task = frappe.get_last_doc("ToDo", {"reference_name": self.verified.name})
		self.assertEqual(task.status, "Cancelled")

	def test_the_interface_for_records_makes_no_task_either(self):
		task = {"doctype": "ToDo", "allocated_to": self.officer, "description": "Do it"}
		about = {**task, "reference_type": "NGO", "reference_name": self.verified.name}
		for user in (self.representative, self.nobody):
			for values in (task, about):
				with as_user(user):
					self.assertNotPermitted(insert, values)
		for user in (self.mentor, self.auditor):
			with as_user(user):
				self.assertNotPermitted(insert, about)
		with as_user(self.officer):
			self.assertTrue(insert(about))

	def test_the_own_task_is_closed_and_not_given_on(self):
		assign(self.officer, self.verified, self.mentor)
		name = frappe.get_last_doc("ToDo", {"reference_name": self.verified.name}).name
		with as_user(self.mentor):
			task = frappe.get_doc("ToDo", name)
			task.status = "Closed"
			task.save()
			task.allocated_to = self.officer
			self.assertNotPermitted(task.save)

	def test_tags_of_a_document_are_its_changers_and_readers(self):
		ask(self.officer, "frappe.desk.doctype.tag.tag.add_tag", tag="Pilot", **key(self.submitted))
		filters = {"document_name": self.submitted.name}
		for user in (self.mentor, self.representative, self.nobody):
			with as_user(user):
				self.assertEqual(frappe.get_list("Tag Link", filters, ["title"]), [], user)
		for user in (self.officer, self.auditor):
			with as_user(user):
				self.assertEqual(len(frappe.get_list("Tag Link", filters, ["title"])), 1, user)
		link = {"doctype": "Tag Link", "tag": "Pilot", **key(self.verified, "document_type", "document_name")}
		for user in (self.mentor, self.auditor, self.representative, self.nobody):
			with as_user(user):
				self.assertNotPermitted(insert, link)

	def test_tags_of_what_is_not_the_apps_are_hidden_as_well(self):
		contact = frappe.get_doc({"doctype": "Contact", "first_name": "Marta"}).insert()
		ask("Administrator", "frappe.desk.doctype.tag.tag.add_tag", tag="Pilot", **key(contact))
		filters = {"document_name": contact.name}
		for user, seen in ((self.nobody, 0), (self.representative, 0), (self.officer, 1)):
			with as_user(user):
				self.assertEqual(len(frappe.get_list("Tag Link", filters, ["title"])), seen, user)

	def test_the_portal_makes_no_events_and_tags(self):
		event = {"doctype": "Event", "subject": "Meeting", "starts_on": "2030-01-01 10:00:00"}
		for values in (event, {"doctype": "Tag", "name": "Pilot"}):
			for user in (self.representative, self.nobody):
				with as_user(user):
					self.assertNotPermitted(insert, values)
		with as_user(self.mentor):
			self.assertTrue(insert(event))

	def test_the_portal_links_no_contact_to_its_ngo(self):
		contact = {"doctype": "Contact", "first_name": "Nova"}
		linked = {**contact, "links": [{"link_doctype": "NGO", "link_name": self.own.name}]}
		with as_user(self.representative):
			self.assertNotPermitted(insert, linked)
		with as_user(self.officer):
			self.assertTrue(insert(linked))

	def test_nobody_follows_what_is_hidden_in_part(self):
		values = {"doctype": "Document Follow", "ref_doctype": "NGO", "ref_docname": self.verified.name}
		for user, followed in ((self.officer, True), (self.mentor, False), (self.auditor, False)):
			with as_user(user):
				follow = frappe.get_doc({**values, "user": user}).insert()
			self.assertEqual(bool(frappe.db.exists("Document Follow", follow.name)), followed, user)


def key(doc, doctype_field: str = "dt", name_field: str = "dn") -> dict:
	return {doctype_field: doc.doctype, name_field: doc.name}


def named(doc) -> dict:
	return {"doctype": doc.doctype, "name": doc.name}
