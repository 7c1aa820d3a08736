# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, today

from planota_hub.planota_hub.doctype.ngo.test_ngo import OFFICER, make_ngo
from planota_hub.planota_hub.register.portal_access import (
	PORTAL_ROLE,
	correct_portal_roles,
	invite_to_portal,
	withdraw_portal_access,
)
from planota_hub.planota_hub.register.representatives import update_current_terms
from planota_hub.tests.compat import HubTestCase, as_user, make_user

ANA = "ana.novak@ngo.test"


def make_representative(**overrides) -> dict:
	"""Return the values of a row for `make_ngo`: a president whose term lasts."""
	return {
		"full_name": "Ana Novak",
		"function": "President",
		"email": ANA,
		"phone": "05 111 22 33",
		**overrides,
	}


def make_represented_ngo(user: str, **overrides):
	"""Create a verified NGO that lists the user as a current representative."""
	row = make_representative(email=user, full_name=user.split("@")[0], user=user)
	return make_ngo(stage="Verified", representatives=[row], **overrides)


class TestTerms(HubTestCase):
	def test_who_is_in_office_follows_from_the_dates(self):
		yesterday, tomorrow = add_days(today(), -1), add_days(today(), 1)
		terms = {
			(None, None): 1,
			(today(), today()): 1,
			(yesterday, tomorrow): 1,
			(None, yesterday): 0,
			(tomorrow, None): 0,
		}
		rows = [make_representative(from_date=begin, to_date=end, is_current=1) for begin, end in terms]

		ngo = make_ngo(representatives=rows)

		self.assertEqual([row.is_current for row in ngo.representatives], list(terms.values()))

	def test_term_that_ends_before_it_begins_is_refused_with_row_and_field(self):
		with self.assertRefused("Representatives, row 1, To: the term of Ana Novak ends before it begins"):
			make_ngo(representatives=[make_representative(from_date="2020-02-02", to_date="2020-02-01")])

	def test_two_current_terms_of_one_user_are_refused(self):
		user = make_user(ANA)

		with self.assertRefused(f"Representatives: {ANA} has two current terms"):
			make_ngo(representatives=[make_representative(user=user), make_representative(user=user)])

	def test_a_second_term_after_the_first_is_possible(self):
		user = make_user(ANA)
		former = make_representative(user=user, to_date=add_days(today(), -1))

		ngo = make_ngo(representatives=[former, make_representative(user=user, from_date=today())])

		self.assertEqual([row.is_current for row in ngo.representatives], [0, 1])

	def test_daily_job_follows_the_calendar_and_changes_nothing_the_second_time(self):
		ngo = make_ngo(representatives=[make_representative(), make_representative(to_date="2020-01-01")])
		ended, begun = (row.name for row in ngo.representatives)
		frappe.db.set_value("NGO Representative", ended, "to_date", add_days(today(), -1))
		frappe.db.set_value("NGO Representative", begun, "to_date", None)

		for _run in range(2):
			update_current_terms()

			ngo.reload()
			self.assertEqual([row.is_current for row in ngo.representatives], [0, 1])


class TestPortalRole(HubTestCase):
	def test_role_comes_with_a_current_term_and_goes_with_it(self):
		user = make_user(ANA)
		ngo = make_represented_ngo(user)
		self.assertIn(PORTAL_ROLE, frappe.get_roles(user))

		ngo.representatives[0].to_date = add_days(today(), -1)
		ngo.save()

		self.assertNotIn(PORTAL_ROLE, frappe.get_roles(user))

	def test_role_stays_while_another_ngo_lists_the_user(self):
		user = make_user(ANA)
		first, second = make_represented_ngo(user), make_represented_ngo(user)

		frappe.delete_doc("NGO", first.name)
		self.assertIn(PORTAL_ROLE, frappe.get_roles(user))
		second.representatives = []
		second.save()
		self.assertNotIn(PORTAL_ROLE, frappe.get_roles(user))

	def test_daily_job_takes_the_role_when_the_last_term_has_ended(self):
		user = make_user(ANA)
		ngo = make_represented_ngo(user)
		frappe.db.set_value(
			"NGO Representative", ngo.representatives[0].name, "to_date", add_days(today(), -1)
		)

		correct_portal_roles()
		self.assertNotIn(PORTAL_ROLE, frappe.get_roles(user))
		frappe.db.set_value("NGO Representative", ngo.representatives[0].name, "to_date", today())
		correct_portal_roles()
		self.assertIn(PORTAL_ROLE, frappe.get_roles(user))

	def test_role_that_somebody_gave_by_hand_does_not_last(self):
		user = make_user(ANA, PORTAL_ROLE)

		correct_portal_roles()

		self.assertNotIn(PORTAL_ROLE, frappe.get_roles(user))


