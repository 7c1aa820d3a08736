# SPDX-License-Identifier: GPL-3.0-only
from email import message_from_string
from unittest.mock import patch

import frappe
from frappe.utils import add_days, formatdate, getdate, today

from planota_hub.capacity_building.doctype.development_plan.test_development_plan import make_plan, new_step
from planota_hub.digest import monthly as digest
from planota_hub.digest import sections as digest_sections
from planota_hub.digest.overdue_steps import get_overdue_steps
from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.funding.doctype.funding_call.test_funding_call import make_call
from planota_hub.funding.doctype.project_indicator.test_project_indicator import make_indicator
from planota_hub.funding.doctype.reporting_period.test_reporting_period import make_period
from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_body, make_mandate
from planota_hub.mail.wording import speaking
from planota_hub.partnerships.action_plans.progress import mark_overdue
from planota_hub.partnerships.doctype.joint_action.test_joint_action import make_overdue_action
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.tests.compat import HubTestCase, make_user


def in_days(days: int) -> str:
	return str(add_days(today(), days))


def get_texts(section: dict | None) -> list[str]:
	"""Return the texts of all rows of a section."""
	return [row["text"] for row in section["rows"]] if section else []


def fail():
	raise ZeroDivisionError


class TestSections(HubTestCase):
	def setUp(self):
		super().setUp()
		# other tests may have left more than a section shows
		self.shown, digest_sections.SHOWN_ROWS = digest_sections.SHOWN_ROWS, 1000
		self.addCleanup(setattr, digest_sections, "SHOWN_ROWS", self.shown)

	def test_overdue_are_steps_of_plans_decisions_and_joint_actions_the_longest_overdue_first(self):
		mentor = make_user("mentor@plan.test", "Hub Mentor")
		plan = make_plan(stage="Active", steps=[new_step(due_date=in_days(-3)), new_step(due_date=today())])
		decision = {"decision": "Write to the mayor", "responsible": mentor, "due_date": in_days(-2)}
		meeting = make_meeting(stage="Held", decisions=[decision])
		action = make_overdue_action()
		mark_overdue()

		mine = (plan.name, meeting.name, action.name)
		found = [step for step in get_overdue_steps() if step.name in mine]

		self.assertEqual(
			[step.name for step in sorted(found, key=lambda step: mine.index(step.name))], list(mine)
		)
		self.assertEqual(sorted(found, key=lambda step: step.due_on), found)
		step = next(step for step in found if step.name == plan.name)
		self.assertEqual((step.text, step.of, step.person), ("First meeting", plan.ngo_name, mentor))
		self.assertEqual(step.due_on, getdate(in_days(-3)))
		self.assertIn(
			f"Write to the mayor ({meeting.subject})", get_texts(digest_sections.get_overdue_section())
		)

	def test_plans_that_rest_and_steps_that_are_done_are_not_overdue(self):
		resting = make_plan(steps=[new_step(due_date=in_days(-3))])
		done = make_plan(stage="Active", steps=[new_step(due_date=in_days(-3), status="Done")])

		names = [step.name for step in get_overdue_steps()]
		self.assertNotIn(resting.name, names)
		self.assertNotIn(done.name, names)

	def test_calls_that_close_soon_are_named_with_their_day(self):
		change_settings(closing_soon_days=14)
		soon, later = make_call(closes_on=in_days(14)), make_call(closes_on=in_days(15))

		texts = get_texts(digest_sections.get_closing_calls_section())
		self.assertIn(soon.call_title, texts)
		self.assertNotIn(later.call_title, texts)

	def test_mandates_that_expire_are_named_with_their_last_day(self):
		body = make_body()
		soon = make_mandate(body, to_date=in_days(30))
		later = make_mandate(body, seat=body.seats[1].seat, to_date=in_days(900))

		rows = {row["text"]: row for row in digest_sections.get_expiring_mandates_section()["rows"]}
		text = f"{soon.person_name} ({body.body_name})"
		self.assertEqual(rows[text]["detail"], f"until {formatdate(in_days(30))}")
		self.assertNotIn(f"{later.person_name} ({body.body_name})", rows)

	def test_indicators_behind_plan_are_named_with_figure_and_plan(self):
		project = make_project(starts_on=in_days(-365), ends_on=in_days(365))
		period = make_period(project, (in_days(-365), in_days(-1)))
		behind, fine = make_indicator(project, [(period, 10)]), make_indicator(project)
		period.compute_figures()

		section = digest_sections.get_indicators_section()
		self.assertIn("further below what the plan asks for today", section["counts"])
		rows = {row["text"]: row for row in section["rows"]}
		self.assertEqual(rows[behind.indicator_name]["detail"], "0 of 10 hours planned by now")
		self.assertIn(behind.name, rows[behind.indicator_name]["url"])
		self.assertNotIn(fine.indicator_name, rows)

	def test_figures_are_written_as_the_reader_writes_them(self):
		row = frappe._dict(name="IND-1", indicator_name="Hours", unit="ure", actual=75.0, expected=1125.76)

		with patch.object(digest_sections, "get_behind", return_value=[row]), speaking("sl"):
			section = digest_sections.get_indicators_section()

		self.assertIn("75 od", section["rows"][0]["detail"])
		self.assertIn("1.125,76", section["rows"][0]["detail"])

	def test_a_section_shows_its_first_rows_and_how_many_more_there_are(self):
		digest_sections.SHOWN_ROWS = 2
		rows = [{"text": str(number), "detail": "", "url": ""} for number in range(5)]

		section = digest_sections.make_section("Title", rows, "url")
		self.assertEqual((section["count"], len(section["rows"]), section["more"]), (5, 2, 3))
		self.assertIsNone(digest_sections.make_section("Title", []))


