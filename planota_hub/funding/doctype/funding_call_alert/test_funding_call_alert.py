# SPDX-License-Identifier: GPL-3.0-only
from unittest.mock import patch

import frappe
from frappe.utils import add_days, now_datetime, today

from planota_hub.funding.calls import alerts
from planota_hub.funding.calls.alerts import alert_new_matches, alert_now, send_alerts
from planota_hub.funding.doctype.funding_call.test_funding_call import closed_call, make_call
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase, as_user
from planota_hub.tests.test_permissions import user_with

CALL = "Funding Call"
YOUTH = [{"field_of_work": "Youth"}]


class TestAlerts(HubTestCase):
	def setUp(self):
		super().setUp()
		change_settings(alert_on_publish=1)
		self.ngo = self.make("own@alerts.test")
		self.call = make_call(eligible_fields=YOUTH)

	def make(self, email: str, **overrides):
		values = {"email": email, "consent_news": 1, "fields_of_work": YOUTH, **overrides}
		return make_ngo(stage="Verified", **values)

	def count_mails(self, email: str) -> int:
		return frappe.db.count("Email Queue Recipient", {"recipient": email})

	def was_told(self, ngo) -> bool:
		return bool(frappe.db.exists("Funding Call Alert", {"funding_call": self.call.name, "ngo": ngo.name}))

	def test_each_ngo_that_fits_and_agreed_is_told_once(self):
		others = {
			"not_agreed": self.make("not-agreed@alerts.test", consent_news=0),
			"no_address": self.make(None),
			"another_field": self.make("other@alerts.test", fields_of_work=[{"field_of_work": "Health"}]),
		}
		send_alerts(self.call.name)
		self.assertEqual(send_alerts(self.call.name), 0)
		alert_new_matches()

		self.assertTrue(self.was_told(self.ngo))
		self.assertEqual(self.count_mails("own@alerts.test"), 1 + self.count_other_calls(self.ngo))
		for name, ngo in others.items():
			with self.subTest(name):
				self.assertFalse(self.was_told(ngo))

	def count_other_calls(self, ngo) -> int:
		filters = {"ngo": ngo.name, "funding_call": ("!=", self.call.name)}
		return frappe.db.count("Funding Call Alert", filters)

	def test_an_ngo_that_is_to_be_checked_is_told_so(self):
		unknown = self.make("unknown@alerts.test", fields_of_work=[])
		send_alerts(self.call.name)

		state = frappe.db.get_value(
			"Funding Call Alert", {"funding_call": self.call.name, "ngo": unknown.name}, "match_state"
		)
		self.assertEqual(state, "To Check")

	def test_the_e_mail_says_why(self):
		send_alerts(self.call.name)

		parent = frappe.db.get_value("Email Queue Recipient", {"recipient": "own@alerts.test"}, "parent")
		message = frappe.db.get_value("Email Queue", parent, "message")
		for part in (f"/calls/{self.call.name}", "agreed to information by e-mail"):
			self.assertIn(part, message.replace("=\n", ""))

	def test_the_language_of_each_reader_is_asked_once(self):
		with patch.object(alerts, "get_reader_language", return_value="sl") as asking:
			self.assertEqual(send_alerts(self.call.name), 1)

		asking.assert_called_once_with("own@alerts.test", self.ngo.name)

	def test_who_unsubscribed_is_left_alone(self):
		frappe.get_doc(
			{
				"doctype": "Email Unsubscribe",
				"email": "own@alerts.test",
				"reference_doctype": "NGO",
				"reference_name": self.ngo.name,
			}
		).insert(ignore_permissions=True)
		send_alerts(self.call.name)

		self.assertFalse(self.was_told(self.ngo))

	def test_an_ngo_that_comes_later_is_told_by_the_daily_job(self):
		send_alerts(self.call.name)
		later = self.make("later@alerts.test")
		alert_new_matches()

		self.assertTrue(self.was_told(later))

	def test_the_daily_job_looks_at_what_changed_since(self):
		old = self.make("old@alerts.test")
		self.age(add_days(now_datetime(), -30), self.call, old, self.ngo)
		frappe.db.set_value(
			CALL, self.call.name, "alerts_checked_on", add_days(now_datetime(), -1), update_modified=False
		)
		later = self.make("later@alerts.test")

		send_alerts(self.call.name, only_changed=True)

		self.assertEqual([self.was_told(ngo) for ngo in (old, later)], [False, True])
		frappe.get_doc(CALL, self.call.name).save()
		send_alerts(self.call.name, only_changed=True)
		self.assertTrue(self.was_told(old), "the call was changed: everybody is looked at")

	def age(self, moment, *records):
		for record in records:
			frappe.db.set_value(record.doctype, record.name, "modified", moment, update_modified=False)

	def test_closed_calls_are_sent_to_nobody(self):
		closed = closed_call()
		self.assertEqual(send_alerts(closed.name), 0)
		with self.assertRefused("Only calls that are open or announced"):
			alert_now(closed.name)

	def test_only_who_may_change_a_call_sends_it(self):
		with as_user(user_with("Hub Auditor")), self.assertRaises(frappe.PermissionError):
			alert_now(self.call.name)

	def test_the_database_keeps_one_alert_of_a_call_to_an_ngo(self):
		send_alerts(self.call.name)
		alert = frappe.get_last_doc(
			"Funding Call Alert", {"funding_call": self.call.name, "ngo": self.ngo.name}
		)
		with self.assertRaises(frappe.DuplicateEntryError):
			frappe.copy_doc(alert).insert()

	def test_several_new_calls_are_one_mail_a_day_and_none_is_forgotten(self):
		other = make_call(eligible_fields=YOUTH)
		alert_new_matches()
		mails = self.count_mails(self.ngo.email)
		told = frappe.get_all(
			"Funding Call Alert", {"ngo": self.ngo.name}, pluck="funding_call", order_by="name asc"
		)
		self.assertEqual(mails, 1)
		self.assertTrue({self.call.name, other.name} <= set(told))

	def test_who_was_told_today_hears_of_the_next_call_on_the_next_day(self):
		send_alerts(self.call.name)
		other = make_call(eligible_fields=YOUTH)
		send_alerts(other.name)
		self.assertFalse(
			frappe.db.exists("Funding Call Alert", {"ngo": self.ngo.name, "funding_call": other.name})
		)
		frappe.db.set_value("Funding Call Alert", {"ngo": self.ngo.name}, "sent_on", add_days(today(), -1))
		alert_new_matches()
		self.assertTrue(
			frappe.db.exists("Funding Call Alert", {"ngo": self.ngo.name, "funding_call": other.name})
		)
