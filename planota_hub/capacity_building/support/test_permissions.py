# SPDX-License-Identifier: GPL-3.0-only
"""Who sees which session, request and row of the ledger: each role, for and against, in list and form."""

import frappe

from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import (
	make_mentor,
	make_session,
)
from planota_hub.capacity_building.doctype.ngo_support_request.test_ngo_support_request import (
	make_request,
	make_work,
)
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.test_permissions import user_with

DOCTYPES = ("Mentoring Session", "NGO Support Request", "Support Entry")


def get_entry(source):
	name = frappe.db.get_value("Support Entry", {"source_name": source.name}, order_by="row_key asc")
	return frappe.get_doc("Support Entry", name)


class TestSupportVisibility(HubTestCase):
	"""An own NGO of the representative in Tolmin and another one in Bovec, with the same kinds of support."""

	def setUp(self):
		super().setUp()
		self.mentor, self.other_mentor = make_mentor(), make_mentor("other-mentor@hub.test")
		self.representative = make_user("ana@ngo.test")
		self.own = self.make_support(make_represented_ngo(self.representative).name, self.mentor)
		bovec = make_ngo(stage="Verified", municipality="Bovec").name
		self.foreign = self.make_support(bovec, self.other_mentor)

	def make_support(self, ngo: str, mentor: str) -> list:
		session = make_session(ngo=ngo, mentor=mentor)
		request = make_request(ngo=ngo, responsible=mentor, work=[make_work()])
		return [session, request, get_entry(session), get_entry(request)]

	def assertSees(self, user: str, documents: list, expected: bool):
		for doc in documents:
			with self.subTest(f"{user}: {doc.doctype} {doc.name}"), as_user(user):
				try:
					listed = bool(frappe.get_list(doc.doctype, {"name": doc.name}, pluck="name"))
				except frappe.PermissionError:
					listed = False
				opened = bool(frappe.has_permission(doc.doctype, "read", doc.name))
				self.assertEqual((listed, opened), (expected, expected))

	def test_staff_and_auditors_see_all(self):
		for role in ("Hub Manager", "Hub Officer", "Hub Auditor"):
			self.assertSees(user_with(role), [*self.own, *self.foreign], True)

	def test_a_mentor_sees_the_own_engagements(self):
		self.assertSees(self.mentor, self.own, True)
		self.assertSees(self.mentor, self.foreign, False)

	def test_a_coordinator_sees_the_ngos_of_the_granted_municipalities(self):
		coordinator = make_user("support-coordinator@hub.test", "Network Coordinator")
		self.assertSees(coordinator, [*self.own, *self.foreign], False)
		frappe.permissions.add_user_permission("Municipality", "Bovec", coordinator)
		self.assertSees(coordinator, self.foreign, True)
		self.assertSees(coordinator, self.own, False)

	def test_a_representative_sees_exactly_what_concerns_the_own_ngos(self):
		self.assertSees(self.representative, self.own[:2], True)
		self.assertSees(self.representative, self.foreign, False)

	def test_guests_and_people_without_a_role_see_nothing(self):
		for user in ("Guest", make_user("nobody@hub.test")):
			self.assertSees(user, [*self.own, *self.foreign], False)

	def test_rows_of_work_are_seen_with_their_request(self):
		with as_user(self.mentor):
			parents = frappe.get_list(
				"Support Request Work", parent_doctype="NGO Support Request", pluck="parent"
			)
		self.assertEqual(parents, [self.own[1].name])


class TestSupportRights(HubTestCase):
	def rights(self, role: str, doctype: str) -> set[str]:
		types = ("read", "write", "create", "delete", "import", "export")
		with as_user(user_with(role)):
			return {ptype for ptype in types if frappe.has_permission(doctype, ptype)}

	def test_what_each_role_may_do(self):
		all_rights = {"read", "write", "create", "delete", "import", "export"}
		staff = {"read", "write", "create", "import", "export"}
		auditor = {"read", "export"}
		for doctype, expected in {
			"Mentoring Session": (
				all_rights,
				staff,
				{"read", "write", "create"},
				{"read"},
				auditor,
				{"read"},
			),
			"NGO Support Request": (all_rights, staff, {"read", "write"}, {"read"}, auditor, {"read"}),
			"Support Entry": (auditor, auditor, {"read"}, {"read"}, auditor, set()),
			"Support Request Category": (all_rights, auditor, {"read"}, {"read"}, auditor, {"read"}),
		}.items():
			roles = (
				"Hub Manager",
				"Hub Officer",
				"Hub Mentor",
				"Network Coordinator",
				"Hub Auditor",
				"NGO Representative",
			)
			for role, rights in zip(roles, expected, strict=True):
				with self.subTest(f"{doctype}: {role}"):
					self.assertEqual(self.rights(role, doctype), rights)
