# SPDX-License-Identifier: GPL-3.0-only
import re
from unittest.mock import patch

import frappe
from frappe.utils import add_to_date, now_datetime

from planota_hub.operation import probes
from planota_hub.operation.state import look
from planota_hub.tests.compat import HubTestCase, as_user, make_user

LINE = re.compile(r'planota_hub_(\w+)\{site="[^"]+"(?:,(?:queue|job)="([\w.]+)")?\} (\S+)')


def read(text: str) -> dict[str, float]:
	"""Return the numbers of a text as a watch reads them, those of a queue as `jobs_waiting short`."""
	lines = [line for line in text.splitlines() if not line.startswith("#")]
	found = [LINE.fullmatch(line).groups() for line in lines]
	return {" ".join(filter(None, (name, queue))): float(value) for name, queue, value in found}


def make_mail(**values) -> None:
	mail = frappe.get_doc({"doctype": "Email Queue", "message": "Good day", "sender": "hub@example.org"})
	mail.insert(ignore_permissions=True)
	frappe.db.set_value("Email Queue", mail.name, values, update_modified=False)


class TestState(HubTestCase):
	def test_mails_that_wait_and_that_failed_are_counted(self):
		before = look()
		make_mail(status="Not Sent", creation=add_to_date(now_datetime(), days=-400))
		make_mail(status="Error")
		make_mail(status="Sent")

		after = look()

		self.assertEqual(after.mails_waiting - before.mails_waiting, 1)
		self.assertEqual(after.mails_failed - before.mails_failed, 1)
		self.assertGreaterEqual(after.oldest_mail_age, 400 * 24 * 3600)

	def test_the_newest_run_of_any_job_is_that_of_the_scheduler(self):
		job = frappe.get_all("Scheduled Job Type", pluck="name", order_by="name asc", limit=1)[0]
		moment = add_to_date(now_datetime(), seconds=-5)
		frappe.db.set_value("Scheduled Job Type", job, "last_execution", moment)

		self.assertTrue(5 <= look().scheduler_age < 60)

	def test_the_longest_run_of_a_job_within_a_day_is_told(self):
		job = frappe.db.get_value(
			"Scheduled Job Type", {}, ["name", "method"], as_dict=True, order_by="name asc"
		)
		now = now_datetime()
		for hours, seconds in ((1, 7), (2, 90), (30, 5_000)):
			log = {"doctype": "Scheduled Job Log", "scheduled_job_type": job.name, "status": "Complete"}
			log = frappe.get_doc(log).insert(ignore_permissions=True)
			began = add_to_date(now, hours=-hours)
			moments = {"creation": began, "modified": add_to_date(began, seconds=seconds)}
			frappe.db.set_value("Scheduled Job Log", log.name, moments, update_modified=False)

		state = look()

		self.assertEqual(state.scheduled_seconds[job.method], 90)
		self.assertEqual(read(probes.write(state))[f"scheduled_job_seconds {job.method}"], 90)

	def test_errors_of_a_day_are_counted(self):
		before = look().errors
		frappe.get_doc({"doctype": "Error Log", "method": "Something"}).insert(ignore_permissions=True)
		old = frappe.get_doc({"doctype": "Error Log", "method": "Long ago"}).insert(ignore_permissions=True)
		frappe.db.set_value("Error Log", old.name, "creation", add_to_date(now_datetime(), days=-2))

		self.assertEqual(look().errors - before, 1)


class TestProbes(HubTestCase):
	def setUp(self):
		super().setUp()
		frappe.conf[probes.TOKEN] = "a-long-token"
		self.addCleanup(frappe.conf.pop, probes.TOKEN, None)

	def ask(self, token: str | None, user: str = "Guest"):
		with as_user(user), patch.object(frappe, "get_request_header", return_value=token):
			return probes.metrics()

	def test_the_token_of_the_site_reads_every_number(self):
		answer = self.ask("a-long-token")

		numbers = read(answer.get_data(as_text=True))
		self.assertEqual(answer.content_type, probes.TEXT_FORMAT)
		self.assertLessEqual(
			{"workers", "jobs_failed", "mails_waiting", "mails_failed", "errors"}, set(numbers)
		)
		self.assertEqual(numbers["mails_failed"], look().mails_failed)

	def test_every_number_says_what_it_is(self):
		text = probes.write(look())

		for name in probes.HELP:
			self.assertIn(f"# HELP planota_hub_{name} ", text)
			self.assertIn(f"# TYPE planota_hub_{name} gauge", text)

	def test_no_other_token_and_no_other_role_reads_them(self):
		for token in (None, "", "a-long-toke", "a-long-token "):
			with self.assertRefused("Your log-in is not permitted", frappe.PermissionError):
				self.ask(token)
		for role in ("Hub Officer", "Hub Auditor", "NGO Representative"):
			with self.assertRefused("Your log-in is not permitted", frappe.PermissionError):
				self.ask(None, make_user(f"{frappe.scrub(role)}@probes.test", role))
		self.assertEqual(self.ask(None, make_user("manager@probes.test", "Hub Manager")).status_code, 200)

	def test_without_a_token_in_the_configuration_none_is_right(self):
		frappe.conf[probes.TOKEN] = ""
		for token in (None, ""):
			with self.assertRefused("Your log-in is not permitted", frappe.PermissionError):
				self.ask(token)

	def test_a_guest_learns_only_whether_the_site_works(self):
		with as_user("Guest"):
			self.assertEqual((probes.ready().status_code, probes.ready().get_data()), (200, b"ready\n"))
			with patch.object(probes, "get_redis_conn", side_effect=ConnectionError("10.0.0.7:6379")):
				answer = probes.ready()
		self.assertEqual((answer.status_code, answer.get_data()), (503, b"not ready\n"))
