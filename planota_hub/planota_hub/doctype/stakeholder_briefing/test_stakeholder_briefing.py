# SPDX-License-Identifier: GPL-3.0-only
from unittest.mock import patch

import frappe
from frappe.utils import add_to_date, now

from planota_hub.planota_hub.briefings import deliveries as briefing_deliveries
from planota_hub.planota_hub.briefings.deliveries import follow_deliveries, get_progress
from planota_hub.planota_hub.briefings.mail import preview, send_test
from planota_hub.planota_hub.briefings.sending import (
	queue_batch,
	resume_interrupted,
	resume_sending,
	start_sending,
	stop_sending,
)
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.notification.test_notifications import make_outgoing_account
from planota_hub.tests.compat import HubTestCase, as_user, make_user

BODIES = ("town", "chamber", "media")


def make_briefing(**overrides):
	"""Create a briefing to all stakeholders of Brda."""
	values = {
		"doctype": "Stakeholder Briefing",
		"briefing_title": "News for {{ organisation }}",
		"message": "<p>Dear {{ person or organisation }}</p>",
		"audience": [{"recipient_type": "All Stakeholders", "municipality": "Brda"}],
		**overrides,
	}
	return frappe.get_doc(values).insert()


def make_bodies(*names: str):
	"""Create stakeholders in Brda, each with an address."""
	return [
		make_stakeholder(stakeholder_name=name, municipality="Brda", email=f"{name}@brda.test")
		for name in names or BODIES
	]


def send(briefing) -> None:
	"""Send a briefing as the worker does, batch after batch."""
	start_sending(briefing.name)
	while queue_batch(briefing.name):
		pass
	briefing.reload()


def deliver(briefing, status: str = "Sent", **values) -> None:
	"""Let the e-mail queue finish with every message of a briefing."""
	entries = frappe.get_all(
		"Email Queue", {"reference_name": briefing.name}, pluck="name", order_by="name asc"
	)
	for name in entries:
		frappe.db.set_value("Email Queue", name, {"status": status, **values})
	follow_deliveries()
	briefing.reload()


def get_log(briefing, *fields) -> list:
	fields = fields or ("email", "status")
	rows = frappe.get_all(
		"Briefing Recipient", {"briefing": briefing.name}, fields, order_by="idx asc", as_list=True
	)
	return [tuple(row) for row in rows]


def get_queued(briefing) -> list[str]:
	entries = {"reference_doctype": briefing.doctype, "reference_name": briefing.name}
	names = frappe.get_all("Email Queue", entries, pluck="name", order_by="name asc")
	rows = {"parent": ("in", names or [""])}
	return sorted(frappe.get_all("Email Queue Recipient", rows, pluck="recipient", order_by="name asc"))


class BriefingTestCase(HubTestCase):
	def setUp(self):
		super().setUp()
		make_outgoing_account()


