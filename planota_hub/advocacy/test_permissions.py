# SPDX-License-Identifier: GPL-3.0-only
"""Who sees which policy, proposal, comment, campaign and supporter: each role, in list and form."""

import frappe

from planota_hub.advocacy.doctype.advocacy_campaign.test_advocacy_campaign import make_campaign
from planota_hub.advocacy.doctype.campaign_supporter.test_campaign_supporter import make_supporter
from planota_hub.advocacy.doctype.policy_proposal.test_policy_proposal import make_proposal
from planota_hub.advocacy.doctype.proposal_comment.test_proposal_comment import make_comment
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.test_permissions import user_with

DESK_ROLES = ("Hub Manager", "Hub Officer", "Hub Auditor", "Hub Mentor", "Network Coordinator")


class TestAdvocacyVisibility(HubTestCase):
	def setUp(self):
		super().setUp()
		self.drafts = [make_proposal(), make_campaign()]
		self.comment = make_comment()
		self.supporter = make_supporter()
		self.public = [
			frappe.get_doc("Policy Proposal", self.comment.proposal),
			frappe.get_doc("Advocacy Campaign", self.supporter.campaign),
		]
		self.policy = frappe.get_doc("Public Policy", self.public[0].policy)
		self.people = [self.comment, self.supporter]

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
			self.assertSees(user_with(role), [self.policy, *self.drafts, *self.public, *self.people], True)

	def test_mentors_and_coordinators_see_what_left_the_drawer_and_no_people(self):
		for role in ("Hub Mentor", "Network Coordinator"):
			self.assertSees(user_with(role), [self.policy, *self.public], True)
			self.assertSees(user_with(role), [*self.drafts, *self.people], False)

	def test_a_mentor_sees_a_draft_in_their_charge(self):
		mentor = user_with("Hub Mentor")
		self.assertSees(mentor, [make_proposal(responsible=mentor), make_campaign(responsible=mentor)], True)

	def test_a_coordinator_with_municipalities_sees_theirs_and_what_belongs_to_none(self):
		coordinator = make_user("coordinator@hub.test", "Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", "Bovec", coordinator)
		self.assertSees(coordinator, [self.policy, self.public[0]], False)
		self.assertSees(coordinator, [self.public[1]], True)

	def test_a_representative_sees_what_the_own_ngo_takes_part_in(self):
		representative = make_user("ana@ngo.test")
		rows = [{"ngo": make_represented_ngo(representative).name}]
		own = [make_proposal(involved_ngos=rows), make_campaign(involved_ngos=rows)]

		self.assertSees(representative, own, True)
		self.assertSees(representative, [self.policy, *self.drafts, *self.public, *self.people], False)

	def test_a_guest_sees_nothing(self):
		self.assertSees("Guest", [self.policy, *self.drafts, *self.public, *self.people], False)

	def test_rows_are_seen_with_their_document(self):
		mentor = user_with("Hub Mentor")
		with as_user(mentor):
			asks = frappe.get_list(
				"Policy Ask", parent_doctype="Policy Proposal", pluck="parent", order_by="name asc"
			)
			targets = frappe.get_list(
				"Campaign Target", parent_doctype="Advocacy Campaign", pluck="parent", order_by="name asc"
			)
		self.assertIn(self.public[0].name, asks)
		self.assertNotIn(self.drafts[0].name, asks)
		self.assertIn(self.public[1].name, targets)
		self.assertNotIn(self.drafts[1].name, targets)

	def test_only_the_staff_write(self):
		for role in DESK_ROLES:
			with as_user(user_with(role)):
				for doc in [self.policy, *self.public, *self.people]:
					writes = bool(frappe.has_permission(doc.doctype, "write", doc.name))
					self.assertEqual(writes, role in ("Hub Manager", "Hub Officer"), f"{role} {doc.doctype}")
