# SPDX-License-Identifier: GPL-3.0-only
"""The first screen tells everybody what waits for them, and nothing that they may not read."""

import frappe
from frappe.utils import add_days, now_datetime, today

from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import make_session
from planota_hub.digest.my_day import PAGE, drop_empty_headings, extend_boot, get_my_day
from planota_hub.digest.queues import EVENTS, get_queues
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user


class TestMyDay(HubTestCase):
	def setUp(self):
		super().setUp()
		self.officer = make_user("officer.day@example.org", "Hub Officer")
		self.mentor = make_user("mentor.day@example.org", "Hub Mentor")
		self.auditor = make_user("auditor.day@example.org", "Hub Auditor")

	def day_of(self, user: str) -> dict:
		with as_user(user):
			return get_my_day()

	def names(self, user: str, part: str = "waiting") -> set[str]:
		day = self.day_of(user)
		items = (
			day["events"] if part == "events" else [row for group in day["waiting"] for row in group["items"]]
		)
		return {item["name"] for item in items}

	def test_every_queue_and_event_asks_for_fields_that_exist(self):
		asked = [
			(queue.doctype, [queue.day, queue.mine, *(row[0] for row in queue.filters)])
			for queue in get_queues()
		]
		asked += [
			(doctype, [day, *(row[0] for row in filters)]) for doctype, (day, filters) in EVENTS.items()
		]
		for doctype, fields in asked:
			meta = frappe.get_meta(doctype)
			for fieldname in filter(None, fields):
				with self.subTest(f"{doctype}.{fieldname}"):
					self.assertTrue(fieldname in ("creation", "owner") or meta.has_field(fieldname))

	def test_values_that_queues_wait_for_are_choices_of_their_fields(self):
		for queue in get_queues():
			for fieldname, operator, value in queue.filters:
				field = frappe.get_meta(queue.doctype).get_field(fieldname)
				if field.fieldtype == "Select":
					values = value if operator == "in" else [value]
					with self.subTest(f"{queue.doctype}.{fieldname}"):
						self.assertLessEqual(set(values), set(field.options.split("\n")))

	def test_a_registration_waits_for_the_officer_and_not_for_mentor_and_auditor(self):
		ngo = make_ngo(stage="Submitted")

		self.assertIn("NGO", {group["doctype"] for group in self.day_of(self.officer)["waiting"]})
		for user in (self.mentor, self.auditor):
			self.assertNotIn(ngo.name, self.names(user))

	def test_a_session_to_record_waits_for_its_mentor_alone_and_a_planned_one_stands_in_the_week(self):
		past = make_session(mentor=self.mentor, status="Planned", days=-3)
		next_one = make_session(mentor=self.mentor, status="Planned", days=2)
		other = make_user("other.day@example.org", "Hub Mentor")

		self.assertIn(past.name, self.names(self.mentor))
		self.assertIn(next_one.name, self.names(self.mentor, "events"))
		self.assertNotIn(past.name, self.names(other))
		self.assertNotIn(next_one.name, self.names(other, "events"))

	def test_an_overdue_task_says_so_and_leads_to_what_it_is_about(self):
		ngo = make_ngo(stage="Verified")
		frappe.get_doc(
			doctype="ToDo",
			allocated_to=self.officer,
			description="<p>Pokliči</p><b>župana</b><br>2. seja",
			date=add_days(today(), -1),
			reference_type="NGO",
			reference_name=ngo.name,
		).insert()

		(tasks,) = (group for group in self.day_of(self.officer)["waiting"] if group["doctype"] == "ToDo")

		item = tasks["items"][0]
		self.assertEqual(
			(item["title"], item["doctype"], item["name"]), ("Pokliči župana · 2. seja", "NGO", ngo.name)
		)
		self.assertTrue(item["overdue"])

	def test_who_does_not_work_at_the_desk_has_no_day(self):
		for user in ("Guest", make_user("portal.day@example.org", "NGO Representative")):
			with as_user(user), self.assertRaises(frappe.PermissionError):
				get_my_day()

	def test_people_of_the_hub_start_with_their_day_and_find_no_icon_of_the_framework(self):
		def boot(user):
			icons = [frappe._dict(app="frappe"), frappe._dict(app="planota_hub")]
			info = frappe._dict(home_page="desktop", desktop_icons=icons)
			with as_user(user):
				extend_boot(info)
			return info.home_page, [icon.app for icon in info.desktop_icons]

		self.assertEqual(boot(self.mentor), (PAGE, ["planota_hub"]))
		self.assertEqual(boot("Administrator"), ("desktop", ["frappe", "planota_hub"]))
		keeper = make_user("keeper.day@example.org", "Hub Manager", "System Manager")
		self.assertEqual(boot(keeper), (PAGE, ["frappe", "planota_hub"]))

	def test_headings_of_a_sidebar_go_where_nothing_below_them_may_be_read(self):
		heading, entry, child = (
			{"type": "Section Break"},
			{"type": "Link", "child": 0},
			{"type": "Link", "child": 1},
		)
		self.assertEqual(
			drop_empty_headings([entry, heading, child, heading, entry, heading]),
			[entry, heading, child, entry],
		)
		# a sidebar of which somebody may read nothing
		self.assertEqual(drop_empty_headings([]), [])

	def test_today_is_told_apart_from_the_week(self):
		late = now_datetime().replace(hour=23, minute=0, second=0, microsecond=0)
		session = make_session(mentor=self.mentor, status="Planned", starts_on=late, hours=0.5)

		(event,) = (one for one in self.day_of(self.mentor)["events"] if one["name"] == session.name)

		self.assertTrue(event["is_today"])