class TestSending(BriefingTestCase):
	def test_everybody_of_the_audience_gets_one_message_and_is_logged(self):
		bodies = make_bodies("chamber", "town")
		briefing = make_briefing()

		send(briefing)

		self.assertEqual(get_queued(briefing), ["chamber@brda.test", "town@brda.test"])
		self.assertEqual(
			get_log(briefing, "email", "status", "organisation", "recipient", "municipality"),
			[
				("chamber@brda.test", "Queued", "chamber", bodies[0].name, "Brda"),
				("town@brda.test", "Queued", "town", bodies[1].name, "Brda"),
			],
		)
		self.assertEqual(
			(briefing.status, briefing.recipients_count, briefing.waiting_count), ("Waiting", 2, 2)
		)
		self.assertTrue(briefing.started_on and briefing.sent_by)

	def test_nobody_is_informed_before_the_mail_server_has_the_message(self):
		make_bodies("chamber", "town")
		briefing = make_briefing()

		send(briefing)
		follow_deliveries()
		briefing.reload()

		figures = (briefing.status, briefing.informed_count, briefing.completed_on)
		self.assertEqual(figures, ("Waiting", 0, None))
		deliver(briefing)
		self.assertEqual((briefing.status, briefing.informed_count, briefing.waiting_count), ("Sent", 2, 0))
		self.assertTrue(briefing.completed_on)

	def test_the_sender_is_told_once_when_the_last_message_has_left(self):
		make_bodies("town")
		briefing = make_briefing()
		send(briefing)
		with patch.object(briefing_deliveries.hub_mail, "notify") as notify:
			follow_deliveries()
			notify.assert_not_called()
			deliver(briefing)
			follow_deliveries()

		notify.assert_called_once()
		self.assertIn("Informed: 1, failed: 0", notify.call_args.args[3])

	def test_a_message_that_left_the_queue_unsent_has_failed(self):
		make_bodies("town")
		briefing = make_briefing()
		send(briefing)
		frappe.db.delete("Email Queue", {"reference_name": briefing.name})

		follow_deliveries()

		reason = "The message was removed from the queue before it was sent."
		self.assertEqual(get_log(briefing, "status", "reason"), [("Failed", reason)])
		briefing.reload()
		self.assertEqual((briefing.status, briefing.failed_count), ("Sent", 1))

	def test_each_message_is_personal_and_can_be_answered_and_unsubscribed(self):
		make_bodies("town")
		settings = frappe.get_doc("Hub Settings")
		settings.briefing_reply_to = "answers@hub.test"
		settings.save()
		briefing = make_briefing()

		send(briefing)

		entry = frappe.get_doc("Email Queue", {"reference_name": briefing.name})
		self.assertIn("News for town", entry.message)
		self.assertIn("Dear town", entry.message)
		self.assertIn("Reply-To: answers@hub.test", entry.message)
		self.assertIn("/briefing-opt-out?token", entry.message.replace("=\n", ""))
		self.assertNotIn("token=town@brda.test", entry.message)

	def test_batches_follow_one_another_until_nobody_is_left(self):
		make_bodies(*(f"body{number:03}" for number in range(150)))
		briefing = make_briefing()
		start_sending(briefing.name)

		self.assertTrue(queue_batch(briefing.name))
		self.assertEqual(len(get_queued(briefing)), 100)
		self.assertFalse(queue_batch(briefing.name))
		self.assertEqual(len(set(get_queued(briefing))), 150)
		self.assertFalse(queue_batch(briefing.name))
		self.assertEqual(len(get_queued(briefing)), 150)

	def test_a_batch_that_died_leaves_nothing_and_is_done_anew(self):
		make_bodies()
		briefing = make_briefing()
		start_sending(briefing.name)
		frappe.db.savepoint("before_the_batch")
		queue_batch(briefing.name)

		frappe.db.rollback(save_point="before_the_batch")

		self.assertEqual(get_queued(briefing), [])
		queue_batch(briefing.name)
		self.assertEqual(get_queued(briefing), sorted(f"{name}@brda.test" for name in BODIES))

	def test_sending_twice_is_refused(self):
		make_bodies()
		briefing = make_briefing()
		send(briefing)

		with self.assertRefused("This briefing is Waiting; that is not possible now"):
			start_sending(briefing.name)

	def test_an_empty_audience_is_refused(self):
		for audience in ([], [{"recipient_type": "Ministry", "municipality": "Brda"}]):
			briefing = make_briefing(audience=audience)
			with self.subTest(audience), self.assertRefused("Audience: nobody would get this briefing"):
				start_sending(briefing.name)
			self.assertEqual(get_log(briefing), [])

	def test_a_text_that_fails_for_one_of_them_is_refused_before_anything_is_sent(self):
		make_bodies("town", "chamber")
		briefing = make_briefing(message="<p>{% if organisation != 'town' %}Dear all{% endif %}</p>")

		with self.assertRefused("nothing is left of it"):
			start_sending(briefing.name)

	def test_unsubscribing_counts_until_the_message_is_queued(self):
		make_bodies("town", "chamber")
		briefing = make_briefing()
		start_sending(briefing.name)
		frappe.get_doc({"doctype": "Briefing Opt-Out", "email": "town@brda.test"}).insert()

		queue_batch(briefing.name)

		self.assertEqual(get_queued(briefing), ["chamber@brda.test"])
		self.assertIn(("town@brda.test", "Left Out"), get_log(briefing))
		briefing.reload()
		self.assertEqual(
			(briefing.waiting_count, briefing.left_out_count, briefing.status), (1, 1, "Waiting")
		)
		deliver(briefing)
		self.assertEqual((briefing.informed_count, briefing.left_out_count, briefing.status), (1, 1, "Sent"))

	def test_an_error_with_one_recipient_stays_with_that_one(self):
		make_bodies("town", "chamber")
		briefing = make_briefing()
		start_sending(briefing.name)
		frappe.db.set_value("Briefing Recipient", {"email": "town@brda.test"}, "email", "no address")

		queue_batch(briefing.name)

		self.assertEqual(get_queued(briefing), ["chamber@brda.test"])
		self.assertIn(("no address", "Failed"), get_log(briefing))

	def test_stopped_sends_no_more_until_it_is_resumed(self):
		make_bodies()
		briefing = make_briefing()
		start_sending(briefing.name)
		stop_sending(briefing.name)

		self.assertFalse(queue_batch(briefing.name))
		self.assertEqual(get_queued(briefing), [])
		resume_sending(briefing.name)
		queue_batch(briefing.name)
		self.assertEqual(len(get_queued(briefing)), 3)

	def test_an_interrupted_briefing_is_taken_up_once(self):
		make_bodies()
		briefing = make_briefing()
		start_sending(briefing.name)
		frappe.db.set_value(briefing.doctype, briefing.name, "last_batch_on", add_to_date(now(), minutes=-6))

		resume_interrupted()

		taken_up = frappe.db.get_value(briefing.doctype, briefing.name, "last_batch_on")
		self.assertGreater(taken_up, frappe.utils.get_datetime(add_to_date(now(), minutes=-1)))

	def test_the_result_of_the_mail_queue_is_kept_at_the_recipient(self):
		make_bodies("chamber", "town")
		briefing = make_briefing()
		send(briefing)
		entries = frappe.get_all(
			"Briefing Recipient", {"briefing": briefing.name}, pluck="email_queue", order_by="idx asc"
		)
		frappe.db.set_value("Email Queue", entries[0], "status", "Sent")
		error = "Traceback\n  File x\nSMTPRecipientsRefused: 550 no such user"
		frappe.db.set_value("Email Queue", entries[1], {"status": "Error", "error": error})

		follow_deliveries()

		self.assertEqual(
			get_log(briefing, "status", "reason"),
			[("Delivered", None), ("Failed", "SMTPRecipientsRefused: 550 no such user")],
		)
		progress = get_progress(briefing.name)
		self.assertEqual((progress.status, progress.informed_count, progress.failed_count), ("Sent", 1, 1))

	def test_only_who_may_write_can_send(self):
		make_bodies()
		briefing = make_briefing()
		for role in ("Hub Mentor", "Network Coordinator", "Hub Auditor"):
			with as_user(make_user("reader@hub.test", role)), self.assertRaises(frappe.PermissionError):
				start_sending(briefing.name)
		with as_user(make_user("officer@hub.test", "Hub Officer")):
			start_sending(briefing.name)


