# SPDX-License-Identifier: GPL-3.0-only
"""What the public and the representatives see of calls: what is published, and nothing else."""

from xml.etree import ElementTree

import frappe
from frappe.utils import add_days, getdate, today
from icalendar import Calendar

from planota_hub.funding.calls.feed import make_calendar, make_rss
from planota_hub.funding.calls.pages import get_open_calls, get_overview
from planota_hub.funding.calls.waiting import get_waiting
from planota_hub.funding.doctype.call_application.test_call_application import (
	make_application,
	make_deadline,
	make_help,
)
from planota_hub.funding.doctype.funding_call.test_funding_call import closed_call, make_call
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.tests.compat import as_user, make_user
from planota_hub.www.my_ngos import get_represented_ngos

USER = "ana@ngo.test"
DANGEROUS = "Razpis & <ostalo>"


class TestPublicPages(PageTestCase):
	def test_open_and_announced_calls_are_listed_the_next_to_close_first(self):
		soon, later = make_call(closes_on=add_days(today(), 2)), make_call(closes_on=add_days(today(), 90))
		endless = make_call(closes_on=None)
		announced = make_call(opens_on=add_days(today(), 3))
		hidden = (make_call(stage="Draft"), make_call(stage="Withdrawn"), closed_call())

		listed = [call.name for call in get_open_calls()]

		self.assertLess(listed.index(soon.name), listed.index(later.name))
		self.assertLess(listed.index(later.name), listed.index(endless.name))
		self.assertIn(announced.name, listed)
		page = self.read("calls")
		self.assertIn(soon.call_title, page)
		for call in hidden:
			self.assertNotIn(call.call_title, page)

	def test_the_list_is_narrowed_down_by_legal_form_and_field(self):
		youth = make_call(eligible_fields=[{"field_of_work": "Youth"}], for_associations=1)
		everybody = make_call()

		for search, expected in (
			({"legal_form": "Association", "field": "Youth"}, True),
			({"legal_form": "Foundation"}, False),
			({"field": "Health"}, False),
		):
			with self.subTest(search):
				page = self.read("calls", **search)
				self.assertEqual(youth.call_title in page, expected)
				self.assertIn(everybody.call_title, page)

	def test_one_call_says_who_may_apply_and_what_the_rules_are(self):
		call = make_call(
			for_associations=1,
			minimum_age_years=3,
			co_financing="Required",
			co_financing_percent=20,
			maximum_amount=6000,
			call_url="www.example.org/razpis",
		)

		page = self.read(f"calls/{call.name}")

		for text in ("Association", "at least 3 years", "Required: 20 %", "https://www.example.org/razpis"):
			self.assertIn(text, page)

	def test_drafts_withdrawn_and_unknown_calls_are_not_found(self):
		for name in (make_call(stage="Draft").name, make_call(stage="Withdrawn").name, "CALL-99999"):
			with self.subTest(name):
				self.assertEqual(self.open_page(f"calls/{name}").status_code, 404)
		self.assertEqual(self.open_page(f"calls/{closed_call().name}").status_code, 200)


class TestFeeds(PageTestCase):
	def test_news_hold_the_open_calls_whatever_their_texts_are(self):
		call = make_call(description=f"Za mlade & stare. {DANGEROUS.replace('<', '').replace('>', '')}")
		closed = closed_call()

		channel = ElementTree.fromstring(make_rss(get_open_calls())).find("channel")
		items = {item.findtext("title"): item for item in channel.findall("item")}

		self.assertIn(call.call_title, items)
		self.assertIn("Za mlade & stare", items[call.call_title].findtext("description"))
		self.assertTrue(items[call.call_title].findtext("link").endswith(f"/calls/{call.name}"))
		self.assertNotIn(closed.call_title, items)

	def test_the_calendar_holds_the_last_day_as_a_whole_day(self):
		call, endless = make_call(), make_call(closes_on=None)

		events = {
			str(event["uid"]).split("@")[0]: event
			for event in Calendar.from_ical(make_calendar(get_open_calls())).walk("VEVENT")
		}

		self.assertEqual(events[call.name]["dtstart"].dt, getdate(call.closes_on))
		self.assertEqual(events[call.name]["dtend"].dt, getdate(add_days(call.closes_on, 1)))
		self.assertEqual(str(events[call.name]["summary"]), f"Last day: {call.call_title}")
		self.assertNotIn(endless.name, events)


