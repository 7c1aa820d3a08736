# SPDX-License-Identifier: GPL-3.0-only
import re
from email.parser import Parser
from email.policy import SMTP
from unittest.mock import patch

import frappe
from frappe.utils import add_days, now_datetime, set_request
from frappe.website.serve import get_response

from planota_hub.planota_hub.briefings.audience import find_audience
from planota_hub.planota_hub.briefings.opt_out import get_opted_out, keep_opt_out
from planota_hub.planota_hub.doctype.hub_news.test_hub_news import make_news
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.doctype.stakeholder_briefing.test_stakeholder_briefing import (
	BriefingTestCase,
	make_briefing,
	send,
)
from planota_hub.planota_hub.newsletter import subscriptions
from planota_hub.planota_hub.newsletter.composing import compose
from planota_hub.planota_hub.newsletter.mail import PURPOSE
from planota_hub.planota_hub.newsletter.subscriptions import SUBSCRIPTION, delete_unconfirmed, subscribe
from planota_hub.public_forms.intake import HONEYPOT_FIELD
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.rules.tokens import make_token
from planota_hub.tests.compat import as_user, make_user

EMAIL = "breda@newsletter.test"


class NewsletterTestCase(PageTestCase):
	def post(self, path: str, **values):
		"""Send a form of the website as a guest does; return the answer."""
		with as_user("Guest"):
			set_request(method="POST", path=path, data=values)
			frappe.local.form_dict = frappe._dict(values)
			frappe.local.request_ip = "127.0.0.1"
			return get_response()

	def ask(self, email: str = EMAIL, **values):
		return self.post("newsletter", email=email, consent="1", **values)

	def get(self, email: str = EMAIL):
		return frappe.get_doc(SUBSCRIPTION, {"email": email})

	def confirmed(self, email: str = EMAIL, **values):
		self.ask(email, **values)
		self.post("newsletter", token=make_token(PURPOSE, self.get(email).name), action="confirm")
		return self.get(email)


class TestSubscription(NewsletterTestCase):
	def test_counts_once_the_link_of_the_e_mail_was_used_and_its_button_pressed(self):
		answer = self.ask(field_of_work="Youth").get_data(as_text=True)
		subscription = self.get()
		self.assertIn("We have sent you an e-mail", answer)
		self.assertEqual(subscription.status, "Unconfirmed")
		mail = frappe.get_all("Email Queue", {"reference_name": subscription.name}, pluck="message")
		self.assertEqual(len(mail), 1)

		token = make_token(PURPOSE, subscription.name)
		self.assertIn(EMAIL, self.read("newsletter", token=token))
		self.assertEqual(self.get().status, "Unconfirmed")
		self.post("newsletter", token=token, action="confirm")

		self.assertEqual((self.get().status, self.get().field_of_work), ("Confirmed", "Youth"))
		self.assertTrue(self.get().consent_given_on)

	def test_nobody_learns_who_is_subscribed_and_wishes_are_the_owners_to_change(self):
		first = self.ask().get_data(as_text=True)
		self.post("newsletter", token=make_token(PURPOSE, self.get().name), action="confirm")
		again = self.ask(field_of_work="Youth").get_data(as_text=True)
		self.assertIn("We have sent you an e-mail", first)
		self.assertIn("We have sent you an e-mail", again)
		self.assertIsNone(self.get().field_of_work)

	def test_a_second_click_in_the_same_moment_gets_the_same_answer(self):
		self.ask()
		find = subscriptions.find
		# the first request has not committed yet when the second one looks
		with patch.object(subscriptions, "find", side_effect=lambda *a, **k: find(*a, **k) if k else None):
			again = self.ask(field_of_work="Youth").get_data(as_text=True)

		self.assertIn("We have sent you an e-mail", again)
		self.assertEqual(frappe.db.count(SUBSCRIPTION, {"email": EMAIL}), 1)
		self.assertEqual(self.get().field_of_work, "Youth")

	def test_a_wrong_address_and_a_missing_consent_are_told_and_nothing_is_saved(self):
		for values, words in (({"email": "breda"}, "Email"), ({"consent": ""}, "agree to the use")):
			answer = self.post("newsletter", **{"email": EMAIL, "consent": "1", **values})
			self.assertEqual(answer.status_code, 417)
			self.assertIn(words, answer.get_data(as_text=True))
		self.assertFalse(frappe.db.exists(SUBSCRIPTION, {"email": EMAIL}))

	def test_a_forged_link_shows_nothing(self):
		name = self.confirmed().name
		response = self.open_page("newsletter", token=f"{name}.AAAA")
		self.assertEqual(response.status_code, 403)
		self.assertNotIn(EMAIL, response.get_data(as_text=True))

	def test_ending_it_deletes_the_address(self):
		self.post("newsletter", token=make_token(PURPOSE, self.confirmed().name), action="end")
		self.assertFalse(frappe.db.exists(SUBSCRIPTION, {"email": EMAIL}))

	def test_who_never_confirms_is_forgotten(self):
		subscribe({"email": EMAIL, "consent": 1})
		self.get().db_set("requested_on", add_days(now_datetime(), -400))
		delete_unconfirmed()
		self.assertFalse(frappe.db.exists(SUBSCRIPTION, {"email": EMAIL}))

	def test_a_subscription_takes_an_earlier_opt_out_back_and_an_opt_out_ends_it(self):
		keep_opt_out(frappe._dict(email=EMAIL, briefing=None))
		self.confirmed()
		self.assertEqual(get_opted_out([EMAIL]), set())

		keep_opt_out(frappe._dict(email=EMAIL, briefing=None))

		self.assertFalse(frappe.db.exists(SUBSCRIPTION, {"email": EMAIL}))

	def test_a_robot_saves_nothing(self):
		answer = self.ask(**{HONEYPOT_FIELD: "x"})
		self.assertEqual(answer.status_code, 200)
		self.assertFalse(frappe.db.exists(SUBSCRIPTION, {"email": EMAIL}))


