# SPDX-License-Identifier: GPL-3.0-only
"""What guests and representatives send: comments and support, confirmed by e-mail before they count."""

import re
from email import message_from_string

import frappe
from frappe.utils import add_days, now_datetime, today

from planota_hub.advocacy.campaigns.supporter_intake import support_campaign
from planota_hub.advocacy.campaigns.supporters import SUPPORTER
from planota_hub.advocacy.doctype.advocacy_campaign.test_advocacy_campaign import make_campaign, take_step
from planota_hub.advocacy.doctype.policy_proposal.test_policy_proposal import make_proposal
from planota_hub.advocacy.participation.confirmations import (
	confirm_comment,
	confirm_support,
	delete_unconfirmed,
	withdraw_support,
)
from planota_hub.advocacy.proposals.comment_intake import comment_on_proposal
from planota_hub.advocacy.proposals.comments import COMMENT
from planota_hub.personal_data.retention import remove_expired
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_registration_number
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.public_forms.confirmation_links import ExpiredLinkError
from planota_hub.public_forms.intake import HONEYPOT_FIELD
from planota_hub.rules.tokens import InvalidTokenError, make_token
from planota_hub.tests.compat import HubTestCase, as_user, make_user

EMAIL = "ana.kos@example.org"


class IntakeTestCase(HubTestCase):
	def send(self, handler, values: dict, user: str = "Guest") -> dict:
		with as_user(user):
			return handler(values)

	def count_mails(self) -> int:
		return frappe.db.count("Email Queue")

	def get_mailed_token(self) -> str:
		"""Return the token of the link in the last mail."""
		name = frappe.get_all("Email Queue", pluck="name", order_by="creation desc", limit=1)[0]
		message = message_from_string(frappe.db.get_value("Email Queue", name, "message"))
		text = next(part for part in message.walk() if part.get_content_type() == "text/plain")
		return re.search(r"token=([\w.-]+)", text.get_payload(decode=True).decode()).group(1)


class TestComments(IntakeTestCase):
	def setUp(self):
		super().setUp()
		self.proposal = make_proposal(stage="In Consultation").name

	def comment(self, user: str = "Guest", **overrides) -> dict:
		values = {
			"proposal": self.proposal,
			"comment": "Please add travel costs.",
			"commenter_name": "Ana Kos",
			"email": EMAIL,
			"consent": 1,
			**overrides,
		}
		return self.send(comment_on_proposal, values, user)

	def get_count(self) -> int:
		return frappe.db.get_value("Policy Proposal", self.proposal, "comment_count")

	def get_comment(self):
		return frappe.get_last_doc(COMMENT, {"proposal": self.proposal})

	def test_a_comment_of_a_guest_counts_once_its_link_was_opened(self):
		self.assertEqual(self.comment(), {"outcome": "to_confirm"})
		comment = self.get_comment()
		self.assertEqual(
			(comment.status, comment.source, comment.owner), ("Unconfirmed", "Web Form", "Guest")
		)
		self.assertTrue(comment.consent_given_on)
		self.assertEqual(self.get_count(), 0)

		token = self.get_mailed_token()
		self.assertEqual(
			self.send(confirm_comment, token),
			{"outcome": "confirmed", "message": "Thank you. Your comment counts."},
		)
		self.send(confirm_comment, token)

		self.assertEqual((comment.reload().status, self.get_count()), ("Received", 1))

	def test_whoever_is_logged_in_has_a_confirmed_address(self):
		user = make_user("rep@ngo.test")
		ngo = make_represented_ngo(user).name

		self.assertEqual(self.comment(user, ngo=ngo, email="other@example.org"), {"outcome": "received"})

		comment = self.get_comment()
		self.assertEqual((comment.status, comment.ngo, comment.email), ("Received", ngo, user))
		self.assertEqual(self.get_count(), 1)

	def test_the_same_comment_sent_twice_is_one(self):
		self.comment()
		mails = self.count_mails()
		self.assertEqual(self.comment(), {"outcome": "to_confirm"})
		self.assertEqual(frappe.db.count(COMMENT, {"proposal": self.proposal}), 1)
		self.assertEqual(self.count_mails(), mails)

	def test_a_comment_after_the_deadline_is_refused(self):
		frappe.db.set_value("Policy Proposal", self.proposal, "consultation_deadline", add_days(today(), -1))
		with self.assertRefused("The consultation on this proposal is closed"):
			self.comment()

	def test_a_comment_confirmed_after_the_deadline_is_refused(self):
		self.comment()
		frappe.db.set_value("Policy Proposal", self.proposal, "consultation_deadline", add_days(today(), -1))
		with self.assertRefused("The consultation on this proposal is closed"):
			self.send(confirm_comment, self.get_mailed_token())

	def test_scripts_and_endless_texts_are_refused_and_nothing_is_saved(self):
		for values, message in (
			({"comment": "<script>alert(1)</script>"}, "Comment: please write plain text"),
			({"comment": "x" * 1_000_000}, "Comment: the text has 1000000 characters, at most 20000"),
			({"commenter_name": "", "comment": ""}, "Please fill in: Comment, Name"),
			({"comment": ["a"]}, "Comment: please enter one value"),
			({"consent": 0}, "Please agree to the use of your data"),
			({"email": "nobody"}, "Your Email: please enter an e-mail address"),
			({"proposal": "PROP-99999"}, "Proposal: please choose from the list"),
			({"position": "Whatever"}, "Opinion"),
		):
			with self.subTest(message), self.assertRefused(message):
				self.comment(**values)
		self.assertEqual(frappe.db.count(COMMENT, {"proposal": self.proposal}), 0)

	def test_nobody_writes_for_an_ngo_of_others(self):
		ngo = make_represented_ngo(make_user("rep@ngo.test")).name
		with self.assertRefused("you can only name an organisation", frappe.PermissionError):
			self.comment(ngo=ngo)

	def test_a_robot_gets_the_usual_answer_and_nothing_is_saved(self):
		self.assertEqual(self.comment(**{HONEYPOT_FIELD: "x"}), {"outcome": "to_confirm"})
		self.assertEqual(frappe.db.count(COMMENT, {"proposal": self.proposal}), 0)

	def test_one_address_can_not_flood_the_hub(self):
		change_settings(public_intake_per_email_per_day=3)
		for number in range(3):
			self.comment(comment=f"Comment {number}")
		with self.assertRefused("3 forms were sent today", frappe.RateLimitExceededError):
			self.comment(comment="One more")

	def test_an_unconfirmed_comment_can_not_be_answered_and_is_deleted_after_a_while(self):
		self.comment()
		comment = self.get_comment()
		comment.update({"answer_result": "Taken Up", "answer": "Yes"})
		with self.assertRefused("The sender has not confirmed this comment"):
			comment.save()

		delete_unconfirmed()
		self.assertTrue(frappe.db.exists(COMMENT, comment.name))
		comment.db_set("creation", add_days(now_datetime(), -9))
		delete_unconfirmed()
		self.assertFalse(frappe.db.exists(COMMENT, comment.name))

	def test_what_a_guest_wrote_can_not_be_changed_by_the_staff(self):
		self.comment()
		comment = self.get_comment()
		comment.comment = "I agree with everything."
		with self.assertRefused("Comment: what the sender wrote stays as it is"):
			comment.save()