class TestInvitation(HubTestCase):
	def test_invited_person_becomes_a_website_user_without_desk(self):
		officer = make_user(OFFICER, "Hub Officer")
		ngo = make_ngo(stage="Verified", representatives=[make_representative()])

		with as_user(officer):
			user = invite_to_portal(ngo.name, ngo.representatives[0].name)

		self.assertEqual(user, ANA)
		self.assertEqual(frappe.db.get_value("User", ANA, "user_type"), "Website User")
		self.assertIn(PORTAL_ROLE, frappe.get_roles(ANA))
		ngo.reload()
		self.assertEqual(ngo.representatives[0].user, ANA)

	def test_inviting_twice_changes_nothing(self):
		ngo = make_ngo(stage="Verified", representatives=[make_representative()])

		users = {invite_to_portal(ngo.name, ngo.representatives[0].name) for _time in range(2)}

		self.assertEqual(users, {ANA})

	def test_withdrawn_access_leaves_the_term_and_takes_the_role(self):
		ngo = make_represented_ngo(make_user(ANA))

		withdraw_portal_access(ngo.name, ngo.representatives[0].name)

		ngo.reload()
		self.assertEqual((ngo.representatives[0].user, ngo.representatives[0].is_current), (None, 1))
		self.assertNotIn(PORTAL_ROLE, frappe.get_roles(ANA))

	def test_nobody_without_an_address_or_in_office_is_invited(self):
		ngo = make_ngo(
			representatives=[
				make_representative(email=None),
				make_representative(to_date=add_days(today(), -1)),
			]
		)
		without_address, former = (row.name for row in ngo.representatives)

		with self.assertRefused("an e-mail address is needed"):
			invite_to_portal(ngo.name, without_address)
		with self.assertRefused("does not last today"):
			invite_to_portal(ngo.name, former)
		with self.assertRefused("no longer among the representatives"):
			invite_to_portal(ngo.name, "nobody")

	def test_only_staff_invite(self):
		ngo = make_represented_ngo(make_user(ANA))
		row = ngo.representatives[0].name

		for user in (ANA, make_user("auditor@hub.test", "Hub Auditor"), "Guest"):
			with self.subTest(user), as_user(user), self.assertRaises(frappe.PermissionError):
				invite_to_portal(ngo.name, row)
			with self.subTest(user), as_user(user), self.assertRaises(frappe.PermissionError):
				withdraw_portal_access(ngo.name, row)


class TestRepresentativeContacts(HubTestCase):
	def get_contact(self, ngo):
		ngo.reload()
		return frappe.get_doc("Contact", ngo.representatives[0].contact)

	def test_verified_ngo_has_a_contact_for_everybody_in_office(self):
		ngo = make_ngo(stage="Verified", representatives=[make_representative()])

		contact = self.get_contact(ngo)

		self.assertEqual(
			(contact.first_name, contact.last_name, contact.designation), ("Ana", "Novak", "President")
		)
		self.assertEqual((contact.email_id, contact.phone), (ANA, "05 111 22 33"))
		self.assertTrue(contact.has_link("NGO", ngo.name))

	def test_nothing_a_guest_submits_becomes_a_contact_before_it_is_verified(self):
		ngo = make_ngo(representatives=[make_representative()])

		self.assertIsNone(ngo.representatives[0].contact)

	def test_contact_follows_the_row(self):
		ngo = make_ngo(stage="Verified", representatives=[make_representative()])
		ngo.reload()
		ngo.representatives[0].update({"full_name": "Ana Kos", "email": "ana.kos@ngo.test", "phone": None})

		ngo.save()

		contact = self.get_contact(ngo)
		self.assertEqual((contact.full_name, contact.email_id), ("Ana Kos", "ana.kos@ngo.test"))
		self.assertEqual((contact.phone_nos, len(contact.email_ids)), ([], 1))

	def test_saving_without_a_change_leaves_the_contact_alone(self):
		ngo = make_ngo(stage="Verified", representatives=[make_representative()])
		modified = self.get_contact(ngo).modified

		ngo.short_name = "Kratko"
		ngo.save()

		self.assertEqual(self.get_contact(ngo).modified, modified)

	def test_contact_of_somebody_who_left_goes_unless_it_is_needed_elsewhere(self):
		ngo = make_ngo(
			stage="Verified",
			representatives=[
				make_representative(email=f"{frappe.generate_hash(length=8)}@ngo.test"),
				make_representative(full_name="Bor Kos", email="bor@ngo.test"),
			],
		)
		other = make_ngo(
			stage="Verified", representatives=[make_representative(full_name="Bor Kos", email="bor@ngo.test")]
		)
		ngo.reload()
		ana, bor = (row.contact for row in ngo.representatives)

		ngo.representatives[1].to_date = add_days(today(), -1)
		ngo.remove(ngo.representatives[0])
		ngo.save()

		self.assertFalse(frappe.db.exists("Contact", ana))
		self.assertFalse(frappe.get_doc("Contact", bor).has_link("NGO", ngo.name))
		self.assertEqual(self.get_contact(other).name, bor)

	def test_deleted_ngo_takes_its_contacts_and_addresses_along(self):
		person = make_representative(email=f"{frappe.generate_hash(length=8)}@ngo.test")
		ngo = make_ngo(stage="Verified", representatives=[person])
		contact = self.get_contact(ngo).name
		address = frappe.get_doc(
			{
				"doctype": "Address",
				"address_title": "Sedež",
				"address_type": "Office",
				"address_line1": "Trg 1",
				"city": "Tolmin",
				"country": "Slovenia",
				"links": [{"link_doctype": "NGO", "link_name": ngo.name}],
			}
		).insert()

		frappe.delete_doc("NGO", ngo.name)

		self.assertFalse(frappe.db.exists("Contact", contact))
		self.assertFalse(frappe.db.exists("Address", address.name))
