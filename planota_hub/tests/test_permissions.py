# SPDX-License-Identifier: GPL-3.0-only
"""Who may see and change what: each role, for and against, in the list and in the form."""

import re

import frappe
from frappe.utils import add_days, today
from frappe.www.printview import get_html_and_style

from planota_hub.permissions import has_app_permission
from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, make_registration_number, new_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.tests.compat import HubTestCase, as_user, make_user

MASTERS = ("Statistical Region", "Administrative Unit", "Municipality", "Field of Work")
CHILD_TABLES = ("NGO Representative", "NGO Yearly Figure", "NGO Field of Work", "NGO Operating Municipality")


def user_with(role: str) -> str:
	return make_user(f"{role.lower().replace(' ', '-')}@hub.test", role)


def sees(user: str, ngo) -> tuple[bool, bool]:
	"""Tell whether a user finds an NGO in the list, and whether the form opens."""
	with as_user(user):
		try:
			listed = bool(frappe.get_list("NGO", {"name": ngo.name}, pluck="name"))
		except frappe.PermissionError:
			listed = False
		return listed, bool(frappe.has_permission("NGO", "read", ngo.name))


class TestNGOVisibility(HubTestCase):
	"""One verified and one submitted NGO of nobody, and one that lists the representative."""

	def setUp(self):
		super().setUp()
		self.verified = make_ngo(stage="Verified")
		self.submitted = make_ngo()
		self.representative = make_user("ana@ngo.test")
		self.own = make_represented_ngo(self.representative)

	def assertSees(self, user: str, ngo, expected: bool):
		self.assertEqual(sees(user, ngo), (expected, expected), f"{user} and {ngo.stage} NGO (list, form)")

	def test_staff_and_auditors_see_every_stage(self):
		for role in ("Hub Manager", "Hub Officer", "Hub Auditor"):
			for ngo in (self.verified, self.submitted, self.own):
				self.assertSees(user_with(role), ngo, True)

	def test_mentors_and_coordinators_see_what_is_verified(self):
		for role in ("Hub Mentor", "Network Coordinator"):
			self.assertSees(user_with(role), self.verified, True)
			self.assertSees(user_with(role), self.submitted, False)

	def test_coordinator_of_a_municipality_sees_its_ngos_and_no_others(self):
		coordinator = user_with("Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", "Bovec", coordinator)
		of_bovec = make_ngo(
			stage="Verified", municipality="Bovec", area_of_operation=[{"municipality": "Tolmin"}]
		)

		self.assertSees(coordinator, of_bovec, True)
		self.assertSees(coordinator, self.verified, False)
		self.assertSees(coordinator, make_ngo(municipality="Bovec"), False)

	def test_representative_sees_exactly_the_own_ngo(self):
		self.assertSees(self.representative, self.own, True)
		self.assertSees(self.representative, self.verified, False)
		self.assertSees(self.representative, self.submitted, False)

	def test_representative_of_two_ngos_sees_both(self):
		second = make_represented_ngo(self.representative)

		self.assertSees(self.representative, self.own, True)
		self.assertSees(self.representative, second, True)

	def test_representative_sees_nothing_after_the_term_even_before_the_nightly_job(self):
		make_represented_ngo(self.representative)
		row = self.own.representatives[0].name
		frappe.db.set_value("NGO Representative", row, "to_date", add_days(today(), -1))

		self.assertSees(self.representative, self.own, False)

	def test_representative_keeps_sight_of_a_rejected_or_inactive_ngo(self):
		self.own.db_set("stage", "Inactive")

		self.assertSees(self.representative, self.own, True)

	def test_mentor_who_represents_an_ngo_sees_it_in_any_stage(self):
		mentor = user_with("Hub Mentor")
		own = make_ngo(representatives=[{"full_name": "M", "user": mentor}])
		frappe.get_doc("User", mentor).add_roles("NGO Representative")

		self.assertSees(mentor, own, True)
		self.assertSees(mentor, self.submitted, False)

	def test_guest_and_user_without_a_role_see_nothing(self):
		nobody = make_user("nobody@hub.test")
		for ngo in (self.verified, self.submitted, self.own):
			self.assertSees("Guest", ngo, False)
			self.assertSees(nobody, ngo, False)

	def test_a_shared_ngo_can_be_seen(self):
		mentor = user_with("Hub Mentor")
		frappe.share.add("NGO", self.submitted.name, mentor, read=1)

		with as_user(mentor):
			self.assertTrue(frappe.get_list("NGO", {"name": self.submitted.name}))

	def test_rows_of_an_ngo_are_seen_with_it_and_never_without(self):
		with as_user(self.representative):
			for table in CHILD_TABLES:
				parents = frappe.get_list(table, parent_doctype="NGO", pluck="parent")
				self.assertLessEqual(set(parents), {self.own.name}, table)
			rows = frappe.get_list("NGO Representative", parent_doctype="NGO", pluck="parent")
		self.assertEqual(rows, [self.own.name])

	def test_what_a_request_calls_new_is_judged_by_the_record_of_that_name(self):
		pretended = {"doctype": "NGO", "name": self.verified.name, "__islocal": 1}
		with as_user(self.representative):
			self.assertFalse(frappe.get_doc(pretended).has_permission("read"))
			with self.assertRaises(frappe.PermissionError):
				get_html_and_style(frappe.as_json(pretended))
			self.assertTrue(frappe.get_doc({**pretended, "name": self.own.name}).has_permission("read"))

	def test_apps_screen_shows_the_hub_to_those_who_work_at_the_desk(self):
		for role, expected in {"Hub Mentor": True, "Hub Auditor": True, "NGO Representative": False}.items():
			with as_user(user_with(role)):
				self.assertEqual(has_app_permission(), expected, role)
		with as_user("Guest"):
			self.assertFalse(has_app_permission())