class TestSupport(IntakeTestCase):
	def setUp(self):
		super().setUp()
		frappe.cache.delete_keys("hub_support_known")
		self.campaign = make_campaign(stage="Active", is_public=1).name

	def support(self, user: str = "Guest", **overrides) -> dict:
		values = {
			"campaign": self.campaign,
			"supporter_kind": "Person",
			"supporter_name": "Ana Kos",
			"email": EMAIL,
			"consent": 1,
			**overrides,
		}
		return self.send(support_campaign, values, user)

	def get_count(self) -> int:
		return frappe.db.get_value("Advocacy Campaign", self.campaign, "supporter_count")

	def get_supporter(self):
		return frappe.get_last_doc(SUPPORTER, {"campaign": self.campaign})

	def test_a_guest_counts_once_the_link_was_opened(self):
		self.assertEqual(self.support(), {"outcome": "to_confirm"})
		self.assertEqual(self.get_count(), 0)

		token = self.get_mailed_token()
		for _time in range(2):
			self.assertEqual(
				self.send(confirm_support, token),
				{"outcome": "confirmed", "message": "Thank you. Your support counts."},
			)

		self.assertEqual((self.get_supporter().status, self.get_count()), ("Confirmed", 1))

	def test_a_supporter_twice_is_one_and_nobody_learns_who_supports(self):
		first = self.support()
		mails = self.count_mails()
		again = self.support(email="Ana.Kos+x@example.org")
		self.send(confirm_support, self.get_mailed_token())
		confirmed = self.support()

		self.assertEqual((first, again, confirmed), ({"outcome": "to_confirm"},) * 3)
		self.assertEqual(frappe.db.count(SUPPORTER, {"campaign": self.campaign}), 1)
		# the owner of the mailbox alone is told
		self.assertEqual(self.count_mails(), mails + 1)

	def test_whoever_did_not_get_the_mail_gets_it_again_after_a_while(self):
		self.support()
		self.get_supporter().db_set("requested_on", add_days(now_datetime(), -3))
		mails = self.count_mails()

		self.support()

		self.assertEqual(self.count_mails(), mails + 1)

	def test_a_forged_confirmation_is_refused(self):
		self.support()
		name = self.get_supporter().name
		for token in (
			"",
			name,
			f"{name}.AAAAAAAAAAAAAAAAAAAAAAAA",
			make_token("proposal comment", name),
			make_token("campaign support", name)[:-1],
		):
			with self.subTest(token), self.assertRefused("This link is not valid", InvalidTokenError):
				self.send(confirm_support, token)
		self.assertEqual(self.get_count(), 0)

	def test_an_expired_confirmation_is_refused(self):
		self.support()
		supporter = self.get_supporter()
		supporter.db_set("requested_on", add_days(now_datetime(), -8))
		with self.assertRefused("This link has expired", ExpiredLinkError):
			self.send(confirm_support, make_token("campaign support", supporter.name))

		supporter.db_set("requested_on", add_days(now_datetime(), -9))
		delete_unconfirmed()

		with self.assertRefused("This link has expired", ExpiredLinkError):
			self.send(confirm_support, make_token("campaign support", supporter.name))

	def test_an_organisation_supports_once_and_only_the_confirmed_one_holds_the_place(self):
		organisation = {
			"supporter_kind": "Organisation",
			"organisation": "Društvo Soča",
			"registration_number": make_registration_number(),
		}
		self.support(**organisation, email="first@example.org")
		first = self.get_mailed_token()
		self.support(**organisation, email="second@example.org")
		self.send(confirm_support, self.get_mailed_token())

		with self.assertRefused("This organisation supports the campaign already"):
			self.send(confirm_support, first)
		with self.assertRefused("This organisation supports the campaign already"):
			self.support(**organisation, email="third@example.org")
		self.assertEqual(self.get_count(), 1)

	def test_a_representative_supports_at_once_for_the_own_ngo(self):
		user = make_user("rep@ngo.test")
		ngo = make_represented_ngo(user)

		self.assertEqual(
			self.support(user, supporter_kind="Organisation", ngo=ngo.name), {"outcome": "confirmed"}
		)

		supporter = self.get_supporter()
		self.assertEqual((supporter.organisation, supporter.ngo), (ngo.ngo_name, ngo.name))
		self.assertEqual(self.get_count(), 1)

	def test_support_can_be_withdrawn_and_leaves_no_name(self):
		self.support()
		token = self.get_mailed_token()
		self.send(confirm_support, token)
		for _time in range(2):
			self.assertEqual(
				self.send(withdraw_support, token),
				{
					"outcome": "withdrawn",
					"message": "Your support is withdrawn; your name and address were deleted.",
				},
			)

		supporter = self.get_supporter()
		self.assertEqual((supporter.status, supporter.supporter_name), ("Withdrawn", "Removed"))
		self.assertIsNone(supporter.email)
		self.assertEqual(self.get_count(), 0)
		with self.assertRefused("You have withdrawn your support"):
			self.send(confirm_support, token)
		self.assertEqual(self.support(), {"outcome": "to_confirm"})

	def test_a_campaign_that_is_not_public_or_not_active_takes_nobody(self):
		for campaign in (
			make_campaign(stage="Active").name,
			make_campaign(stage="Approved", is_public=1).name,
			"CAMP-99999",
			"",
		):
			with self.subTest(campaign), self.assertRefused("This campaign takes no supporters"):
				self.support(campaign=campaign)

	def test_a_campaign_suspended_meanwhile_counts_nobody(self):
		self.support()
		take_step(frappe.get_doc("Advocacy Campaign", self.campaign), "Suspend")
		with self.assertRefused("This campaign takes no supporters"):
			self.send(confirm_support, self.get_mailed_token())

	def test_bad_values_are_refused_by_their_names(self):
		for values, message in (
			({"supporter_kind": "Robot"}, "You support the campaign as: please choose"),
			({"supporter_kind": "Organisation"}, "Organisation: please enter the name"),
			({"supporter_name": ""}, "Please fill in: Name"),
			({"statement": "<b>yes</b>"}, "Why We Support It: please write plain text"),
			({"municipality": "Atlantis"}, "Municipality: please choose from the list"),
			({"consent": ""}, "Please agree to the use of your data"),
			({"email": ""}, "Your Email: please enter"),
		):
			with self.subTest(message), self.assertRefused(message):
				self.support(**values)
		self.assertEqual(frappe.db.count(SUPPORTER, {"campaign": self.campaign}), 0)

	def test_a_robot_gets_the_usual_answer_and_nothing_is_saved(self):
		self.assertEqual(self.support(**{HONEYPOT_FIELD: "x"}), {"outcome": "to_confirm"})
		self.assertEqual(frappe.db.count(SUPPORTER, {"campaign": self.campaign}), 0)

	def test_after_the_retention_period_the_figure_stays_and_the_person_goes(self):
		self.support()
		self.send(confirm_support, self.get_mailed_token())
		supporter = self.get_supporter()
		remove_expired()
		self.assertEqual(supporter.reload().email, EMAIL)

		supporter.db_set("confirmed_on", add_days(now_datetime(), -365 * 6))
		remove_expired()

		supporter.reload()
		self.assertEqual((supporter.supporter_name, supporter.email), ("Removed", None))
		self.assertEqual((supporter.status, self.get_count()), ("Confirmed", 1))
