# SPDX-License-Identifier: GPL-3.0-only
import json

import frappe

from planota_hub.funding.doctype.metric_definition.test_metric_definition import (
	YEAR,
	make_activities,
	make_definition,
	new_definition,
	write,
)
from planota_hub.funding.own_metrics import form, offers, ready_made
from planota_hub.funding.own_metrics.renaming import follow_renamed
from planota_hub.metrics import registry
from planota_hub.permissions import get_condition
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting, new_participant
from planota_hub.planota_hub.doctype.interaction.test_interaction import make_interaction
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.rules.own_doctypes import is_hub_doctype
from planota_hub.setup.own_doctypes import get_own_doctypes
from planota_hub.tests.compat import HubTestCase, as_user, make_user

# what can't be counted -> why
LEFT_OUT = {
	"is sealed, secret or anonymous": {
		"Election Ballot",
		"Event Feedback",
		"Signing Key",
		"Survey Participant",
		"Workshop Feedback",
	},
	"tells of people alone, and of what they want kept": {
		"Briefing Opt-Out",
		"Election Correction",
		"Election Registration",
		"Newsletter Subscription",
		"Personal Data Enquiry",
		"Portal Access Request",
	},
	"is how the hub works, and not what it does": {
		"Administrative Unit",
		"Audience Segment",
		"Capacity Area",
		"Consent Text",
		"Development Plan Template",
		"Event Kind",
		"Event Series",
		"Field of Work",
		"Municipality",
		"Organisation Relation Type",
		"Register Entry",
		"Register Import",
		"Register Import Row",
		"Register Source",
		"Record Merge",
		"Segment Use",
		"Statistical Region",
		"Support Request Category",
		"Funding Call Alert",
	},
	"counts itself": {
		"Hub Report",
		"Indicator Reading",
		"Metric Definition",
		"Network Hub",
		"Project Indicator",
		"Received Hub Report",
		"Reporting Period",
	},
	"is decided by a body that answers for it": {"Representative Election"},
}


def total(definition, days=YEAR, **filters) -> float:
	return registry.get_total(definition.name, *days, filters or None)