class TestNGORights(HubTestCase):
	def rights(self, role: str, doctype: str, doc=None) -> set[str]:
		types = ("read", "write", "create", "delete", "import", "export", "report", "print")
		with as_user(user_with(role)):
			return {ptype for ptype in types if frappe.has_permission(doctype, ptype, doc)}

	def test_what_each_role_may_do_with_an_ngo(self):
		ngo = make_ngo(stage="Verified")
		reading = {"read", "report", "print"}
		for role, expected in {
			"Hub Manager": {*reading, "write", "create", "delete", "import", "export"},
			"Hub Officer": {*reading, "write", "create", "import", "export"},
			"Hub Mentor": reading,
			"Network Coordinator": reading,
			"Hub Auditor": {*reading, "export"},
			"NGO Representative": set(),
		}.items():
			for doctype, doc in (("NGO", ngo.name), ("Stakeholder", make_stakeholder().name)):
				with self.subTest(f"{role}: {doctype}"):
					self.assertEqual(self.rights(role, doctype, doc), expected)

	def test_officers_extend_the_masters_and_managers_alone_delete_and_import(self):
		changing, removing = {"write", "create"}, {"delete", "import"}
		for doctype in MASTERS:
			for role in ("Hub Mentor", "Network Coordinator", "Hub Auditor", "NGO Representative"):
				with self.subTest(f"{role}: {doctype}"):
					self.assertIn("read", self.rights(role, doctype))
					self.assertFalse(self.rights(role, doctype) & (changing | removing))
			self.assertLessEqual(changing, self.rights("Hub Officer", doctype))
			self.assertFalse(self.rights("Hub Officer", doctype) & removing)
			self.assertLessEqual(changing | removing, self.rights("Hub Manager", doctype))

	def test_settings_belong_to_the_managers(self):
		self.assertIn("write", self.rights("Hub Manager", "Hub Settings"))
		for role in ("Hub Officer", "Hub Auditor"):
			self.assertNotIn("write", self.rights(role, "Hub Settings"))
		self.assertEqual(self.rights("NGO Representative", "Hub Settings"), set())

	def test_staff_write_contacts_and_import(self):
		self.assertIn("create", self.rights("Hub Officer", "Contact"))
		self.assertIn("write", self.rights("Hub Officer", "Address"))
		for role in ("Hub Manager", "Hub Officer"):
			self.assertIn("create", self.rights(role, "Data Import"))
			self.assertEqual(self.rights(role, "Data Import Log"), {"read"})
			self.assertIn("import", self.rights(role, "NGO"))
		for role in ("Hub Mentor", "Network Coordinator", "Hub Auditor", "NGO Representative"):
			self.assertFalse(self.rights(role, "Data Import"))
			self.assertNotIn("import", self.rights(role, "NGO"))

	def test_staff_read_the_workflow_that_their_steps_belong_to_and_cannot_change_it(self):
		for role in ("Hub Officer", "Hub Manager"):
			rights = self.rights(role, "Workflow")
			self.assertIn("read", rights)
			self.assertFalse(rights & {"write", "create", "delete"})

	def test_guest_can_neither_create_nor_change_anything(self):
		ngo = make_ngo(stage="Verified")
		with as_user("Guest"):
			with self.assertRaises(frappe.PermissionError):
				new_ngo(stage="Submitted").insert()
			with self.assertRaises(frappe.PermissionError):
				frappe.get_doc("NGO", ngo.name).save()
			for doctype in (*MASTERS, "Stakeholder", "NGO"):
				with self.subTest(doctype):
					self.assertFalse(frappe.has_permission(doctype, "read"))

	def test_guest_cannot_change_an_ngo_even_where_permissions_are_ignored(self):
		ngo = make_ngo(stage="Verified")
		ngo.ngo_name = "Prevzeto društvo"

		with as_user("Guest"), self.assertRefused("Name: only the staff", frappe.PermissionError):
			ngo.save(ignore_permissions=True)


