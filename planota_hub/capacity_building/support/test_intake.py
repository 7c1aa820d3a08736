# SPDX-License-Identifier: GPL-3.0-only
"""What the public sends about support: what is taken, what is refused, and what a link opens."""

import frappe
from frappe.utils import add_days, getdate, today

from planota_hub.capacity_building.doctype.ngo_support_request.test_ngo_support_request import (
	make_category,
	make_request,
	take_step,
)
from planota_hub.capacity_building.support.intake import ask_for_support, get_request_status, rate_support
from planota_hub.capacity_building.support.mail import RATING_PURPOSE, rating_url
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.public_forms.intake import HONEYPOT_FIELD
from planota_hub.rules.tokens import InvalidTokenError, make_token
from planota_hub.tests.compat import HubTestCase, as_user, make_user

EMAIL = "ana.novak@pobuda.test"


def make_values(**overrides) -> dict:
	"""Return what a guest types into the web form."""
	return {
		"category": "General Information",
		"subject": f"Question {frappe.generate_hash(length=8)}",
		"description": "How do we begin?",
		"organisation": "Pobuda za park",
		"requester_name": "Ana Novak",
		"requester_email": EMAIL,
		"consent": 1,
		**overrides,
	}


def get_request(answer: dict):
	name = frappe.db.get_value("NGO Support Request", {"tracking_code": answer["tracking_code"]})
	return frappe.get_doc("NGO Support Request", name)


def get_mails(email: str = EMAIL) -> list[str]:
	"""Return the queued mails to an address."""
	names = frappe.get_all(
		"Email Queue Recipient", {"recipient": email}, pluck="parent", order_by="creation asc"
	)
	return [frappe.db.get_value("Email Queue", name, "message") for name in names]


class TestAskForSupport(HubTestCase):
	def setUp(self):
		super().setUp()
		change_settings(public_intake_per_email_per_day=3, anonymous_intake_allowed=1)

	def ask(self, user: str = "Guest", **values) -> dict:
		with as_user(user):
			return ask_for_support(make_values(**values))

	def test_a_guest_asks_and_gets_a_tracking_code(self):
		wanted_by = add_days(today(), 30)
		answer = self.ask(requester_email="  ANA.Novak@Pobuda.test ", wanted_by=wanted_by)

		request = get_request(answer)
		self.assertEqual((answer["outcome"], answer["mailed"]), ("received", True))
		self.assertEqual((request.stage, request.source, request.owner), ("Received", "Web Form", "Guest"))
		self.assertEqual((request.requester_email, request.ngo), (EMAIL, None))
		self.assertEqual(request.wanted_by, getdate(wanted_by))
		self.assertTrue(request.consent_given_on and request.first_response_due)
		self.assertEqual(get_request_status(answer["tracking_code"])["label"], "Received")
		self.assertEqual(len(get_mails()), 1)

	def test_what_a_guest_may_not_say_is_left_out(self):
		ngo = make_ngo(stage="Verified").name
		request = get_request(
			self.ask(
				stage="Resolved",
				responsible="Administrator",
				satisfaction=5,
				work=[{"hours": 9}],
				answer="x",
				owner="Administrator",
				name="SRQ-MINE",
			)
		)
		self.assertEqual((request.stage, request.work, request.satisfaction or 0), ("Received", [], 0))
		self.assertNotEqual(request.name, "SRQ-MINE")
		self.assertFalse(request.answer)
		with self.assertRefused("NGO: you can only name an organisation", frappe.PermissionError):
			self.ask(ngo=ngo)

	def test_a_representative_asks_for_the_own_ngo_only(self):
		user = make_user("rep@pobuda.test")
		own = make_represented_ngo(user).name

		request = get_request(self.ask(user, ngo=own, organisation=""))

		self.assertEqual((request.ngo, request.owner), (own, "Guest"))
		for other in (make_ngo(stage="Verified").name, "NGO-99999"):
			with self.assertRefused("NGO: you can only name an organisation", frappe.PermissionError):
				self.ask(user, ngo=other)

	def test_what_is_missing_or_wrong_is_refused_by_the_name_of_the_field(self):
		for values, message in (
			({"consent": 0}, "Please agree to the use of your data"),
			({"subject": " "}, "Please fill in: Subject."),
			({"description": "", "requester_name": ""}, "Please fill in: Description, Name."),
			({"category": ""}, "Category: please choose from the list."),
			({"category": "No such"}, "Category: please choose from the list."),
			({"category": ["General Information"]}, "Category: please choose from the list."),
			({"category": make_category(disabled=1)}, "Category: please choose from the list."),
			({"organisation": ""}, "Your Organisation: please tell us for whom you ask."),
			({"requester_email": "ana@"}, "Your Email: please enter an e-mail address"),
			({"requester_email": ""}, "Your Email: please enter an e-mail address"),
			({"requester_phone": "call me"}, "is not a phone number"),
			({"wanted_by": "soon"}, "Needed By: please enter a date."),
			({"wanted_by": "2020-01-01"}, "Needed By: the date has passed."),
			({"description": "<script>alert(1)</script>"}, "Description: please write plain text"),
			({"subject": "x" * 141}, "Subject: the text has 141 characters"),
		):
			with self.subTest(values), self.assertRefused(message):
				self.ask(**values)
		self.assertFalse(frappe.db.exists("NGO Support Request", {"requester_email": EMAIL}))

	def test_the_same_request_sent_twice_is_one(self):
		values = make_values()
		first, second = self.ask(**values), self.ask(**values)

		self.assertEqual(first["tracking_code"], second["tracking_code"])
		self.assertEqual(len(get_mails()), 1)

	def test_one_address_sends_so_many_a_day(self):
		for _number in range(3):
			self.ask()
		with self.assertRefused("3 forms were sent today", frappe.RateLimitExceededError):
			self.ask()

	def test_robots_are_thanked_and_forgotten(self):
		answer = self.ask(**{HONEYPOT_FIELD: "x"})

		self.assertEqual(answer["outcome"], "received")
		self.assertFalse(frappe.db.exists("NGO Support Request", {"tracking_code": answer["tracking_code"]}))

	def test_an_unknown_code_shows_nothing(self):
		self.assertIsNone(get_request_status("AAAAAAAAAA"))


