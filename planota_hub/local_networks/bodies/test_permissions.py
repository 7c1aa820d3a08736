# SPDX-License-Identifier: GPL-3.0-only
"""Who sees and changes bodies and mandates: each role, for and against, in the list and in the form."""

import frappe
from frappe.utils import add_days, today

from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_body, make_mandate
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user

BODY, MANDATE = "Representative Body", "Body Mandate"


def user_with(role: str) -> str:
	return make_user(f"{role.lower().replace(' ', '-')}@bodies.test", role)


def sees(user: str, doc) -> tuple[bool, bool]:
	"""Tell whether a user finds a record in the list, and whether the form opens."""
	with as_user(user):
		try:
			listed = bool(frappe.get_list(doc.doctype, {"name": doc.name}, pluck="name"))
		except frappe.PermissionError:
			listed = False
		return listed, bool(frappe.has_permission(doc.doctype, "read", doc.name))


class TestVisibility(HubTestCase):
	def assertSees(self, user: str, doc, expected: bool):
		self.assertEqual(sees(user, doc), (expected, expected), f"{user} and {doc.doctype} (list, form)")

	def setUp(self):
		super().setUp()
		self.body = make_body()
		self.mandate = make_mandate(self.body)

	def test_staff_auditors_and_mentors_see_all(self):
		for role in ("Hub Manager", "Hub Officer", "Hub Auditor", "Hub Mentor"):
			self.assertSees(user_with(role), self.body, True)
			self.assertSees(user_with(role), self.mandate, True)

	def test_a_coordinator_sees_the_bodies_of_the_region_and_of_the_own_municipalities(self):
		coordinator = user_with("Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", "Bovec", coordinator)
		own, foreign = make_body(municipality="Bovec"), make_body(municipality="Idrija")

		for body, expected in ((self.body, True), (own, True), (foreign, False)):
			self.assertSees(coordinator, body, expected)
			self.assertSees(coordinator, make_mandate(body, seat="Idrija"), expected)

	def test_whoever_holds_a_mandate_sees_it_and_the_body_as_long_as_it_lasts(self):
		holder = make_user("holder@bodies.test")
		self.mandate.email = holder
		self.mandate.save()
		self.mandate.invite_to_portal()
		other = make_mandate(self.body, seat="Idrija")

		self.assertSees(holder, self.body, True)
		self.assertSees(holder, self.mandate, True)
		self.assertSees(holder, other, False)

		self.mandate.end_early(today(), "Resigned")
		self.assertSees(holder, self.body, False)
		self.assertSees(holder, self.mandate, False)

	def test_a_representative_sees_the_mandates_of_the_own_ngo(self):
		representative = make_user("ana@bodies.test")
		ngo = make_represented_ngo(representative)
		body = make_body()
		own = make_mandate(body, ngo=ngo.name)

		self.assertSees(representative, own, True)
		self.assertSees(representative, body, True)
		self.assertSees(representative, self.mandate, False)
		self.assertSees(representative, self.body, False)

	def test_a_representative_sees_past_mandates_of_the_own_ngo_but_no_longer_the_body(self):
		representative = make_user("ana@bodies.test")
		ngo = make_represented_ngo(representative)
		body = make_body()
		past = make_mandate(body, ngo=ngo.name, to_date=add_days(today(), -1))

		self.assertSees(representative, past, True)
		self.assertSees(representative, body, False)

	def test_guests_and_users_without_a_role_see_nothing(self):
		for user in ("Guest", make_user("nobody@bodies.test")):
			self.assertSees(user, self.body, False)
			self.assertSees(user, self.mandate, False)

	def test_seats_are_seen_with_their_body_and_never_without(self):
		representative = make_user("ana@bodies.test")
		ngo = make_represented_ngo(representative)
		body = make_body()
		make_mandate(body, ngo=ngo.name)
		with as_user(representative):
			parents = frappe.get_list("Body Seat", parent_doctype=BODY, pluck="parent")

		self.assertEqual(set(parents), {body.name})


class TestRights(HubTestCase):
	def test_what_each_role_may_do(self):
		body = make_body()
		mandate = make_mandate(body)
		types = ("read", "write", "create", "delete", "import", "export", "report", "print")
		reading = {"read", "report", "print"}
		for role, expected in {
			"Hub Manager": {*reading, "write", "create", "delete", "import", "export"},
			"Hub Officer": {*reading, "write", "create", "import", "export"},
			"Hub Mentor": reading,
			"Network Coordinator": reading,
			"Hub Auditor": {*reading, "export"},
			"NGO Representative": set(),
		}.items():
			for doc in (body, mandate):
				with self.subTest(f"{role}: {doc.doctype}"), as_user(user_with(role)):
					rights = {ptype for ptype in types if frappe.has_permission(doc.doctype, ptype, doc.name)}
					self.assertEqual(rights, expected)

	def test_who_only_reads_ends_no_mandate(self):
		mandate = make_mandate(deputy_name="Miha Rutar", email="ana@example.org")
		for role in ("Hub Mentor", "Network Coordinator", "Hub Auditor"):
			with self.subTest(role), as_user(user_with(role)):
				for act in (
					lambda: mandate.end_early(today(), "Resigned"),
					lambda: mandate.hand_over_to_deputy(today(), "Resigned"),
					mandate.invite_to_portal,
				):
					with self.assertRaises(frappe.PermissionError):
						act()
