# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.local_networks.doctype.local_network.test_local_network import make_network
from planota_hub.local_networks.networks.joining import join_network
from planota_hub.local_networks.networks.membership import is_member
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, make_registration_number, take_step
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.test_permissions import user_with

EMAIL = "ana.novak@potreba.test"
USER = "representative@networks.test"


class TestJoining(PageTestCase):
	def setUp(self):
		super().setUp()
		change_settings(public_intake_per_email_per_day=3, anonymous_intake_allowed=1)
		self.number = make_registration_number()
		make_user(USER)
		self.ngo = make_represented_ngo(USER, registration_number=self.number)
		self.network = make_network()

	def join(self, user: str = "Guest", **values) -> dict:
		with as_user(user):
			return join_network(
				{
					"local_network": self.network.name,
					"registration_number": self.number,
					"contact_person": "Ana Novak",
					"email": EMAIL,
					"consent": 1,
					**values,
				}
			)

	def get_request(self):
		name = frappe.db.get_value("Network Join Request", {"ngo": self.ngo.name}, order_by="creation desc")
		return frappe.get_doc("Network Join Request", name)

	def is_member(self) -> bool:
		return is_member(self.network.name, "NGO", self.ngo.name)

	def test_a_representative_joins_at_once(self):
		self.assertEqual(self.join(USER, ngo=self.ngo.name)["outcome"], "joined")

		self.assertTrue(self.is_member())
		self.assertEqual(self.get_request().stage, "Accepted")

	def test_of_a_guest_the_network_is_asked_first(self):
		self.assertEqual(self.join()["outcome"], "received")
		self.assertFalse(self.is_member())

		request = self.get_request()
		frappe.model.workflow.apply_workflow(request, "Accept")

		self.assertTrue(self.is_member())

	def test_a_declined_request_needs_a_reason_and_makes_no_member(self):
		self.join()
		request = self.get_request()
		with self.assertRefused("Reason for Declining: please give the reason", frappe.MandatoryError):
			frappe.model.workflow.apply_workflow(request, "Decline")
		self.assertFalse(self.is_member())

	def test_asking_twice_is_one_request_and_a_member_does_not_join_again(self):
		self.join()
		self.join()
		self.assertEqual(frappe.db.count("Network Join Request", {"ngo": self.ngo.name}), 1)

		self.join(USER, ngo=self.ngo.name)
		self.join(USER, ngo=self.ngo.name)
		network = frappe.get_doc("Local Network", self.network.name)
		self.assertEqual([row.member for row in network.members], [self.ngo.name])

	def test_wrong_input_is_named(self):
		for values, message in (
			({"registration_number": "1234567"}, "is not a number of the business register"),
			({"registration_number": make_registration_number()}, "no organisation with this number"),
			({"local_network": "NET-99999"}, "Local Network: please choose from the list."),
			({"contact_person": ""}, "Please fill in: Name."),
			({"email": "a@b@c"}, "Your Email: please enter an e-mail address"),
			({"consent": 0}, "Please agree"),
			({"ngo": self.ngo.name}, "you can only name an organisation"),
		):
			with self.subTest(message), self.assertRaises(Exception) as caught:
				self.join(**values)
			self.assertIn(message, str(caught.exception))

	def test_the_portal_page_shows_own_networks_and_what_can_be_endorsed(self):
		self.join(USER, ngo=self.ngo.name)
		need = make_need(stage="Accepted", local_network=self.network.name)
		make_network(network_name="Mreža drugih")

		html = self.read("my-networks", USER)

		self.assertIn(self.network.network_name, html)
		self.assertIn(f"/endorse-need/new?need={need.name}", html)
		self.assertNotIn("Mreža drugih", html)
		self.assertEqual(self.open_page("my-networks").status_code, 302)

	def test_a_membership_that_rests_is_told_as_one_and_not_as_none(self):
		self.join(USER, ngo=self.ngo.name)
		take_step(self.ngo.reload(), "Deactivate")

		html = self.read("my-networks", USER)

		self.assertIn("Memberships that rest", html)
		self.assertIn(self.network.network_name, html)
		self.assertNotIn("in no local network yet", html)
		self.assertNotIn("/endorse-need/new?need=", html)

	def test_the_form_opens_for_guests(self):
		self.assertIn("Join a local", self.read("join-network/new"))

	def test_a_decline_is_told_to_the_sender_and_can_be_taken_back(self):
		self.join()
		request = self.get_request()
		request.decline_reason = "The network works in Tolmin only."
		request.save()
		frappe.model.workflow.apply_workflow(request, "Decline")

		mails = frappe.get_all(
			"Email Queue Recipient", {"recipient": EMAIL}, pluck="parent", order_by="creation asc"
		)
		texts = [frappe.db.get_value("Email Queue", mail, "message") for mail in mails]
		self.assertEqual(sum("About your request to join" in text for text in texts), 1)

		request = frappe.model.workflow.apply_workflow(self.get_request(), "Reopen")
		frappe.model.workflow.apply_workflow(request, "Accept")
		self.assertTrue(self.is_member())

	def test_an_ngo_that_waits_for_its_verification_asks_and_joins_once_it_is_verified(self):
		self.ngo.db_set("stage", "Submitted")

		answer = self.join()

		self.assertEqual(answer["outcome"], "waits")
		with self.assertRefused("NGO: this organisation is not verified."):
			frappe.model.workflow.apply_workflow(self.get_request(), "Accept")
		self.assertFalse(self.is_member())
		self.ngo.db_set("stage", "Verified")
		frappe.model.workflow.apply_workflow(self.get_request(), "Accept")
		self.assertTrue(self.is_member())

	def test_the_representative_of_an_ngo_that_waits_does_not_join_at_once(self):
		self.ngo.db_set("stage", "Submitted")

		self.assertEqual(self.join(USER, ngo=self.ngo.name)["outcome"], "waits")
		self.assertFalse(self.is_member())

	def test_an_ngo_that_is_not_in_the_register_can_not_ask(self):
		request = {
			"doctype": "Network Join Request",
			"local_network": self.network.name,
			"ngo": make_ngo(stage="Inactive").name,
		}
		with self.assertRefused("NGO: this organisation is neither in the register"):
			frappe.get_doc({**request, "contact_person": "Ana", "email": EMAIL}).insert()

	def test_markup_is_refused_in_every_text(self):
		for fieldname in ("contact_person", "message"):
			with self.subTest(fieldname), self.assertRefused("please write plain text"):
				self.join(**{fieldname: "<script>alert(1)</script>"})

	def test_what_the_server_knows_can_not_be_sent(self):
		self.join(confirmed=1, stage="Accepted", consent_given_on="2000-01-01")

		request = self.get_request()
		self.assertEqual((request.confirmed, request.stage), (0, "Received"))
		self.assertGreater(str(request.consent_given_on), "2001")