class TestRepresentativeChanges(HubTestCase):
	def setUp(self):
		super().setUp()
		self.user = make_user("ana@ngo.test")
		self.ngo = make_represented_ngo(self.user, registration_number=make_registration_number())
		self.ngo.reload()

	def save_as_representative(self):
		with as_user(self.user):
			self.ngo.save()

	def test_what_the_ngo_knows_best_can_be_changed(self):
		self.ngo.update(
			{
				"short_name": "TD",
				"phone": "05/307 40 40",
				"members_count": "12",
				"yearly_figures": [{"year": 2024, "income": 100}],
				"fields_of_work": [{"field_of_work": "Youth"}],
				"area_of_operation": [{"municipality": "Bovec"}],
				"consent_news": 1,
			}
		)
		self.ngo.representatives[0].phone = "05 111 22 33"

		self.save_as_representative()

		self.ngo.reload()
		self.assertEqual((self.ngo.members_count, self.ngo.phone), (12, "05 307 40 40"))
		self.assertEqual(self.ngo.primary_field_of_work, "Youth")
		self.assertEqual(self.ngo.news_consent_given_by, "ana")

	def test_what_the_hub_answers_for_is_refused_by_the_name_of_the_field(self):
		for fieldname, value, label in (
			("ngo_name", "Drugo društvo", "Name"),
			("registration_number", make_registration_number(), "Registration Number"),
			("tax_number", "50223054", "Tax Number"),
			("legal_form", "Foundation", "Legal Form"),
			("municipality", make_municipality().name, "Municipality"),
			("has_public_interest_status", 1, "Works in the Public Interest"),
			("rejection_reason", "x", "Reason for Rejection"),
			("submitter_email", "x@example.org", "Submitter's Email"),
		):
			self.ngo.reload()
			self.ngo.set(fieldname, value)
			with (
				self.subTest(fieldname),
				self.assertRefused(f"{label}: only the staff", frappe.PermissionError),
			):
				self.save_as_representative()

	def test_stage_is_refused(self):
		self.ngo.stage = "Inactive"

		with self.assertRefused("Stage: only the staff", frappe.PermissionError):
			self.save_as_representative()

	def test_the_same_number_written_differently_is_no_change(self):
		self.ngo.registration_number = f"{self.ngo.registration_number}000"

		self.save_as_representative()

	def test_owner_and_stamps_stay_whatever_is_sent(self):
		self.ngo.update({"owner": self.user, "verified_by": self.user, "source": "Import"})

		self.save_as_representative()

		self.ngo.reload()
		self.assertEqual(self.ngo.owner, "Administrator")
		self.assertEqual((self.ngo.verified_by, self.ngo.source), ("Administrator", "Desk"))

	def test_people_cannot_be_added_removed_renamed_extended_or_given_access(self):
		def remove(row):
			self.ngo.representatives = []

		def rename(row):
			row.full_name = "Bor Kos"

		def extend(row):
			row.to_date = add_days(today(), 365)

		def give_access(row):
			self.ngo.append("representatives", {"full_name": "Bor Kos", "user": "Administrator"})

		def add(row):
			self.ngo.append(
				"representatives",
				{"full_name": "Nova Oseba", "function": "President", "email": "nova@ngo.test"},
			)

		for change in (remove, rename, extend, give_access, add):
			self.ngo.reload()
			change(self.ngo.representatives[0])
			with self.subTest(change.__name__), self.assertRefused("Representatives", frappe.PermissionError):
				self.save_as_representative()

	def test_another_ngo_cannot_be_changed(self):
		other = make_ngo(stage="Verified")
		other.short_name = "Moje"

		with as_user(self.user), self.assertRaises(frappe.PermissionError):
			other.save()

	def test_the_api_refuses_another_ngos_name_in_the_own_document(self):
		other = make_ngo(stage="Verified")

		with as_user(self.user), self.assertRaises(frappe.PermissionError):
			frappe.client.set_value("NGO", other.name, "short_name", "Moje")
		with as_user(self.user), self.assertRaises(frappe.PermissionError):
			frappe.client.get("NGO", other.name)


class TestConditionsOfLists(HubTestCase):
	"""Frappe 15 joins the conditions of several hooks by a bare "and"."""

	def test_each_condition_is_one_term_whoever_asks(self):
		for hook in ("before_request", "before_job"):
			self.assertIn(BRACKETS, frappe.get_hooks(hook))
		frappe.get_attr(BRACKETS)()
		hooks = frappe.get_hooks("permission_query_conditions")
		own = frappe.get_hooks("permission_query_conditions", app_name="planota_hub")
		for role in (*ROLES_OF_THE_HUB, "Desk User"):
			user = user_with(role)
			for doctype in own:
				for path in hooks[doctype]:
					condition = frappe.call(frappe.get_attr(path), user, doctype=doctype)
					with self.subTest(doctype, role=role, hook=path):
						self.assertNotRegex(outside_brackets(condition or ""), r"(?i)\bor\b")


BRACKETS = "planota_hub.files.access.bracket_framework_condition"
ROLES_OF_THE_HUB = (
	"Hub Manager",
	"Hub Officer",
	"Hub Auditor",
	"Hub Mentor",
	"Network Coordinator",
	"NGO Representative",
)


def outside_brackets(condition: str) -> str:
	"""Return what stands in no brackets and no quotes."""
	left = re.sub(r"'(?:[^'\\]|\\.|'')*'|`[^`]*`|\"[^\"]*\"", "", condition)
	while (shorter := re.sub(r"\([^()]*\)", "", left)) != left:
		left = shorter
	return left