class TestAudience(NewsletterTestCase):
	def find(self, **conditions) -> list[str]:
		rows = [{"recipient_type": "Newsletter Subscribers", **conditions}]
		return [addressee.email for addressee in find_audience(rows).addressees]

	def test_a_row_reaches_who_chose_what_it_is_about_and_nobody_unconfirmed(self):
		self.confirmed("all@newsletter.test")
		self.confirmed("youth@newsletter.test", field_of_work="Youth")
		self.confirmed("tolmin@newsletter.test", municipality="Tolmin")
		self.ask("waits@newsletter.test")

		self.assertEqual(self.find(), ["all@newsletter.test"])
		self.assertEqual(self.find(field_of_work="Youth"), ["youth@newsletter.test"])
		self.assertEqual(self.find(municipality="Tolmin"), ["tolmin@newsletter.test"])


class TestComposing(NewsletterTestCase):
	def test_a_newsletter_holds_what_became_public_since_the_last_one_for_whom_it_is(self):
		self.confirmed("reader@newsletter.test")
		news = make_news(news_title="Bees {{ organisation }} & honey", field_of_work="Youth")
		old = make_news(news_date=add_days(frappe.utils.today(), -60))

		[name] = compose()
		briefing = frappe.get_doc("Stakeholder Briefing", name)

		self.assertIn(f"/news/{news.name}", briefing.message)
		self.assertIn("&amp; honey", briefing.message)
		self.assertNotIn("{{", briefing.message)
		self.assertNotIn(old.name, briefing.message)
		self.assertEqual((briefing.status, briefing.is_newsletter), ("Draft", 1))
		rows = [(row.recipient_type, row.field_of_work) for row in briefing.audience]
		self.assertIn(("Newsletter Subscribers", None), rows)
		self.assertIn(("Newsletter Subscribers", "Youth"), rows)

		briefing.db_set({"status": "Sent", "started_on": add_days(now_datetime(), 1)})
		later = make_news(news_title="Later")
		frappe.db.set_value("Hub News", later.name, "news_date", add_days(frappe.utils.today(), -3))
		self.assertNotIn(later.name, self.compose_or_nothing())
		briefing.db_set("language", None)
		self.assertNotIn(later.name, self.compose_or_nothing())

	def test_each_language_has_a_newsletter_of_its_own_for_its_readers(self):
		make_news()
		self.confirmed("ana@newsletter.test").db_set("preferred_language", "sl")
		self.confirmed("ann@newsletter.test").db_set("preferred_language", "en")

		drafts = [frappe.get_doc("Stakeholder Briefing", name) for name in compose()]

		readers = {
			draft.language: [
				addressee.email
				for addressee in find_audience(draft.audience, draft.language).addressees
				if addressee.email.endswith("@newsletter.test")
			]
			for draft in drafts
		}
		self.assertEqual(readers, {"sl": ["ana@newsletter.test"], "en": ["ann@newsletter.test"]})
		texts = {draft.language: draft.message for draft in drafts}
		self.assertIn("Pozdravljeni,", texts["sl"])
		self.assertIn("Good day,", texts["en"])

	def test_without_readers_nothing_is_composed(self):
		make_news()
		frappe.db.set_value("NGO", {"consent_news": 1}, "consent_news", 0)

		with self.assertRefused("Nobody has subscribed"):
			compose()

	def compose_or_nothing(self) -> str:
		try:
			return frappe.get_doc("Stakeholder Briefing", compose()[0]).message
		except frappe.ValidationError:
			frappe.clear_messages()
			return ""

	def test_representatives_cannot_compose_one(self):
		make_user("rep@newsletter.test", "NGO Representative")
		with as_user("rep@newsletter.test"), self.assertRaises(frappe.PermissionError):
			compose()


class TestOneClick(BriefingTestCase, NewsletterTestCase):
	def test_mail_programs_are_offered_an_address_that_unsubscribes_by_a_post_alone(self):
		make_stakeholder(stakeholder_type="Municipality", municipality="Brda", email=EMAIL)
		briefing = make_briefing()
		send(briefing)
		message = frappe.get_all("Email Queue", {"reference_name": briefing.name}, pluck="message")[0]
		# as the framework writes it when it leaves
		sent = Parser(policy=SMTP).parsestr(
			Parser(policy=SMTP).parsestr(frappe.safe_decode(message)).as_string()
		)

		address = re.sub(r"\s", "", sent["List-Unsubscribe"])
		self.assertRegex(address, r"^<https?://.+/u/[^>]+>$")
		self.assertEqual(sent["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")
		path = "u/" + address.strip("<>").rpartition("/u/")[2]

		self.read(path)
		self.assertEqual(get_opted_out([EMAIL]), set())
		self.assertEqual(self.post(path, **{"List-Unsubscribe": "One-Click"}).status_code, 200)
		self.assertEqual(get_opted_out([EMAIL]), {EMAIL})

	def test_a_forged_address_unsubscribes_nobody(self):
		self.assertEqual(self.post("u/abc.AAAA", **{"List-Unsubscribe": "One-Click"}).status_code, 403)