class TestVisibility(HubTestCase):
	def setUp(self):
		super().setUp()
		self.network = make_network(municipalities=[{"municipality": "Bovec"}])
		self.request = self.make_request(make_ngo(stage="Verified"))

	def make_request(self, ngo):
		values = {
			"local_network": self.network.name,
			"ngo": ngo.name,
			"contact_person": "Ana",
			"email": EMAIL,
		}
		return frappe.get_doc({"doctype": "Network Join Request", **values}).insert()

	def assertSees(self, user: str, request, expected: bool):
		with as_user(user):
			try:
				listed = bool(frappe.get_list(request.doctype, {"name": request.name}, pluck="name"))
			except frappe.PermissionError:
				listed = False
			opened = bool(frappe.has_permission(request.doctype, "read", request.name))
		self.assertEqual((listed, opened), (expected, expected), f"{user} (list, form)")

	def test_staff_and_auditors_see_all_and_a_mentor_and_a_guest_none(self):
		for role in ("Hub Manager", "Hub Officer", "Hub Auditor"):
			self.assertSees(user_with(role), self.request, True)
		for user in (user_with("Hub Mentor"), make_user("nobody@networks.test"), "Guest"):
			self.assertSees(user, self.request, False)

	def test_a_coordinator_answers_for_the_own_networks_only(self):
		coordinator = make_user("coordinator@joining.test", "Network Coordinator")
		self.assertSees(coordinator, self.request, False)
		with as_user(coordinator), self.assertRaises(frappe.PermissionError):
			frappe.model.workflow.apply_workflow(self.request, "Accept")

		self.network.coordinator = coordinator
		self.network.save()

		self.assertSees(coordinator, self.request, True)
		with as_user(coordinator):
			frappe.model.workflow.apply_workflow(self.request, "Accept")
		self.assertTrue(is_member(self.network.name, "NGO", self.request.ngo))

	def test_a_representative_sees_the_requests_of_the_own_ngo_and_changes_none(self):
		user = make_user(USER)
		own = self.make_request(make_represented_ngo(user))

		self.assertSees(user, own, True)
		self.assertSees(user, self.request, False)
		with as_user(user), self.assertRaises(frappe.PermissionError):
			frappe.get_doc(own.doctype, own.name).save()
