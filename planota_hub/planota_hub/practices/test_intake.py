# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.planota_hub.practices.intake import get_practice_status, submit_practice
from planota_hub.tests.compat import HubTestCase, as_user, make_user


def fill_in(**overrides) -> dict:
	return {
		"practice_title": "Tool library",
		"organisation": "Društvo Orodjarna",
		"field_of_work": "Environment and Nature",
		"municipality": "Brda",
		"summary": "Tools are lent like books.",
		"steps": "Collect tools. Lend them.",
		"results": "900 loans.",
		"contact_name": "Ana Kos",
		"contact_email": "Ana@Orodjarna.test",
		"consent": 1,
		**overrides,
	}


def submit(**overrides) -> dict:
	with as_user("Guest"):
		return submit_practice(fill_in(**overrides))


def find(answer: dict):
	return frappe.get_doc("Good Practice", {"tracking_code": answer["tracking_code"]})


class TestIntake(HubTestCase):
	def test_a_guest_submits_and_the_server_decides_the_rest(self):
		practice = find(submit(stage="Published", practice_id="x", origin_hub="x", owner="Administrator"))

		self.assertEqual(
			(practice.stage, practice.source, practice.owner, practice.contact_email, practice.origin_hub),
			("Submitted", "Web Form", "Guest", "ana@orodjarna.test", None),
		)
		self.assertTrue(practice.consent_given_on and practice.consent_text_version)

	def test_the_same_practice_sent_again_is_the_same(self):
		self.assertEqual(submit()["tracking_code"], submit()["tracking_code"])
		self.assertEqual(frappe.db.count("Good Practice", {"contact_email": "ana@orodjarna.test"}), 1)

	def test_wrong_values_are_refused_by_their_field_and_nothing_is_saved(self):
		for values, message in (
			({"consent": 0}, "Please agree to the publication"),
			({"practice_title": ""}, "Please fill in: Title"),
			({"contact_email": "a@b"}, "Your Email: please enter an e-mail address"),
			({"field_of_work": "Astrology"}, "Field of Work: please choose from the list"),
			({"municipality": ["Brda", "Tolmin"]}, "Municipality: please choose from the list"),
			({"organisation": ""}, "Your Organisation: please tell us"),
			({"year": "soon"}, "Since Year: please enter a number"),
			({"steps": "<b>x</b>"}, "Steps: please write plain text"),
		):
			with self.subTest(values), self.assertRefused(message):
				submit(**values)
		self.assertFalse(frappe.db.exists("Good Practice", {"contact_email": "ana@orodjarna.test"}))

	def test_a_robot_is_told_that_all_is_well(self):
		answer = submit(hub_second_name="x")

		self.assertEqual(answer["outcome"], "received")
		self.assertFalse(frappe.db.exists("Good Practice", {"tracking_code": answer["tracking_code"]}))

	def test_an_address_can_send_as_much_as_the_settings_allow(self):
		change_settings(public_intake_per_email_per_day=2)
		submit(practice_title="One")
		submit(practice_title="Two")
		with self.assertRefused("2 forms were sent today", frappe.RateLimitExceededError):
			submit(practice_title="Three")

	def test_only_representatives_name_an_ngo_of_the_register(self):
		user = make_user("representative@hub.test", "NGO Representative")
		ngo = make_represented_ngo(user).name
		with self.assertRefused("NGO: you can only name", frappe.PermissionError):
			submit(ngo=ngo)
		with as_user(user):
			self.assertEqual(find(submit_practice(fill_in(ngo=ngo, organisation=""))).ngo, ngo)

	def test_the_tracking_code_tells_the_stage_and_nothing_else(self):
		status = get_practice_status(submit()["tracking_code"])

		self.assertEqual((status["stage"], status["label"]), ("Submitted", "Received"))
		self.assertIsNone(get_practice_status("NOTACODE22"))