class TestCounting(HubTestCase):
	def test_records_and_sums_of_the_days_asked_for(self):
		make_activities("2018-01-01", "2018-12-31", reach=40)
		make_activities("2017-12-31", "2019-01-01", reach=1000)

		self.assertEqual(total(make_definition()), 2)
		self.assertEqual(total(make_definition(counting="Sum of a Field", counted_field="reach")), 80)

	def test_every_comparison_of_a_filter(self):
		make_activities("2018-02-01", channel="Event", reach=10)
		make_activities("2018-02-02", channel="Newspaper", reach=500)
		make_activities("2018-02-03", channel="Website", reach=500, field_of_work="Youth")
		for condition, expected in (
			(["channel", "=", "Event"], 1),
			# what is not known is among the others
			(["field_of_work", "!=", "Youth"], 2),
			(["channel", "in", ["Event", "Newspaper"]], 2),
			(["channel", "not in", ["Event", "Newspaper"]], 1),
			(["field_of_work", "is", "set"], 1),
			(["field_of_work", "is", "not set"], 2),
			(["reach", ">", "10"], 2),
			(["reach", "<=", "10"], 1),
			(["activity_date", "Between", ["2018-02-02", "2018-02-03"]], 2),
			(["activity_title", "like", "%trgu%"], 3),
			(["reach_source", "not like", "%stand%"], 0),
		):
			with self.subTest(condition):
				definition = make_definition(filters_json=write(["Promotion Activity", *condition]))
				self.assertEqual(total(definition), expected)

	def test_different_organisations_count_once_by_their_first_day(self):
		ngo, stakeholder = make_ngo(stage="Verified").name, make_stakeholder().name
		for doctype, name, day in (
			("NGO", ngo, "2018-03-01"),
			("NGO", ngo, "2018-02-01"),
			("Stakeholder", stakeholder, "2018-04-01"),
		):
			make_interaction(organisation_doctype=doctype, organisation=name, happened_on=f"{day} 10:00:00")
		definition = make_definition(
			counted_doctype="Interaction",
			date_field="happened_on",
			counting="Different Organisations",
			counted_field="organisation",
			ngo_field="organisation",
		)

		rows = registry.count(definition.name, *map(frappe.utils.getdate, YEAR))

		self.assertEqual([str(row.date) for row in rows], ["2018-02-01", "2018-04-01"])
		self.assertEqual([row.ngo for row in rows], [ngo, None])

	def test_rows_of_a_table_count_with_the_day_of_their_document(self):
		ngo = make_ngo(stage="Verified").name
		people = [
			new_participant("Ana Kos", ngo=ngo, attendance="Present"),
			new_participant("Bor Leban", ngo=ngo, attendance="Present"),
			new_participant("Cene Vidmar", attendance="Absent"),
		]
		meeting = make_meeting(stage="Held", participants=people)
		days = (frappe.utils.add_days(meeting.starts_on, -1), frappe.utils.add_days(meeting.starts_on, 1))
		here = ["Hub Meeting", "subject", "=", meeting.subject]
		present = ["Meeting Participant", "attendance", "=", "Present"]
		rows = {"counted_doctype": "Hub Meeting", "date_field": "starts_on", "counted_table": "participants"}
		for overrides, expected in (
			({"filters_json": write(here)}, 3),
			({"filters_json": write(here, present)}, 2),
			({"filters_json": write(here, ["Meeting Participant", "attendance", "!=", "Present"])}, 1),
			(
				{
					"filters_json": write(here, present),
					"counting": "Different Organisations",
					"counted_field": "participants.ngo",
					"ngo_field": "participants.ngo",
				},
				1,
			),
			# the meeting itself, if it has such a row
			({"filters_json": write(here, present), "counted_table": None}, 1),
		):
			with self.subTest(overrides):
				definition = make_definition(**{**rows, **overrides})
				found = registry.count(definition.name, *map(frappe.utils.getdate, days))
				self.assertEqual(len(found), expected)
				self.assertEqual(
					{row.doctype for row in found},
					{"Hub Meeting" if overrides.get("counted_table", 1) is None else "Meeting Participant"},
				)

	def test_an_indicator_can_count_the_records_of_its_project_alone(self):
		definition = make_definition(
			counted_doctype="Interaction", date_field="happened_on", project_field="funded_project"
		)
		make_interaction(happened_on="2018-05-05 10:00:00")

		self.assertTrue(registry.knows_projects(definition.name))
		self.assertEqual((total(definition), total(definition, funded_project="PRJ-0")), (1, 0))

	def test_the_preview_shows_what_would_be_counted_before_anything_is_saved(self):
		make_activities("2018-02-01", "2018-03-01", municipality="Bovec", reach=10)

		answer = form.preview(
			new_definition(
				counting="Sum of a Field", counted_field="reach", municipality_field="municipality"
			).as_json(),
			*YEAR,
		)

		self.assertEqual((answer["total"], answer["records"]), ("20", 2))
		self.assertEqual([row["municipality"] for row in answer["rows"]], ["Bovec", "Bovec"])
		self.assertEqual(answer["parts"]["Municipality"], [["Bovec", "20"]])
		self.assertFalse(frappe.db.count("Metric Definition", {"counting": "Sum of a Field"}))
		with self.assertRefused("To: the last day lies before the first one"):
			form.preview(new_definition().as_json(), *reversed(YEAR))

	def test_filters_follow_a_merged_record(self):
		definition = make_definition(
			filters_json=write(["Promotion Activity", "municipality", "in", ["Bovec", "Tolmin"]])
		)

		follow_renamed("Municipality", "Tolmin", "Bovec")

		stored = frappe.db.get_value("Metric Definition", definition.name, "filters_json")
		self.assertEqual(json.loads(stored)[0][3], '["Tolmin"]')

	def test_ready_made_metrics_are_countable_and_come_once(self):
		frappe.db.delete("Metric Definition")

		self.assertEqual(len(ready_made.create()), len(ready_made.get_ready_made()))
		self.assertEqual(ready_made.create(), [])
		for name, metric in registry.get_stored().items():
			with self.subTest(metric.label):
				self.assertEqual(metric.explain()[1], "")
				self.assertGreaterEqual(registry.get_total(name, *YEAR), 0)


