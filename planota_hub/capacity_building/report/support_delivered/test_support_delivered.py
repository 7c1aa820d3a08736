# SPDX-License-Identifier: GPL-3.0-only
import json

import frappe
from frappe.utils import add_days, getdate, today

from planota_hub.capacity_building.cards import get_hours_this_year
from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import (
	make_mentor,
	make_session,
)
from planota_hub.capacity_building.doctype.ngo_support_request.test_ngo_support_request import (
	make_category,
	make_request,
	make_work,
)
from planota_hub.capacity_building.report.support_delivered.support_delivered import GROUPS, execute
from planota_hub.capacity_building.support.region_cards import get_supported_municipalities
from planota_hub.metrics import registry
from planota_hub.metrics.counted import add_up
from planota_hub.patches import keep_places_of_support
from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.rules.readable import show_number
from planota_hub.tests.compat import HubTestCase, as_user, make_user

PERIOD = {"from_date": "2019-01-01", "to_date": "2019-12-31"}
NO_HOURS = {
	"workshop": 0,
	"mentoring": 0,
	"counselling": 0,
	"information": 0,
	"application_help": 0,
	"report_help": 0,
}


def move(ngo, day, **values):
	"""Change an NGO as if it had been done on a day."""
	frappe.get_doc("NGO", ngo.name).update(values).save(ignore_version=False)
	(version,) = frappe.get_all(
		"Version",
		{"ref_doctype": "NGO", "docname": ngo.name},
		pluck="name",
		order_by="creation desc",
		limit=1,
	)
	frappe.db.set_value("Version", version, "creation", f"{day} 12:00:00", update_modified=False)


