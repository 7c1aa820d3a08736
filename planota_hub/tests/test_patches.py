# SPDX-License-Identifier: GPL-3.0-only
"""What patches make of the values of a site from before."""

import frappe
from frappe.desk.search import get_link_title

from planota_hub.demo.marking import marked_records
from planota_hub.finding.search import find
from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.funding.doctype.project_indicator.test_project_indicator import make_indicator
from planota_hub.funding.doctype.reporting_period.test_reporting_period import make_period
from planota_hub.patches import (
	correct_addresses,
	name_periods_by_months,
	search_in_bytes,
	shorten_mark_of_demo,
	show_listed_on_board,
	show_names_of_users,
)
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.tests.compat import HubTestCase, make_user


class TestCorrectAddresses(HubTestCase):
	def test_a_dot_at_the_end_of_an_address_and_a_zero_behind_the_country_go(self):
		ngo = make_ngo(representatives=[{"full_name": "Ana Kos"}])
		ngo.db_set({"email": "info@drustvo.test.", "phone": "+386 05 111 22 33"}, update_modified=False)
		ngo.representatives[0].db_set("email", "ana@drustvo.test.", update_modified=False)
		town = make_stakeholder(email="obcina@kraj.test", phone="05 388 10 10")
		before = frappe.db.get_value("Stakeholder", town.name, ["email", "phone", "modified"])

		for _time in range(2):
			correct_addresses.execute()

		ngo.reload()
		self.assertEqual(ngo.email, "info@drustvo.test")
		self.assertEqual(ngo.phone.replace(" ", ""), "+38651112233")
		self.assertEqual(ngo.representatives[0].email, "ana@drustvo.test")
		self.assertEqual(
			frappe.db.get_value("Stakeholder", town.name, ["email", "phone", "modified"]), before
		)

	def test_what_can_not_be_read_stays_as_it_was(self):
		ngo = make_ngo()
		ngo.db_set("email", "nobody knows.", update_modified=False)

		correct_addresses.execute()

		self.assertEqual(ngo.reload().email, "nobody knows.")


class TestShowListedOnBoard(HubTestCase):
	def test_the_board_of_a_site_from_before_gets_the_column_once(self):
		board = frappe.get_doc("Kanban Board", "NGO Verification")
		before = [column for column in board.columns if column.column_name != "Listed"]
		board.set("columns", [{key: row.get(key) for key in ("column_name", "indicator")} for row in before])
		board.save()

		for _time in range(2):
			show_listed_on_board.execute()

		columns = [column.column_name for column in board.reload().columns]
		self.assertEqual(columns, ["Submitted", "Verified", "Inactive", "Rejected", "Listed"])


class TestNamePeriodsByMonths(HubTestCase):
	def test_days_in_titles_become_months_once_and_what_somebody_has_named_stays(self):
		project = make_project()
		make_indicator(project)
		period = make_period(project)
		period.compute_figures()
		reading = frappe.get_doc("Indicator Reading", {"reporting_period": period.name})
		first, last = (frappe.utils.getdate(day) for day in (period.starts_on, period.ends_on))
		for old, new in (
			(
				f"{period.period_number}: {first:%d.%m.%Y} - {last:%d.%m.%Y}",
				f"{period.period_number}: {first.month}/{first.year} – {last.month}/{last.year}",
			),
			("The first half", "The first half"),
		):
			period.db_set("period_title", old, update_modified=False)
			reading.db_set("reading_title", f"Hours, {old}", update_modified=False)

			for _time in range(2):
				name_periods_by_months.execute()

			self.assertEqual(period.reload().period_title, new)
			self.assertEqual(reading.reload().reading_title, f"Hours, {new}")


class TestShortenMarkOfDemo(HubTestCase):
	def test_what_wears_the_former_mark_wears_the_present_one_among_its_others(self):
		ngo = make_ngo()
		ngo.add_tag("Near the border")
		ngo.add_tag(shorten_mark_of_demo.BEFORE)

		for _time in range(2):
			shorten_mark_of_demo.execute()

		tags = frappe.db.get_value("NGO", ngo.name, "_user_tags")
		self.assertEqual([tag for tag in tags.split(",") if tag], ["Near the border", "Demo"])
		self.assertIn(ngo.name, marked_records()["NGO"])
		self.assertFalse(frappe.db.exists("Tag", shorten_mark_of_demo.BEFORE))


class TestSearchInBytes(HubTestCase):
	def test_records_are_found_afterwards_by_what_they_say_now(self):
		# changes the table, and so would keep what was written before
		for _time in range(2):
			search_in_bytes.execute()

		ngo = make_ngo(ngo_name="Društvo Žareča Zvezda Vzhodna")
		ngo.update({"ngo_name": "Društvo Žareča Zvezda Zahodna"}).save()

		self.assertEqual([row["name"] for row in find("zareca zvezda zahodna")], [ngo.name])
		self.assertEqual(find("zareca zvezda vzhodna"), [])


class TestShowNamesOfUsers(HubTestCase):
	def test_people_stand_by_their_names_and_what_a_site_has_decided_stays(self):
		setter = {"doc_type": "User", "property": "show_title_field_in_link"}
		user = make_user("ana.kos@names.test")
		frappe.db.delete("Property Setter", setter)
		frappe.clear_cache(doctype="User")
		self.assertEqual(get_link_title("User", user), user)

		show_names_of_users.execute()
		self.assertEqual(get_link_title("User", user), frappe.db.get_value("User", user, "full_name"))

		frappe.db.set_value("Property Setter", setter, "value", "0")
		show_names_of_users.execute()
		self.assertEqual(frappe.get_all("Property Setter", setter, pluck="value"), ["0"])
