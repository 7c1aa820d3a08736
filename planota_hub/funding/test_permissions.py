# SPDX-License-Identifier: GPL-3.0-only
"""Who sees which call and application: each role, for and against, in list and form."""

import frappe

from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import make_mentor
from planota_hub.funding.doctype.call_application.test_call_application import make_application, make_help
from planota_hub.funding.doctype.funding_call.test_funding_call import make_call
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.test_permissions import user_with


class TestVisibility(HubTestCase):
	"""An application of the representative's NGO in Tolmin and another one in Bovec; a draft and a published call."""

	def setUp(self):
		super().setUp()
		self.mentor = make_mentor()
		self.representative = make_user("ana@ngo.test")
		self.published, self.draft = make_call(), make_call(stage="Draft")
		own = make_represented_ngo(self.representative).name
		self.own = make_application(
			ngo=own, responsible=self.mentor, funding_call=self.published.name, help_rows=[make_help()]
		)
		bovec = make_ngo(stage="Verified", municipality="Bovec").name
		self.foreign = make_application(ngo=bovec, funding_call=self.published.name, help_rows=[make_help()])

	def assertSees(self, user: str, doc, expected: bool):
		with self.subTest(f"{user}: {doc.doctype} {doc.name}"), as_user(user):
			try:
				listed = bool(frappe.get_list(doc.doctype, {"name": doc.name}, pluck="name"))
			except frappe.PermissionError:
				listed = False
			opened = bool(frappe.has_permission(doc.doctype, "read", doc.name))
			self.assertEqual((listed, opened), (expected, expected))

	def test_staff_and_auditors_see_all(self):
		for role in ("Hub Manager", "Hub Officer", "Hub Auditor"):
			for doc in (self.own, self.foreign, self.published, self.draft):
				self.assertSees(user_with(role), doc, True)

	def test_drafts_of_calls_are_for_staff_only(self):
		for user in (self.mentor, user_with("Network Coordinator"), self.representative):
			self.assertSees(user, self.published, True)
			self.assertSees(user, self.draft, False)

	def test_a_mentor_sees_the_own_applications(self):
		self.assertSees(self.mentor, self.own, True)
		self.assertSees(self.mentor, self.foreign, False)

	def test_a_coordinator_sees_those_of_the_granted_municipalities(self):
		coordinator = make_user("call-coordinator@hub.test", "Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", "Bovec", coordinator)
		self.assertSees(coordinator, self.foreign, True)
		self.assertSees(coordinator, self.own, False)

	def test_a_representative_sees_exactly_the_own(self):
		self.assertSees(self.representative, self.own, True)
		self.assertSees(self.representative, self.foreign, False)

	def test_guests_and_people_without_a_role_see_nothing(self):
		for user in ("Guest", make_user("nobody@hub.test")):
			for doc in (self.own, self.foreign, self.published, self.draft):
				self.assertSees(user, doc, False)

	def test_rows_are_seen_with_their_document(self):
		with as_user(self.mentor):
			parents = frappe.get_list(
				"Call Application Help", parent_doctype="Call Application", pluck="parent"
			)
		self.assertEqual(parents, [self.own.name])

	def test_hours_of_help_are_seen_by_the_mentor_who_gave_them(self):
		with as_user(self.mentor):
			sources = frappe.get_list("Support Entry", pluck="source_name")
		self.assertEqual(sources, [self.own.name])


class TestRights(HubTestCase):
	def rights(self, role: str, doctype: str) -> set[str]:
		types = ("read", "write", "create", "delete", "import", "export")
		with as_user(user_with(role)):
			return {ptype for ptype in types if frappe.has_permission(doctype, ptype)}

	def test_what_each_role_may_do(self):
		every = {"read", "write", "create", "delete", "import", "export"}
		for role, call, application in (
			("Hub Manager", every, every),
			("Hub Officer", every - {"delete"}, every - {"delete"}),
			("Hub Mentor", {"read"}, {"read", "write"}),
			("Network Coordinator", {"read"}, {"read"}),
			("Hub Auditor", {"read", "export"}, {"read", "export"}),
			("NGO Representative", {"read"}, {"read"}),
		):
			with self.subTest(role):
				self.assertEqual(self.rights(role, "Funding Call"), call)
				self.assertEqual(self.rights(role, "Call Application"), application)

	def test_nobody_writes_alerts_by_hand(self):
		for role in ("Hub Manager", "Hub Officer"):
			self.assertFalse({"write", "create"} & self.rights(role, "Funding Call Alert"))