class TestWriting(BriefingTestCase):
	def test_a_briefing_without_a_language_is_for_readers_of_every_language(self):
		for language in (None, "", "sl"):
			self.assertEqual(make_briefing(language=language).language or None, language or None)

	def test_a_broken_template_cannot_be_saved(self):
		with self.assertRefused("Message: the text can't be filled in"):
			make_briefing(message="<p>{{ person</p>")

	def test_stakeholders_have_no_fields_of_work(self):
		row = {"recipient_type": "Chamber", "field_of_work": "Youth"}
		with self.assertRefused(
			"Audience, row 1, Field of Work: only NGOs and subscribers have fields of work"
		):
			make_briefing(audience=[row])

	def test_what_was_sent_stays_as_it_was(self):
		make_bodies()
		briefing = make_briefing()
		send(briefing)
		for fieldname, value in (
			("message", "<p>Other</p>"),
			("briefing_title", "Other"),
			("audience", [{"recipient_type": "NGO"}]),
		):
			briefing.reload()
			briefing.set(fieldname, value)
			with self.subTest(fieldname), self.assertRefused("the briefing has been sent"):
				briefing.save()

	def test_status_and_figures_cannot_be_typed(self):
		briefing = make_briefing(status="Sent", informed_count=99)
		self.assertEqual((briefing.status, briefing.informed_count or 0), ("Draft", 0))
		briefing.status, briefing.informed_count = "Sent", 99
		briefing.save()
		briefing.reload()
		self.assertEqual((briefing.status, briefing.informed_count), ("Draft", 0))

	def test_preview_shows_who_gets_what_without_saving(self):
		make_bodies("town")
		make_stakeholder(municipality="Brda")
		form = make_briefing().as_dict()
		form["message"] = "<p>Hello {{ organisation }}<script>x</script></p>"

		answer = preview(frappe.as_json(form))

		self.assertEqual((answer["count"], answer["left_out"]), (1, [["No E-mail Address", 1]]))
		self.assertEqual(answer["subject"], "News for town")
		self.assertIn("Hello town", answer["body"])
		self.assertNotIn("<script", answer["body"])
		form["message"] = "<p>{{ nobody }}</p>"
		self.assertIn("'nobody' is undefined", preview(frappe.as_json(form))["problem"])

	def test_a_test_goes_to_oneself_alone_and_is_not_logged(self):
		make_bodies()
		briefing = make_briefing()
		with as_user(make_user("officer@hub.test", "Hub Officer")):
			self.assertEqual(send_test(briefing.name), {"email": "officer@hub.test", "waiting": None})

		self.assertEqual(get_queued(briefing), ["officer@hub.test"])
		self.assertEqual(get_log(briefing), [])

	def test_deleting_a_briefing_takes_its_log_along(self):
		make_bodies()
		briefing = make_briefing()
		send(briefing)
		log = {"briefing": briefing.name}
		self.assertTrue(frappe.db.exists("Briefing Recipient", log))

		briefing.delete()

		self.assertFalse(frappe.db.exists("Briefing Recipient", log))
