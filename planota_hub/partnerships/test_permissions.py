# SPDX-License-Identifier: GPL-3.0-only
"""Who sees which consortium, plan, action, activity and proposal: each role, for and against, in list and form."""

import frappe

from planota_hub.partnerships.doctype.joint_action_plan.test_joint_action_plan import (
	YEAR,
	make_action,
	make_municipal_plan,
	make_plan,
)
from planota_hub.partnerships.doctype.partnership_consortium.test_partnership_consortium import (
	make_active_consortium,
	make_consortium,
	make_partner,
)
from planota_hub.partnerships.doctype.programme_proposal.test_programme_proposal import make_proposal
from planota_hub.partnerships.doctype.promotion_activity.test_promotion_activity import make_promotion
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.test_permissions import user_with

KINDS = ("Company", "Municipality", "NGO", "Municipality")


class TestPartnershipVisibility(HubTestCase):
	"""One of each kind in Tolmin with the NGO of the representative, and one of each in Bovec without."""

	def setUp(self):
		super().setUp()
		self.mentor = make_user("partner-mentor@hub.test", "Hub Mentor")
		self.representative = make_user("ana@ngo.test")
		self.ngo = make_represented_ngo(self.representative).name
		self.own = self.make_records(self.ngo, "Tolmin", responsible=self.mentor)
		other = make_ngo(stage="Verified", municipality="Bovec").name
		self.foreign = self.make_records(other, "Bovec")

	def make_records(self, ngo: str, municipality: str, **people) -> list:
		row = {"partner_type": "NGO", "partner": ngo}
		consortium = make_active_consortium(
			partners=[make_partner(**row), *(make_partner(kind) for kind in KINDS)],
			municipality=municipality,
			starts_on=f"{YEAR}-01-01",
			**people,
		)
		plan = make_plan(plan_of=consortium.name, **people)
		action = make_action(plan)
		promotion = make_promotion(served_type=plan.doctype, served=plan.name)
		proposal = make_proposal(lead=ngo, municipality=municipality, **people)
		return [consortium, plan, action, promotion, proposal]

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

	def test_a_mentor_sees_what_they_answer_for(self):
		self.assertSees(self.mentor, self.own, True)
		self.assertSees(self.mentor, self.foreign, False)

	def test_a_coordinator_sees_what_belongs_to_the_granted_municipalities(self):
		coordinator = make_user("partner-coordinator@hub.test", "Network Coordinator")
		self.assertSees(coordinator, [*self.own, *self.foreign], False)
		frappe.permissions.add_user_permission("Municipality", "Bovec", coordinator)
		self.assertSees(coordinator, self.foreign, True)
		self.assertSees(coordinator, self.own, False)

	def test_a_representative_sees_where_the_own_ngo_takes_part_but_no_promotion(self):
		consortium, plan, action, promotion, proposal = self.own
		self.assertSees(self.representative, [consortium, plan, action, proposal], True)
		self.assertSees(self.representative, [promotion, *self.foreign], False)

	def test_a_representative_sees_the_agreement_with_a_municipality_in_which_the_ngo_acts(self):
		party = {"partner_type": "NGO", "partner": self.ngo}
		body = make_municipal_plan("Brda").parties[0].as_dict()
		own = make_municipal_plan(
			"Kobarid", parties=[party, {"partner_type": "Stakeholder", "partner": body.partner}]
		)

		self.assertSees(self.representative, [own], True)
		self.assertSees(self.representative, [make_municipal_plan("Cerkno")], False)

	def test_guests_and_people_without_a_role_see_nothing(self):
		for user in ("Guest", make_user("nobody@hub.test")):
			self.assertSees(user, [*self.own, *self.foreign], False)

	def test_rows_are_seen_with_their_document(self):
		with as_user(self.mentor):
			parents = frappe.get_list(
				"Consortium Partner", parent_doctype="Partnership Consortium", pluck="parent", distinct=True
			)
		self.assertEqual(set(parents), {self.own[0].name})

	def test_a_coordinator_adds_no_action_to_a_plan_of_others(self):
		coordinator = make_user("partner-coordinator@hub.test", "Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", "Bovec", coordinator)
		_consortium, own_plan, own_action, *_others = self.own
		_consortium, plan, action, *_others = self.foreign
		values = {
			"doctype": "Joint Action",
			"action_title": "Added",
			"starts_on": plan.starts_on,
			"due_on": plan.ends_on,
		}
		with as_user(coordinator):
			partner = {"partner_type": action.partner_type, "partner": action.partner}
			frappe.get_doc({**values, **partner, "joint_action_plan": plan.name}).insert()
			partner = {"partner_type": own_action.partner_type, "partner": own_action.partner}
			with self.assertRaises(frappe.PermissionError):
				frappe.get_doc({**values, **partner, "joint_action_plan": own_plan.name}).insert()


class TestPartnershipRights(HubTestCase):
	def rights(self, role: str, doctype: str) -> set[str]:
		types = ("read", "write", "create", "delete", "import", "export")
		with as_user(user_with(role)):
			return {ptype for ptype in types if frappe.has_permission(doctype, ptype)}

	def test_what_each_role_may_do(self):
		every = {"read", "write", "create", "delete", "import", "export"}
		staff, auditor, read = every - {"delete"}, {"read", "export"}, {"read"}
		coordinator = {"read", "write", "create"}
		for doctype, expected in {
			"Partnership Consortium": (every, staff, read, read, auditor, read),
			"Joint Action Plan": (every, staff, read, coordinator, auditor, read),
			"Joint Action": (every, staff, read, coordinator, auditor, read),
			"Promotion Activity": (every, staff, read, coordinator, auditor, set()),
			"Regional Programme": (every, staff, read, read, auditor, read),
			"Programme Proposal": (every, staff, read, read, auditor, read),
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

	def test_only_staff_takes_the_steps_of_a_consortium(self):
		consortium = make_consortium()
		for role in ("Hub Mentor", "Network Coordinator", "Hub Auditor", "NGO Representative"):
			with self.subTest(role), as_user(user_with(role)), self.assertRaises(frappe.PermissionError):
				frappe.get_doc("Partnership Consortium", consortium.name).save()