class TestDigest(HubTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.delete("Has Role", {"role": "Hub Manager", "parenttype": "User"})
		frappe.db.delete("Email Queue")
		self.manager = make_user("digest@hub.test", "Hub Manager")
		frappe.db.set_value("User", self.manager, "language", "en")
		change_settings(send_monthly_digest=1, closing_soon_days=14)
		self.call = make_call(call_title="Roads & rails", closes_on=in_days(1))
		frappe.db.delete("Email Queue")

	def get_mails(self) -> list[str]:
		"""Return the sources of the mails in the queue."""
		return frappe.get_all("Email Queue", pluck="message", order_by="creation asc")

	def test_a_manager_gets_one_mail_a_month(self):
		digest.send_monthly_digests()
		digest.send_monthly_digests()
		self.assertEqual(len(self.get_mails()), 1)

		frappe.defaults.set_user_default(digest.SENT_FOR, "2020-01", self.manager)
		digest.send_monthly_digests()
		self.assertEqual(len(self.get_mails()), 2)

	def test_after_a_crash_the_mail_is_sent_once(self):
		frappe.db.savepoint("crash")
		digest.send_monthly_digests()
		frappe.db.rollback(save_point="crash")
		self.assertEqual(self.get_mails(), [])

		digest.send_monthly_digests()
		self.assertEqual(len(self.get_mails()), 1)

	def test_the_mail_names_what_waits_with_a_link_and_shows_titles_as_they_are(self):
		digest.send_monthly_digests()

		html = get_html(self.get_mails()[0])
		self.assertIn("Calls that close soon", html)
		self.assertIn("Roads &amp; rails", html)
		self.assertIn(self.call.name, html)

	def test_each_manager_reads_in_the_own_language(self):
		frappe.db.set_value("User", self.manager, "language", "sl")
		digest.send_monthly_digests()

		html = get_html(self.get_mails()[0])
		self.assertIn(frappe._("Calls that close soon", "sl"), html)
		self.assertNotIn("Calls that close soon", html)

	def test_with_nothing_to_tell_no_mail_is_sent(self):
		for doctype in (
			"Funding Call",
			"Body Mandate",
			"Development Plan Step",
			"Meeting Decision",
			"Joint Action",
			"Project Indicator",
		):
			frappe.db.delete(doctype)

		digest.send_monthly_digests()

		self.assertEqual(self.get_mails(), [])
		self.assertEqual(digest.get_sent_month(self.manager), digest.get_month())

	def test_a_section_that_fails_stops_no_other(self):
		paths = [f"{__name__}.fail", "planota_hub.digest.sections.get_closing_calls_section"]

		self.assertEqual(
			[section["title"] for section in digest.get_sections(paths)], ["Calls that close soon"]
		)

	def test_hub_settings_switch_the_digest_off(self):
		change_settings(send_monthly_digest=0)
		digest.send_monthly_digests()
		self.assertEqual(self.get_mails(), [])

	def test_only_managers_get_it(self):
		make_user("officer@hub.test", "Hub Officer")
		digest.send_monthly_digests()
		recipients = frappe.get_all(
			"Email Queue Recipient", pluck="recipient", order_by="creation desc", limit=1
		)
		self.assertEqual((len(self.get_mails()), recipients), (1, [self.manager]))


def get_html(source: str) -> str:
	"""Return the HTML part of the source of a mail."""
	parts = message_from_string(source).walk()
	html = next(part for part in parts if part.get_content_type() == "text/html")
	return html.get_payload(decode=True).decode()