class TestNothingIsToldThatIsKept(HubTestCase):
	"""A count is an answer: what its reader may not see can't be asked."""

	def test_every_reader_of_figures_sees_every_record_that_can_be_counted(self):
		limited = frappe.get_hooks("hub_record_conditions")
		for role in sorted(offers.READERS):
			user = make_user(f"{frappe.scrub(role)}@counts.test", role)
			for doctype, fixed in offers.list_countable().items():
				with self.subTest(role=role, doctype=doctype), as_user(user):
					self.assertTrue(frappe.has_permission(doctype, "read"))
					condition = get_condition(doctype, user) if doctype in limited else None
					said = " ".join(f'"{fieldname}"={value}' for fieldname, value in fixed.items())
					self.assertEqual(str(condition or ""), said)

	def test_what_a_site_keeps_from_a_reader_is_no_longer_countable(self):
		definition = make_definition()
		frappe.permissions.setup_custom_perms("Promotion Activity")
		frappe.db.delete("Custom DocPerm", {"parent": "Promotion Activity", "role": "Hub Auditor"})
		frappe.clear_cache(doctype="Promotion Activity")
		self.addCleanup(frappe.clear_cache, doctype="Promotion Activity")
		try:
			with self.assertRefused("Promotion Activity is no longer there, or can't be counted"):
				total(definition)
			self.assertNotIn("Promotion Activity", [row["value"] for row in offers.offer_doctypes()])
		finally:
			frappe.db.rollback()

	def test_every_doctype_is_either_countable_or_left_out_for_a_reason(self):
		left_out = set().union(*LEFT_OUT.values())
		opened = {
			name
			for name in get_own_doctypes()
			if not (frappe.get_meta(name).istable or frappe.get_meta(name).issingle)
		}
		self.assertEqual(left_out | set(offers.list_countable()), opened)
		self.assertFalse(left_out & set(offers.list_countable()))
		self.assertTrue(all(map(is_hub_doctype, offers.list_countable())))

	def test_fields_of_a_higher_level_and_hidden_ones_are_offered_nowhere(self):
		for doctype in offers.list_countable():
			meta = frappe.get_meta(doctype)
			tables = [(doctype, None), *((df.options, df) for df in meta.get_table_fields())]
			kept = {
				(table, df.fieldname)
				for table, of in tables
				for df in frappe.get_meta(table).fields
				if df.permlevel or df.hidden or df.fieldtype == "Password" or (of and of.permlevel)
			}
			open_elsewhere = {(df.options) for df in offers.list_tables(doctype)} | {doctype}
			offered = {(row["doctype"], row["fieldname"]) for row in offers.offer_filters(doctype)}
			with self.subTest(doctype):
				self.assertFalse({one for one in kept if one[0] in open_elsewhere} & offered)
				self.assertLessEqual({table for table, _field in offered}, open_elsewhere)

	def test_a_count_can_not_be_asked_as_an_oracle(self):
		for doctype, filters in (
			# level 1: how to reach a person
			("Good Practice", ["Good Practice", "contact_email", "like", "%ana%"]),
			("Hub Meeting", ["Meeting Participant", "email", "like", "%ana%"]),
			# level 2: what is sealed
			("Member Vote", ["Member Vote Voter", "sealed_choice", "is", "set"]),
			("Survey", ["Survey", "seal_key", "is", "set"]),
			# hidden: what only the server needs
			("Event Registration", ["Event Registration", "email_key", "=", "x"]),
			# of no form
			("Hub Meeting", ["Hub Meeting", "owner", "=", "Administrator"]),
			("Hub Meeting", ["Hub Meeting", "_comments", "like", "%secret%"]),
			("Hub Meeting", ["NGO", "ngo_name", "like", "%a%"]),
		):
			asked = new_definition(
				counted_doctype=doctype, date_field="creation", filters_json=write(filters)
			)
			with self.subTest(filters):
				with self.assertRefused("not everybody who reads figures sees it"):
					asked.insert()
				self.assertIn("not everybody", form.preview(asked.as_json(), *YEAR)["problem"])

	def test_an_anonymous_answer_counts_for_nothing_that_could_be_asked(self):
		for is_anonymous in (0, 1):
			answer = frappe.new_doc("Survey Answer")
			answer.update({"name": f"counted-{is_anonymous}", "is_anonymous": is_anonymous})
			answer.answered_on = "2018-06-01"
			answer.db_insert()
		definition = make_definition(counted_doctype="Survey Answer", date_field="answered_on")

		rows = registry.count(definition.name, *map(frappe.utils.getdate, YEAR))

		self.assertEqual([row.name for row in rows], ["counted-0"])
