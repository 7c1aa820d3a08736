# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import getdate

from planota_hub.capacity_building import metrics
from planota_hub.capacity_building.doctype.development_plan.test_development_plan import (
	make_assessment,
	make_plan,
)
from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import make_session
from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import (
	make_past_workshop,
	take_step,
)
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_attended,
	make_registration,
)
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase
from planota_hub.tests.counting import read_counted

# nothing else happens in 2011
YEAR = getdate("2011-01-01"), getdate("2011-12-31")


class TestSupportMetrics(HubTestCase):
	"""Two NGOs in 2011: one with 4 and 3 hours of mentoring, one with 3."""

	def setUp(self):
		super().setUp()
		self.much, self.little = make_ngo(stage="Verified"), make_ngo(stage="Verified")
		for ngo, day, hours in (
			(self.much, "2011-02-01", 4),
			(self.much, "2011-05-02", 3),
			(self.little, "2011-06-01", 3),
		):
			make_session(ngo=ngo.name, starts_on=f"{day} 09:00:00", hours=hours)

	def test_whole_rows_of_ngos_supported_for_a_number_of_hours(self):
		rows = read_counted(metrics.get_supported_ngos(*YEAR, {"hours": "7"}))

		self.assertEqual(
			rows,
			[
				{
					"doctype": "NGO",
					"name": self.much.name,
					"ngo": self.much.name,
					"date": getdate("2011-05-02"),
					"municipality": "Tolmin",
					"administrative_unit": "Tolmin",
					"field_of_work": None,
					"legal_form": "Association",
					"value": 1,
				}
			],
		)

	def test_the_threshold_is_that_of_hub_settings_unless_given(self):
		self.assertEqual(read_counted(metrics.get_supported_ngos(*YEAR)), [])
		self.assertEqual(len(read_counted(metrics.get_supported_ngos(*YEAR, {"hours": "3"}))), 2)
		with self.assertRefused("The filter hours must be a number above 0"):
			read_counted(metrics.get_supported_ngos(*YEAR, {"hours": "many"}))

	def test_hours_by_kind_count_each_row_of_the_ledger(self):
		self.assertEqual([row["value"] for row in read_counted(metrics.get_support_hours(*YEAR))], [4, 3, 3])
		self.assertEqual(read_counted(metrics.get_support_hours(*YEAR, {"kind": "Workshop"})), [])
		with self.assertRefused("The filter kind must be one of"):
			read_counted(metrics.get_support_hours(*YEAR, {"kind": "Magic"}))

	def test_days_outside_do_not_count(self):
		rows = read_counted(metrics.get_support_hours(getdate("2011-02-02"), getdate("2011-05-02")))
		self.assertEqual([row["value"] for row in rows], [3])


class TestWorkshopMetrics(HubTestCase):
	def setUp(self):
		super().setUp()
		workshop = make_past_workshop()
		make_attended(workshop, ngo=make_ngo(stage="Verified").name)
		make_attended(workshop)
		make_registration(workshop, attendance="Absent")
		self.workshop = take_step(workshop, "Mark as Held")
		self.day = getdate(self.workshop.starts_on)

	def find(self, function, **filters):
		rows = read_counted(function(self.day, self.day, filters))
		own = {
			self.workshop.name,
			*frappe.get_all(
				"Workshop Registration", {"workshop": self.workshop.name}, pluck="name", order_by="name asc"
			),
		}
		return [row for row in rows if row["name"] in own]

	def test_a_workshop_that_was_held_counts_on_its_day(self):
		self.assertEqual(
			self.find(metrics.get_held_workshops),
			[
				{
					"doctype": "Training Workshop",
					"name": self.workshop.name,
					"municipality": "Tolmin",
					"date": self.day,
					"value": 1,
					**dict.fromkeys(("ngo", "administrative_unit", "field_of_work", "legal_form")),
				}
			],
		)
		make_past_workshop()
		self.assertEqual(len(self.find(metrics.get_held_workshops)), 1)

	def test_who_attended_is_a_participant_and_who_was_absent_is_not(self):
		rows = self.find(metrics.get_participants)

		self.assertEqual(len(rows), 2)
		# without an NGO the participant belongs to the place of the workshop
		self.assertEqual({row["municipality"] for row in rows}, {None, "Tolmin"})

	def test_funders_may_count_only_complete_participant_data(self):
		self.assertEqual(self.find(metrics.get_participants, complete_data="1"), [])


class TestPlanMetrics(HubTestCase):
	def test_a_completed_plan_counts_on_the_day_on_which_it_ended(self):
		plan = make_plan()
		plan.db_set({"stage": "Completed", "ended_on": "2011-06-30"})

		rows = read_counted(metrics.get_completed_plans(*YEAR))

		self.assertEqual(
			[(row["name"], row["ngo"], row["value"]) for row in rows], [(plan.name, plan.ngo, 1)]
		)
		self.assertEqual(read_counted(metrics.get_completed_plans(getdate("2011-07-01"), YEAR[1])), [])

	def test_capacity_gained_is_later_levels_against_the_baseline(self):
		plan = make_plan(stage="Active")
		baseline = frappe.get_doc("Capacity Assessment", {"development_plan": plan.name})
		baseline.db_set("assessed_on", "2011-01-10")
		later = make_assessment(development_plan=plan.name, assessment_type="Interim")
		later.db_set("assessed_on", "2011-06-30")
		for row in baseline.scores:
			row.db_set("level", 2)
		for row in later.scores:
			row.db_set("level", 3)

		gained = read_counted(metrics.get_levels_gained(*YEAR))
		self.assertEqual([(row["name"], row["value"]) for row in gained], [(plan.name, len(later.scores))])
		self.assertEqual([row["value"] for row in read_counted(metrics.get_capacity_gains(*YEAR))], [1])
		self.assertEqual(read_counted(metrics.get_capacity_gains(*YEAR, {"gain": "1.5"})), [])
		self.assertEqual(read_counted(metrics.get_levels_gained(YEAR[0], getdate("2011-06-29"))), [])