class TestSatisfaction(HubTestCase):
	def setUp(self):
		super().setUp()
		self.request = make_request(requester_email=EMAIL, answer="Here is the statute.")
		self.token = make_token(RATING_PURPOSE, self.request.name)

	def resolve(self):
		self.request = take_step(self.request, "Resolve")

	def rate(self, rating="4", comment="", token=None):
		with as_user("Guest"):
			return rate_support(token or self.token, rating, comment)

	def get_rating(self):
		return frappe.db.get_value(
			"NGO Support Request", self.request.name, ["satisfaction", "satisfaction_comment"]
		)

	def test_the_sender_is_asked_when_the_request_is_resolved(self):
		self.resolve()

		(mail,) = get_mails()
		self.assertIn("rate-support", mail)
		self.assertIn(self.token.split(".")[0], rating_url(self.request.name))

	def test_the_sender_rates_once(self):
		self.resolve()
		self.assertEqual(
			self.rate("4", "Quick help"),
			{"outcome": "rated", "message": "Thank you. Your answer helps us to help better."},
		)
		self.assertEqual(self.get_rating(), (4, "Quick help"))
		with self.assertRefused("You have already rated this request"):
			self.rate("1")
		self.assertEqual(self.get_rating()[0], 4)

	def test_a_reopened_request_is_rated_again_when_it_is_resolved_again(self):
		self.resolve()
		self.rate("1")
		self.request = take_step(self.request, "Reopen")
		with self.assertRefused("not resolved yet"):
			self.rate("5")
		self.resolve()
		self.rate("5")
		self.assertEqual(self.get_rating()[0], 5)

	def test_ratings_outside_the_scale_and_markup_are_refused(self):
		self.resolve()
		for rating in ("0", "6", "-1", "3.5", "five", ""):
			with self.subTest(rating), self.assertRefused("please choose a number from 1 to 5"):
				self.rate(rating)
		with self.assertRefused("Comment: please write plain text"):
			self.rate("5", "<b>great</b>")

	def test_open_and_declined_requests_can_not_be_rated(self):
		with self.assertRefused("not resolved yet"):
			self.rate()
		take_step(self.request, "Decline")
		with self.assertRefused("not resolved yet"):
			self.rate()

	def test_an_expired_link_is_refused(self):
		self.resolve()
		frappe.db.set_value("NGO Support Request", self.request.name, "resolved_on", add_days(today(), -91))
		with self.assertRefused("This link has expired"):
			self.rate()

	def test_tampered_links_are_refused(self):
		self.resolve()
		other = make_request().name
		signature = self.token.rpartition(".")[2]
		for token in (
			"x",
			self.request.name,
			self.token[:-1],
			f"{other}.{signature}",
			make_token("workshop feedback", self.request.name),
		):
			with self.subTest(token), self.assertRaises(InvalidTokenError):
				self.rate(token=token)

	def test_the_sender_is_told_why_a_request_is_declined(self):
		take_step(self.request, "Decline")

		(mail,) = get_mails()
		self.assertIn("Not a matter of the hub", mail.replace("=\n", ""))