class TestSupportDelivered(HubTestCase):
	"""Two NGOs in 2019: five hours of mentoring and two of counselling in Tolmin, three of mentoring in Bovec."""

	def setUp(self):
		super().setUp()
		youth, culture = [{"field_of_work": "Youth"}], [{"field_of_work": "Culture and Arts"}]
		self.tolmin = make_ngo(stage="Verified", ngo_name="Društvo Tolmin", fields_of_work=[*youth, *culture])
		self.bovec = make_ngo(
			stage="Verified", ngo_name="Društvo Bovec", municipality="Bovec", fields_of_work=youth
		)
		make_session(ngo=self.tolmin.name, starts_on="2019-03-04 09:00:00", hours=2, participants=2)
		make_session(ngo=self.tolmin.name, starts_on="2019-04-01 09:00:00", hours=3)
		make_session(ngo=self.bovec.name, starts_on="2019-03-05 09:00:00", hours=3)
		make_request(
			ngo=self.tolmin.name,
			category=make_category(),
			received_on="2019-03-01 08:00:00",
			work=[make_work(work_date="2019-03-06", hours=2)],
		)

	def get_rows(self, **filters) -> list[dict]:
		rows = execute({**PERIOD, **filters})[1]
		return [{key: value for key, value in row.items() if key != "group"} for row in rows]

	def get_hours(self, **filters) -> dict[str, float]:
		return {row["label"]: row["hours"] for row in self.get_rows(**filters)}

	def test_whole_rows_by_ngo(self):
		tolmin = {
			**NO_HOURS,
			"label": "Društvo Tolmin",
			"ngos": 1,
			"entries": 3,
			"participants": 4,
			"mentoring": 5,
			"counselling": 2,
			"hours": 7,
		}
		bovec = {
			**NO_HOURS,
			"label": "Društvo Bovec",
			"ngos": 1,
			"entries": 1,
			"participants": 1,
			"mentoring": 3,
			"hours": 3,
		}
		self.assertEqual(self.get_rows(group_by="NGO"), [tolmin, bovec])

	def test_whole_rows_by_month(self):
		march = {
			**NO_HOURS,
			"label": "Mar 2019",
			"ngos": 2,
			"entries": 3,
			"participants": 4,
			"mentoring": 5,
			"counselling": 2,
			"hours": 7,
		}
		april = {
			**NO_HOURS,
			"label": "Apr 2019",
			"ngos": 1,
			"entries": 1,
			"participants": 1,
			"mentoring": 3,
			"hours": 3,
		}
		self.assertEqual(self.get_rows(group_by="Month"), [march, april])

	def test_every_way_to_group(self):
		self.assertEqual(self.get_hours(group_by="Municipality"), {"Tolmin": 7, "Bovec": 3})
		self.assertEqual(self.get_hours(group_by="Administrative Unit"), {"Tolmin": 10})
		self.assertEqual(self.get_hours(group_by="Kind"), {"Mentoring": 8, "Counselling": 2})
		self.assertEqual(self.get_hours(group_by="Main Field of Work"), {"Youth": 10})
		self.assertEqual(self.get_hours(group_by="Legal Form"), {"Association": 10})
		self.assertEqual(self.get_hours(group_by="Statistical Region"), {"Goriška": 10})

	def test_the_parts_by_field_make_up_the_summary(self):
		_columns, rows, _note, _chart, summary = execute({**PERIOD, "group_by": "Main Field of Work"})

		self.assertEqual(sum(row["hours"] for row in rows), 10)
		hours = [show_number(value, 2) for value in (10, 8, 0)]
		self.assertEqual([row["value"] for row in summary], [*hours, 2, 5])

	def test_every_filter(self):
		self.assertEqual(self.get_hours(kind="Counselling"), {"Društvo Tolmin": 2})
		self.assertEqual(self.get_hours(ngo=self.bovec.name), {"Društvo Bovec": 3})
		self.assertEqual(self.get_hours(municipality="Bovec"), {"Društvo Bovec": 3})
		self.assertEqual(self.get_hours(administrative_unit="Idrija"), {})
		self.assertEqual(self.get_hours(field_of_work="Culture and Arts"), {})
		self.assertEqual(self.get_hours(field_of_work="Youth"), {"Društvo Tolmin": 7, "Društvo Bovec": 3})
		self.assertEqual(self.get_hours(from_date="2019-04-01"), {"Društvo Tolmin": 3})
		self.assertEqual(self.get_hours(to_date="2019-03-04"), {"Društvo Tolmin": 2})

	def test_an_indicator_and_the_report_say_the_same_of_a_field(self):
		for field in ("Youth", "Culture and Arts"):
			counted = registry.count(
				"support_hours", getdate("2019-01-01"), getdate("2019-12-31"), {"field_of_work": [field]}
			)
			reported = sum(self.get_hours(field_of_work=field).values())
			self.assertEqual(add_up(counted), reported, field)

	def test_support_stays_where_the_ngo_was_then(self):
		before = self.get_hours(group_by="Municipality")
		move(self.tolmin, municipality="Idrija", legal_form="Foundation", day="2019-06-01")

		self.assertEqual(self.get_hours(group_by="Municipality"), before)
		self.assertEqual(self.get_hours(group_by="Legal Form"), {"Association": 10})
		make_session(ngo=self.tolmin.name, starts_on="2019-05-06 09:00:00", hours=1)
		make_session(ngo=self.tolmin.name, starts_on="2019-07-01 09:00:00", hours=4)
		self.assertEqual(self.get_hours(group_by="Municipality"), {"Tolmin": 8, "Idrija": 4, "Bovec": 3})

	def test_the_report_can_be_read_as_of_a_day(self):
		move(self.tolmin, municipality="Idrija", legal_form="Association", day="2019-06-01")

		for day, expected in (
			("2019-05-31", {"Tolmin": 7, "Bovec": 3}),
			("2019-06-01", {"Idrija": 7, "Bovec": 3}),
			(today(), {"Idrija": 7, "Bovec": 3}),
		):
			self.assertEqual(self.get_hours(group_by="Municipality", as_of=day), expected, day)

	def test_a_session_that_is_corrected_keeps_its_place_unless_its_day_changes(self):
		session = make_session(ngo=self.tolmin.name, starts_on="2019-05-06 09:00:00", hours=1)
		move(self.tolmin, municipality="Idrija", legal_form="Association", day="2019-06-01")
		session.reload().update({"hours": 2}).save()
		self.assertEqual(self.get_hours(group_by="Municipality")["Tolmin"], 9)

		session.reload().update({"starts_on": "2019-07-01 09:00:00"}).save()
		self.assertEqual(self.get_hours(group_by="Municipality")["Idrija"], 2)

	def test_the_patch_finds_in_the_history_where_the_ngo_was(self):
		move(self.tolmin, municipality="Idrija", legal_form="Association", day="2019-06-01")
		make_session(ngo=self.tolmin.name, starts_on="2019-07-01 09:00:00", hours=4)
		expected = self.get_hours(group_by="Municipality")
		entry = frappe.qb.DocType("Support Entry")
		frappe.qb.update(entry).set(entry.municipality, None).run()

		keep_places_of_support.execute()

		self.assertEqual(self.get_hours(group_by="Municipality"), expected)

	def test_the_card_and_the_chart_of_the_dashboard_say_the_same(self):
		day = max(add_days(today(), -1), f"{today()[:4]}-01-01")
		make_session(ngo=self.bovec.name, starts_on=f"{day} 00:00:00", hours=1.5)
		chart = frappe.get_doc("Dashboard Chart", "Hours of Support by Month")
		days = {"year_start": f"{today()[:4]}-01-01", "get_today": today()}
		filters = {
			name: days[function.removeprefix("frappe.datetime.").removesuffix("()")]
			for name, function in json.loads(chart.dynamic_filters_json).items()
		}

		rows = execute({**json.loads(chart.filters_json), **filters})[1]

		self.assertEqual(sum(row["hours"] for row in rows), get_hours_this_year()["value"])

	def test_chart_stacks_the_kinds_that_there_are(self):
		chart = execute({**PERIOD, "group_by": "NGO"})[3]

		self.assertEqual(chart["data"]["labels"], ["Društvo Tolmin", "Društvo Bovec"])
		self.assertEqual(
			chart["data"]["datasets"],
			[{"name": "Mentoring", "values": [5, 3]}, {"name": "Counselling", "values": [2, 0]}],
		)
		self.assertIsNone(execute({**PERIOD, "municipality": "Brda"})[3])

	def test_a_coordinator_sees_the_hours_of_the_granted_municipalities(self):
		coordinator = make_user("coordinator@hub.test", "Network Coordinator")
		with as_user(coordinator):
			self.assertEqual(self.get_hours(), {})
		frappe.permissions.add_user_permission("Municipality", "Bovec", coordinator)
		with as_user(coordinator):
			self.assertEqual(self.get_hours(), {"Društvo Bovec": 3})

	def test_a_place_with_a_percent_sign_is_a_place_like_any_other(self):
		place = make_municipality(municipality_name="100% Bovec").name
		ngo = make_ngo(stage="Verified", ngo_name="Društvo Sto", municipality=place)
		make_session(ngo=ngo.name, starts_on="2019-05-06 09:00:00", hours=1)
		coordinator = make_user("coordinator@hub.test", "Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", place, coordinator)

		with as_user(coordinator):
			self.assertEqual(self.get_hours(), {"Društvo Sto": 1})
			self.assertEqual(self.get_hours(municipality=place), {"Društvo Sto": 1})
			self.assertEqual(get_supported_municipalities()["value"], 0)
			self.assertEqual(execute({"group_by": "Month"})[1][0]["hours"], 1)

	def test_the_summary_of_a_day_counts_each_ngo_once(self):
		for group_by in GROUPS:
			summary = execute({**PERIOD, "group_by": group_by, "as_of": "2019-12-31"})[4]
			self.assertEqual([figure["value"] for figure in summary[-2:]], [2, 5], group_by)

	def test_a_mentor_sees_the_own_hours(self):
		other = make_mentor("other-mentor@hub.test")
		make_session(ngo=self.bovec.name, mentor=other, starts_on="2019-05-06 09:00:00", hours=1)
		with as_user(other):
			self.assertEqual(self.get_hours(), {"Društvo Bovec": 1})

	def test_wrong_filters_are_refused(self):
		with self.assertRefused("Group By: please choose one of"):
			execute({"group_by": "Colour"})
		with self.assertRefused("To Date: expected is a day not before"):
			execute({"from_date": "2019-12-31", "to_date": "2019-01-01"})
