# SPDX-License-Identifier: GPL-3.0-only
"""Metrics of one's own beyond one count: of a segment, on the last day, through another record, and as a sum."""

import frappe

from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.funding.doctype.indicator_reading.test_indicator_reading import get_reading
from planota_hub.funding.doctype.metric_definition.test_metric_definition import (
	YEAR,
	make_activities,
	make_definition,
	new_definition,
	write,
)
from planota_hub.funding.doctype.project_indicator.test_project_indicator import make_indicator
from planota_hub.funding.doctype.reporting_period.test_reporting_period import make_period, take_step
from planota_hub.funding.indicators import drift
from planota_hub.funding.own_metrics import form, segments
from planota_hub.local_networks.doctype.local_network.test_local_network import make_member, make_network
from planota_hub.metrics import registry
from planota_hub.planota_hub.doctype.hub_event.test_hub_event import make_event, make_registration
from planota_hub.planota_hub.doctype.interaction.test_interaction import make_interaction
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.segments.test_segments import field, fix, make_segment
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.counting import read_evidence

CONTACTS = {"counted_doctype": "Interaction", "date_field": "happened_on", "ngo_field": "organisation"}


def total(definition, first: str = YEAR[0], last: str = YEAR[1]) -> float:
	return registry.get_total(definition.name, first, last)


class TestOfASegment(HubTestCase):
	def setUp(self):
		super().setUp()
		self.ngos = [make_ngo(stage="Verified") for _number in range(3)]
		for ngo in self.ngos:
			make_interaction(
				organisation_doctype="NGO", organisation=ngo.name, happened_on="2018-05-05 10:00:00"
			)
		self.segment = make_segment(additions=fix(*self.ngos[:2]), is_shared=1)

	def test_only_its_ngos_count_whoever_asks_and_it_is_said(self):
		definition = make_definition(**CONTACTS, segment=self.segment.name)
		self.assertEqual(total(definition), 2)
		officer = make_user("limited.officer@segments.test", "Hub Officer")
		frappe.permissions.add_user_permission("NGO", self.ngos[2].name, officer)
		self.addCleanup(frappe.cache.hdel, "user_permissions", officer)
		with as_user(officer):
			self.assertEqual(total(definition), 2)
		self.assertIn("NGOs of the segment A segment", registry.describe(definition.name)[1])

	def test_what_not_everybody_sees_and_what_has_no_ngo_is_refused(self):
		own = make_segment(additions=fix(self.ngos[0]))
		bodies = make_segment(holds="Stakeholders", is_shared=1)
		kept = make_segment(field("creation", "2018-01-01"), is_shared=1)
		for overrides, message in (
			({"segment": own.name}, "Only NGOs of the Segment: not everybody who reads figures sees it"),
			({"segment": bodies.name}, "Only NGOs of the Segment: it holds stakeholders"),
			({"segment": kept.name}, "Only NGOs of the Segment: condition 1: the field creation of NGO"),
			({"segment": self.segment.name, "ngo_field": None}, "NGO Is In: please choose a field"),
		):
			with self.subTest(message), self.assertRefused(message):
				make_definition(**{**CONTACTS, **overrides})

	def test_a_reported_period_keeps_who_was_in_it(self):
		project = make_project()
		period = make_period(project)
		definition = make_definition(**CONTACTS, segment=self.segment.name)
		indicator = make_indicator(project, metric=definition.name)
		take_step(period, "Submit Report")
		reading = get_reading(indicator, period)
		use = {"used_in_doctype": "Reporting Period", "used_in": period.name}
		self.assertEqual(frappe.get_all("Segment Use", use, pluck="members_count"), [2])

		self.segment.reload().update({"additions": fix(self.ngos[2])}).save()

		self.assertEqual(total(definition), 1)
		found = drift.compare(reading.name)
		self.assertEqual((found.value, {row.state for row in found.rows}), (2, {"Unchanged"}))
		with self.assertRefused("Only NGOs of the Segment: figures of the period"):
			frappe.get_doc("Metric Definition", definition.name).update({"segment": None}).save()

	def test_a_merged_ngo_stays_in_what_was_kept(self):
		merged = {"A": "B", "B": "C", "D": "D"}
		self.assertEqual([segments.follow(merged, name) for name in "ABDX"], ["C", "C", "D", "X"])


