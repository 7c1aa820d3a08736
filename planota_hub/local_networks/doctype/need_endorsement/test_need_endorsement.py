# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.local_networks.doctype.local_network.test_local_network import make_member, make_network
from planota_hub.local_networks.needs.endorsements import endorse_need
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.test_permissions import user_with

USER = "representative@networks.test"


class TestEndorsements(HubTestCase):
	def setUp(self):
		super().setUp()
		make_user(USER)
		self.ngo = make_represented_ngo(USER)
		self.network = make_network(
			members=[make_member(self.ngo)], municipalities=[{"municipality": "Bovec"}]
		)
		self.need = make_need(stage="Accepted", municipality="Bovec", local_network=self.network.name)

	def endorse(self, user: str = USER, **values) -> dict:
		with as_user(user):
			return endorse_need({"need": self.need.name, "member": self.ngo.name, **values})

	def test_a_member_endorses_a_need_once(self):
		self.assertEqual(self.endorse(reason="Poznamo jo.")["outcome"], "received")
		self.assertEqual(self.endorse()["outcome"], "known")

		self.assertEqual(frappe.db.get_value("Local Need", self.need.name, "endorsements"), 1)
		endorsement = frappe.get_last_doc("Need Endorsement", {"need": self.need.name})
		self.assertEqual((endorsement.member, endorsement.reason), (self.ngo.name, "Poznamo jo."))

	def test_an_ngo_of_others_and_a_guest_are_refused(self):
		other = make_ngo(stage="Verified").name
		for user, member in ((USER, other), ("Guest", self.ngo.name)):
			with self.assertRefused("Member: you can only endorse", frappe.PermissionError):
				self.endorse(user, member=member)

	def test_an_ngo_that_is_no_member_is_refused(self):
		stranger = make_represented_ngo(USER)
		with self.assertRefused("Need: please choose a need of a network"):
			self.endorse(member=stranger.name)
		endorsement = {"doctype": "Need Endorsement", "need": self.need.name, "member": stranger.name}
		with self.assertRefused("Member: only a member of the network today"):
			frappe.get_doc(endorsement).insert()

	def test_a_second_endorsement_by_the_api_is_refused(self):
		self.endorse()
		again = {"doctype": "Need Endorsement", "need": self.need.name, "member": self.ngo.name}
		with self.assertRefused("this member has already endorsed", frappe.DuplicateEntryError):
			frappe.get_doc(again).insert()

	def test_a_rejected_need_is_not_endorsed(self):
		rejected = make_need(stage="Rejected", municipality="Bovec", local_network=self.network.name)
		endorsement = {"doctype": "Need Endorsement", "need": rejected.name, "member": self.ngo.name}
		with self.assertRefused("only an open one can be endorsed"):
			frappe.get_doc(endorsement).insert()

	def test_markup_in_the_reason_is_refused(self):
		with self.assertRefused("Reason: please write plain text"):
			self.endorse(reason="<img src=x onerror=alert(1)>")

	def test_a_withdrawn_endorsement_is_no_longer_counted(self):
		self.endorse()
		frappe.delete_doc("Need Endorsement", f"{self.need.name}-{self.ngo.name}")

		self.assertEqual(frappe.db.get_value("Local Need", self.need.name, "endorsements"), 0)

	def test_an_endorsement_of_a_former_member_is_refused(self):
		former = make_represented_ngo(USER)
		self.network.append("members", make_member(former, from_date="2020-01-01", to_date="2021-01-01"))
		self.network.save()
		endorsement = {"doctype": "Need Endorsement", "need": self.need.name, "member": former.name}

		with self.assertRefused("Member: only a member of the network today"):
			frappe.get_doc(endorsement).insert()

	def test_a_save_of_the_need_keeps_the_endorsements_that_came_meanwhile(self):
		need = frappe.get_doc("Local Need", self.need.name)
		self.endorse()
		need.evidence = "A survey"
		need.save()

		self.assertEqual(frappe.db.get_value("Local Need", need.name, "endorsements"), 1)


class TestVisibility(HubTestCase):
	def setUp(self):
		super().setUp()
		member = make_stakeholder()
		self.network = make_network(members=[make_member(member)], municipalities=[{"municipality": "Bovec"}])
		self.accepted, self.submitted = (self.endorse(member, stage) for stage in ("Accepted", "Submitted"))

	def endorse(self, member, stage: str):
		need = make_need(stage=stage, municipality="Bovec", local_network=self.network.name)
		values = {"need": need.name, "member_type": member.doctype, "member": member.name}
		return frappe.get_doc({"doctype": "Need Endorsement", **values}).insert()

	def sees(self, user: str) -> tuple[bool, bool]:
		"""Tell whether a user sees the endorsement of the accepted need, and that of the submitted one."""
		seen = []
		for endorsement in (self.accepted, self.submitted):
			with self.subTest(user), as_user(user):
				try:
					listed = bool(
						frappe.get_list(endorsement.doctype, {"name": endorsement.name}, pluck="name")
					)
				except frappe.PermissionError:
					listed = False
				opened = bool(frappe.has_permission(endorsement.doctype, "read", endorsement.name))
				self.assertEqual(listed, opened)
				seen.append(opened)
		return tuple(seen)

	def test_endorsements_are_seen_with_their_need(self):
		for role in ("Hub Manager", "Hub Officer", "Hub Auditor"):
			self.assertEqual(self.sees(user_with(role)), (True, True))
		self.assertEqual(self.sees(user_with("Hub Mentor")), (True, False))
		for user in ("Guest", make_user("nobody@networks.test")):
			self.assertEqual(self.sees(user), (False, False))

	def test_a_coordinator_enters_endorsements_in_the_own_municipalities_only(self):
		coordinator = make_user("coordinator@endorsing.test", "Network Coordinator")
		self.assertEqual(self.sees(coordinator), (False, False))
		stranger = make_stakeholder()
		self.network.append("members", make_member(stranger))
		self.network.save()
		values = {"doctype": "Need Endorsement", "need": self.accepted.need}
		endorsement = {**values, "member_type": "Stakeholder", "member": stranger.name}
		with as_user(coordinator), self.assertRaises(frappe.PermissionError):
			frappe.get_doc(endorsement).insert()

		self.network.coordinator = coordinator
		self.network.save()

		self.assertEqual(self.sees(coordinator), (True, True))
		with as_user(coordinator):
			frappe.get_doc(endorsement).insert()
		self.assertEqual(frappe.db.get_value("Local Need", self.accepted.need, "endorsements"), 2)
