# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model.workflow import WorkflowTransitionError, apply_workflow, get_transitions
from frappe.utils import today

from planota_hub.planota_hub.briefings.audience import find_audience
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, make_registration_number, take_step
from planota_hub.planota_hub.register.listing import list_ngo
from planota_hub.planota_hub.register.portal_access import invite_to_portal
from planota_hub.planota_hub.register.public_page import get_page, is_gone
from planota_hub.planota_hub.register.public_register import count_ngos
from planota_hub.planota_hub.register.test_intake import get_registered, register
from planota_hub.planota_hub.register.tracking import get_registration_status
from planota_hub.tests.compat import HubTestCase, as_user, make_user

OFFICER = "officer@listing.test"


class TestListed(HubTestCase):
	def setUp(self):
		super().setUp()
		self.number = make_registration_number()
		self.ngo = make_ngo(
			stage="Listed",
			ngo_name="DRUŠTVO KRPAN TOLMIN",
			registration_number=self.number,
			email="krpan@drustvo.test",
		)

	def get_steps(self) -> set[str]:
		make_user(OFFICER, "Hub Officer")
		with as_user(OFFICER):
			return {step.action for step in get_transitions(frappe.get_doc("NGO", self.ngo.name))}

	def test_it_is_known_since_a_day_from_the_business_register(self):
		self.assertEqual(
			(self.ngo.stage, self.ngo.source, str(self.ngo.listed_on)), ("Listed", "Register", today())
		)

	def test_only_the_register_lists_and_nobody_who_enters_an_ngo(self):
		with self.assertRefused("a new NGO begins as"):
			frappe.get_doc(
				{**frappe.copy_doc(self.ngo).as_dict(), "stage": "Listed", "registration_number": None}
			).insert()
		with self.assertRaises(frappe.UniqueValidationError):
			list_ngo(
				{
					"ngo_name": "Drugo",
					"legal_form": "Other",
					"municipality": "Tolmin",
					"registration_number": self.number,
				}
			)

	def test_nobody_has_agreed_to_anything_before_the_contact_begins(self):
		for consent in ("consent_register", "consent_news"):
			ngo = frappe.get_doc("NGO", self.ngo.name)
			ngo.set(consent, 1)
			with self.assertRefused("known from the business register only"):
				ngo.save()

		ngo = take_step(self.ngo, "Begin Contact")
		ngo.consent_register = 1
		ngo.save()
		self.assertTrue(ngo.consent_given_on)

	def test_an_officer_begins_the_contact_verifies_rejects_or_notes_that_it_is_gone(self):
		self.assertEqual(self.get_steps(), {"Begin Contact", "Verify", "Reject", "Deactivate"})
		self.assertEqual(take_step(self.ngo, "Begin Contact").stage, "Submitted")
		self.assertEqual(self.get_steps(), {"Verify", "Reject"})

	def test_one_that_was_gone_goes_back_to_the_list_and_one_that_was_verified_to_the_register(self):
		take_step(self.ngo, "Deactivate")
		self.assertEqual(self.get_steps(), {"Return to List"})
		ngo = take_step(take_step(frappe.get_doc("NGO", self.ngo.name), "Return to List"), "Verify")
		take_step(ngo, "Deactivate")
		self.assertEqual(self.get_steps(), {"Reactivate"})
		other = make_ngo(stage="Inactive")
		with self.assertRaises(WorkflowTransitionError):
			apply_workflow(other, "Return to List")

	def test_it_is_not_published_or_written_to(self):
		frappe.db.set_value("NGO", self.ngo.name, {"consent_register": 1, "consent_news": 1})

		self.assertIsNone(get_page(self.ngo.name))
		self.assertFalse(is_gone(self.ngo.name))
		self.assertEqual(count_ngos(frappe._dict(names=[self.ngo.name])), 0)
		audience = find_audience([frappe._dict(recipient_type="NGO", municipality="Tolmin")])
		self.assertNotIn(self.ngo.email, str(audience))

	def test_staff_and_auditors_find_it_and_those_who_see_verified_ngos_do_not(self):
		for role, sees in (
			("Hub Officer", True),
			("Hub Manager", True),
			("Hub Auditor", True),
			("Hub Mentor", False),
			("Network Coordinator", False),
			("NGO Representative", False),
		):
			user = make_user(f"{frappe.scrub(role)}@listing.test", role)
			with self.subTest(role), as_user(user):
				self.assertEqual(bool(frappe.get_list("NGO", {"name": self.ngo.name})), sees)

	def test_nobody_is_invited_to_the_portal(self):
		self.ngo.append("representatives", {"full_name": "Ana Kos", "email": "ana@krpan.test"})
		self.ngo.save()

		with self.assertRefused("Begin the contact first"):
			invite_to_portal(self.ngo.name, self.ngo.representatives[0].name)
		self.assertIsNone(self.ngo.representatives[0].contact)


class TestTakingOver(HubTestCase):
	def setUp(self):
		super().setUp()
		self.number = make_registration_number()
		self.listed = make_ngo(
			stage="Listed",
			ngo_name="DRUŠTVO KRPAN TOLMIN",
			registration_number=self.number,
			seat_street="Stara cesta 1",
		)

	def test_a_registration_takes_over_the_record_and_waits_to_be_verified(self):
		answer = register(
			ngo_name="Društvo Krpan", registration_number=self.number, legal_form="Foundation", consent_news=1
		)

		ngo = get_registered(answer)
		self.assertEqual(
			(ngo.name, ngo.stage, ngo.source, ngo.ngo_name, ngo.legal_form, ngo.members_count),
			(self.listed.name, "Submitted", "Web Form", "DRUŠTVO KRPAN TOLMIN", "Association", 12),
		)
		self.assertEqual((ngo.consent_register, ngo.consent_news, ngo.consent_given_by), (1, 1, "Ana Novak"))
		self.assertEqual([row.full_name for row in ngo.representatives], ["Ana Novak"])
		self.assertEqual(str(ngo.listed_on), today())
		comments = frappe.get_all(
			"Comment", {"reference_name": ngo.name, "comment_type": "Info"}, pluck="content"
		)
		(told,) = (text for text in comments if "Registered itself" in text)
		self.assertIn("Društvo Krpan", told)
		self.assertIn("Foundation", told)

	def test_the_same_registration_sent_again_is_the_same_one(self):
		values = {
			"ngo_name": "Društvo Krpan",
			"registration_number": self.number,
			"submitter_email": "ana@krpan.test",
		}
		first = register(**values)

		self.assertEqual(register(**values)["tracking_code"], first["tracking_code"])
		self.assertEqual(frappe.db.count("NGO", {"registration_number": self.number}), 1)

	def test_one_that_was_rejected_goes_back_to_the_list_without_what_it_had_brought(self):
		answer = register(registration_number=self.number)
		ngo = take_step(take_step(get_registered(answer), "Reject"), "Return to List")

		self.assertEqual(
			(ngo.stage, ngo.consent_register, ngo.submitter_email, ngo.representatives),
			("Listed", 0, None, []),
		)
		self.assertEqual(
			get_registration_status(answer["tracking_code"])["label"], "Not entered in the register"
		)

	def test_a_registration_that_is_refused_leaves_the_list_as_it_is(self):
		with self.assertRefused("Email"):
			register(registration_number=self.number, submitter_email="nobody")

		self.assertEqual(frappe.db.get_value("NGO", self.listed.name, "stage"), "Listed")