class TestOnTheLastDay(HubTestCase):
	def test_who_is_a_member_on_the_last_day_counts_whenever_it_began(self):
		terms = (
			(None, None),
			("2010-01-01", "2018-12-31"),
			("2018-12-31", None),
			("2010-01-01", "2018-12-30"),
			("2019-01-01", None),
		)
		rows = [make_member(from_date=begin, to_date=end) for begin, end in terms]
		network = make_network(members=rows)
		definition = make_definition(
			counted_doctype="Local Network",
			counted_table="members",
			date_field="members.from_date",
			until_field="members.to_date",
			counted_at="On Its Last Day",
			ngo_field="members.member",
			filters_json=write(["Local Network", "network_name", "=", network.network_name]),
		)

		self.assertTrue(registry.is_lasting(definition.name))
		found = registry.count(definition.name, *map(frappe.utils.getdate, YEAR))
		self.assertEqual({row.ngo for row in found}, {row["member"] for row in rows[:3]})
		self.assertEqual(sorted(str(row.date) for row in found), ["2010-01-01", "2018-12-31", "2018-12-31"])
		self.assertEqual(total(definition, "2020-01-01", "2020-12-31"), 3)
		self.assertIn("what is there on the last day", registry.describe(definition.name)[1])

	def test_what_does_not_last_forgets_until_when(self):
		definition = make_definition(until_field="creation", counted_at="In the Period")
		self.assertIsNone(definition.until_field)
		with self.assertRefused("Lasts Until: Municipality is no day"):
			make_definition(until_field="municipality", counted_at="On Its Last Day")


class TestThroughAnotherRecord(HubTestCase):
	def test_a_participant_counts_on_the_day_and_in_the_place_of_the_event(self):
		event = make_event()
		registration = make_registration(event)
		event.db_set({"starts_on": "2018-06-01 10:00:00", "municipality": "Bovec"})
		definition = make_definition(
			counted_doctype="Event Registration",
			date_field="event:starts_on",
			municipality_field="event:municipality",
			filters_json=write(["Event Registration", "event", "=", event.name]),
		)

		(row,) = registry.count(definition.name, *map(frappe.utils.getdate, YEAR))

		self.assertEqual(
			(row.doctype, row.name, str(row.date), row.municipality),
			("Event Registration", registration.name, "2018-06-01", "Bovec"),
		)
		self.assertEqual(total(definition, "2019-01-01", "2019-12-31"), 0)
		offered = form.get_choices("Event Registration")["fields"]["date_field"]
		self.assertIn("Event, Starts On", [row["label"] for row in offered])


class TestSums(HubTestCase):
	def setUp(self):
		super().setUp()
		make_activities("2018-02-01", "2018-03-01")
		make_interaction(happened_on="2018-05-05 10:00:00")
		self.parts = [make_definition(), make_definition(**CONTACTS)]

	def make_sum(self, *parts, **overrides):
		rows = [{"metric": part.name} for part in parts]
		return make_definition(
			counted_doctype=None, date_field=None, counting="Sum of Metrics", parts=rows, **overrides
		)

	def test_records_of_several_kinds_make_up_one_figure_and_its_evidence(self):
		project = make_project()
		period = make_period(project)
		whole = self.make_sum(*self.parts)
		indicator = make_indicator(project, metric=whole.name)
		take_step(period, "Submit Report")

		reading = get_reading(indicator, period)
		self.assertEqual(reading.value, 3)
		self.assertEqual(
			sorted(row.ref_doctype for row in read_evidence(reading.name)),
			["Interaction", "Promotion Activity", "Promotion Activity"],
		)
		self.assertEqual({row.state for row in drift.compare(reading.name).rows}, {"Unchanged"})
		text = registry.describe(whole.name)[1]
		self.assertIn("The sum of: ", text)
		self.assertIn(self.parts[1].metric_title, text)
		# with the sum its parts stay as they are
		with self.assertRefused("were reported by this definition"):
			self.parts[0].reload().update({"metric_title": "Other"}).save()
		with self.assertRefused("Metrics Added Up: figures of the period"):
			whole.reload().update(
				{"parts": [{"metric": part.name} for part in (*self.parts, make_definition())]}
			)
			whole.save()

	def test_what_can_not_be_added_up_is_refused(self):
		lasting = make_definition(counted_at="On Its Last Day")
		whole = self.make_sum(*self.parts)
		for parts, message in (
			(self.parts[:1], "Metrics Added Up: please choose from 2 to 10 metrics"),
			([self.parts[0], self.parts[0]], "Metrics Added Up: each metric counts once"),
			([self.parts[0], lasting], "on its last day can't be added up"),
			([self.parts[0], whole], "is a sum itself"),
		):
			with self.subTest(message), self.assertRefused(message):
				self.make_sum(*parts)
		with self.assertRefused(f"it is a part of {whole.metric_title}"):
			self.parts[0].reload().update({"counting": "Sum of Metrics"}).save()
		with self.assertRefused(f"{whole.metric_title} is counted by this definition"):
			frappe.delete_doc("Metric Definition", self.parts[0].name)

	def test_the_preview_adds_up_and_a_broken_part_is_named(self):
		rows = [{"metric": part.name} for part in self.parts]
		asked = new_definition(counted_doctype=None, date_field=None, counting="Sum of Metrics", parts=rows)
		self.assertEqual(form.preview(asked.as_json(), *YEAR)["total"], "3")
		frappe.db.set_value("Metric Definition", self.parts[0].name, "date_field", "gone")
		frappe.clear_document_cache("Metric Definition", self.parts[0].name)
		self.assertIn(
			f"Metrics Added Up: {self.parts[0].metric_title}: Day: the field gone",
			form.preview(asked.as_json(), *YEAR)["problem"],
		)