class TestPortal(PageTestCase):
	def setUp(self):
		super().setUp()
		make_user(USER)
		self.ngo = make_represented_ngo(USER, fields_of_work=[{"field_of_work": "Youth"}]).name
		self.call = make_call(eligible_fields=[{"field_of_work": "Youth"}])

	def get_overview(self) -> dict:
		with as_user(USER):
			(overview,) = get_overview(get_represented_ngos(USER))
		return overview

	def test_calls_that_suit_the_own_ngo_with_their_reasons(self):
		foreign = make_call(eligible_fields=[{"field_of_work": "Health"}])

		calls = {call.name: call for call in self.get_overview().calls}

		self.assertEqual(calls[self.call.name].match_state, "Matches")
		self.assertEqual([row.reason for row in calls[self.call.name].criteria], ["Youth"])
		self.assertNotIn(foreign.name, calls)

	def test_why_no_call_is_suggested_to_an_ngo_that_is_not_active(self):
		frappe.db.set_value("NGO", self.ngo, "stage", "Inactive")

		page = self.read("my-calls", USER)

		self.assertIn("The organisation is not active in the register.", page)
		self.assertNotIn("suits this NGO", page)

	def test_a_suitable_call_waits_while_it_closes_soon_and_the_own_ngo_has_not_applied(self):
		self.call.db_set("closes_on", add_days(today(), 5))
		make_call(eligible_fields=[{"field_of_work": "Health"}], closes_on=add_days(today(), 5))
		with as_user(USER):
			self.assertIn(f"/calls/{self.call.name}", [waiting.url for waiting in get_waiting()])

		make_application(ngo=self.ngo, funding_call=self.call.name)

		with as_user(USER):
			self.assertNotIn(f"/calls/{self.call.name}", [waiting.url for waiting in get_waiting()])

	def test_a_report_waits_until_it_is_sent(self):
		application = make_application(ngo=self.ngo, stage="Approved")
		application.append("reporting_deadlines", make_deadline(10))
		application.save()
		application.reporting_deadlines[0].db_set("due_date", add_days(today(), -1))

		with as_user(USER):
			late = [waiting for waiting in get_waiting() if waiting.is_overdue]

		self.assertEqual([waiting.of for waiting in late], [application.application_title])

	def test_applications_of_the_own_ngo_with_help_and_reports(self):
		application = make_application(ngo=self.ngo, stage="Approved", help_rows=[make_help()])
		application.append("reporting_deadlines", make_deadline(10))
		application.save()
		foreign = make_application(ngo=make_ngo(stage="Verified").name)

		(row,) = self.get_overview().applications
		page = self.read("my-calls", USER)

		self.assertEqual((row.name, row.hours, len(row.reports)), (application.name, 2, 1))
		for text in (application.application_title, self.call.call_title, "Field of Work: Youth"):
			self.assertIn(text, page)
		self.assertNotIn(foreign.application_title, page)

	def test_a_guest_is_asked_to_log_in(self):
		response = self.open_page("my-calls")

		self.assertEqual(response.status_code, 302)
		self.assertIn("/login?redirect-to=/my-calls", response.headers["Location"])

	def test_who_represents_nobody_sees_an_empty_page(self):
		page = self.read("my-calls", make_user("nobody@hub.test"))

		self.assertIn("represent any organisation in the register yet", frappe.utils.strip_html(page))
