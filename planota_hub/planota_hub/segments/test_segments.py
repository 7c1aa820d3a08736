# SPDX-License-Identifier: GPL-3.0-only
import json

import frappe
from frappe.utils import add_days, today

from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.report.ngo_register_overview import ngo_register_overview
from planota_hub.planota_hub.segments.conditions import FIELD
from planota_hub.planota_hub.segments.filtering import OPERATOR, get_choices
from planota_hub.planota_hub.segments.form import export, get_deeds_of, make_conditions, preview
from planota_hub.planota_hub.segments.members import count_members, get_members
from planota_hub.tests.compat import HubTestCase, as_user, make_user


def field(fieldname: str, value, operator: str = "=", **more) -> dict:
	"""Return a condition on a field."""
	return {"subject": FIELD, "fieldname": fieldname, "operator": operator, "value": value, **more}


def make_segment(*conditions: dict, **overrides):
	"""Create a segment of NGOs."""
	values = {
		"doctype": "Audience Segment",
		"segment_title": "A segment",
		"holds": "NGOs",
		"conditions": list(conditions),
		**overrides,
	}
	return frappe.get_doc(values).insert()


def fix(*documents, reason: str = "Asked for it") -> list[dict]:
	"""Return rows of fixed members."""
	return [{"member_type": doc.doctype, "member": doc.name, "reason": reason} for doc in documents]


def get_titles(segment) -> list[str]:
	return [member.title for member in get_members(segment)]


class SegmentTestCase(HubTestCase):
	def setUp(self):
		super().setUp()
		self.place = make_municipality().name

	def make_ngo(self, name: str, **values):
		return make_ngo(ngo_name=name, **{"municipality": self.place, "stage": "Verified", **values})

	def make_segment(self, *conditions, **overrides):
		"""Create a segment of the NGOs of the place of the test."""
		return make_segment(field("municipality", self.place), *conditions, **overrides)


class TestFields(SegmentTestCase):
	def test_a_group_of_zero_is_none(self):
		self.make_ngo("A", legal_form="Association")
		segment = self.make_segment(field("legal_form", "Foundation"))
		for row in segment.conditions:
			row.any_group = "0"
		self.assertEqual(get_titles(segment), [])

	def test_all_conditions_hold_and_of_a_group_one_and_each_says_why(self):
		for name, legal_form in (("A", "Association"), ("B", "Foundation"), ("C", "Federation")):
			self.make_ngo(name, legal_form=legal_form)
		make_ngo(ngo_name="D", legal_form="Association")

		segment = self.make_segment(
			field("legal_form", "Association", any_group="1"),
			field("legal_form", "Foundation", any_group="1"),
		)

		self.assertEqual(segment.members_count, 2)
		self.assertEqual(
			[(member.title, member.reasons[1:]) for member in get_members(segment)],
			[("A", ["Legal Form: Association"]), ("B", ["Legal Form: Foundation"])],
		)

	def test_each_comparison_means_what_it_says_and_nothing_known_is_never_both(self):
		few = self.make_ngo("Few", members_count=5, founded_on="2001-05-05", website="https://few.test")
		self.make_ngo("Many", members_count=50, founded_on="2015-01-01")
		self.make_ngo("Unknown")
		for condition, expected in (
			(field("members_count", "5"), ["Few"]),
			(field("members_count", "10", "<"), ["Few"]),
			(field("members_count", "10", ">"), ["Many"]),
			(field("members_count", "set", "is"), ["Few", "Many"]),
			(field("members_count", "not set", "is"), ["Unknown"]),
			(field("members_count", "5", "!="), ["Many", "Unknown"]),
			(field("founded_on", "2001-05-05", "<="), ["Few"]),
			(field("founded_on", '["2000-01-01", "2015-01-01"]', "Between"), ["Few", "Many"]),
			(field("founded_on", "not set", "is"), ["Unknown"]),
			(field("website", "few", "like"), ["Few"]),
			(field("website", "%few%", "not like"), ["Many", "Unknown"]),
			(field("ngo_name", "Few,Many", "in"), ["Few", "Many"]),
			(field("ngo_name", '["Few"]', "not in"), ["Many", "Unknown"]),
			(field("name", few.name), ["Few"]),
			(field("creation", today()), ["Few", "Many", "Unknown"]),
			(field("creation", "last year", "Timespan"), []),
			(field("ngo_name", "Few", negated=1), ["Many", "Unknown"]),
			(field("ngo_name", "Few", "!=", negated=1), ["Few"]),
		):
			with self.subTest(condition):
				self.assertEqual(get_titles(self.make_segment(condition)), expected)

	def test_a_table_means_that_a_row_is_there(self):
		for name, fields in (("Heritage", ["Heritage"]), ("Both", ["Heritage", "Youth"]), ("None", [])):
			self.make_ngo(name, fields_of_work=[{"field_of_work": one} for one in fields])
		table = {"field_doctype": "NGO Field of Work"}
		for condition, expected in (
			(field("field_of_work", "Heritage", **table), ["Both", "Heritage"]),
			(field("field_of_work", "Youth", "!=", **table), ["Heritage", "None"]),
			(field("field_of_work", "not set", "is", **table), ["None"]),
		):
			with self.subTest(condition):
				self.assertEqual(get_titles(self.make_segment(condition)), expected)

	def test_bad_conditions_are_refused_and_name_the_row_and_what_is_expected(self):
		for condition, message in (
			(field("colour", "red"), "Conditions, row 2, Field: the field colour of NGO is no longer there"),
			(field("logo", "x"), "the field logo of NGO is no longer there, or can't be compared"),
			(field("legal_form", "Club"), "Club is none of these choices"),
			(field("municipality", "Atlantis"), "Municipality Atlantis is not there"),
			(field("members_count", "many", ">"), "row 2, Value: many is not a number"),
			(field("founded_on", "yesterday"), "yesterday is not a day"),
			(field("founded_on", "2001-01-01", "like"), "can't be compared in this way"),
			(field("founded_on", "2001-01-01", "Between"), "please enter a first and a last value"),
			(field("website", "perhaps", "is"), "expected is set or not set"),
			(field("creation", "once upon a time", "Timespan"), "is not a span of time"),
			(field("ngo_name", ""), "please enter what it is compared with"),
			(field("full_name", "x", field_doctype="User"), "NGO has no table User"),
			({"subject": "Dancing"}, "row 2, About: Dancing can't be asked for any more"),
			({"subject": "Support", "choice": "Singing"}, "Singing is none of these choices: Workshop"),
			({"subject": "Support", "period": "Last Months"}, "Months: please enter a number from 1 to 100"),
			(
				{
					"subject": "Support",
					"period": "From a Day to a Day",
					"from_date": "2026-02-01",
					"to_date": "2026-01-01",
				},
				"To: expected is a day not before",
			),
			(
				{"subject": "Network", "record_type": "Local Network", "record": "LN-0"},
				"Could not find Row #2: Which: LN-0",
			),
		):
			with self.subTest(condition), self.assertRefused(message):
				self.make_segment(condition)

	def test_at_most_thirty_conditions(self):
		with self.assertRefused("Conditions: at most 30 are possible"):
			self.make_segment(*[field("ngo_name", "x")] * 30)

	def test_a_name_with_a_quote_or_a_percent_is_only_a_name(self):
		self.make_ngo('O\'Neill 100% "x"')
		for value in ("O'Neill", "100", '"x"'):
			self.assertEqual(len(get_titles(self.make_segment(field("ngo_name", value, "like")))), 1)
		self.assertEqual(get_titles(self.make_segment(field("ngo_name", "' or 1=1 --"))), [])


class TestFixedMembers(SegmentTestCase):
	def test_some_are_always_in_and_some_never_whatever_the_conditions_say(self):
		self.make_ngo("In")
		out, other = self.make_ngo("Out"), make_ngo(ngo_name="Other")
		town = make_stakeholder(stakeholder_name="Town")

		segment = self.make_segment(additions=fix(other, town), exclusions=fix(out, reason="Left"))

		members = get_members(segment)
		self.assertEqual([member.title for member in members], ["In", "Other", "Town"])
		self.assertEqual(members[1].reasons, ["Always in: Asked for it"])
		self.assertEqual(count_members(segment), 3)

	def test_without_a_condition_only_those_are_in_who_were_added(self):
		segment = make_segment(additions=fix(self.make_ngo("Added")))
		self.assertEqual(get_titles(segment), ["Added"])
		self.assertEqual(get_titles(make_segment()), [])

	def test_nobody_is_fixed_twice(self):
		ngo = self.make_ngo("Twice")
		with self.assertRefused("Never In, row 1, Organisation: Twice stands among the fixed members twice"):
			make_segment(additions=fix(ngo), exclusions=fix(ngo))


class TestPeople(SegmentTestCase):
	def test_people_are_those_in_office_of_the_role(self):
		people = [
			{"full_name": "Ana Kos", "function": "President"},
			{"full_name": "Bor Leban", "function": "Secretary"},
			{"full_name": "Cene Ivan", "function": "President", "to_date": add_days(today(), -1)},
		]
		self.make_ngo("A", representatives=people)
		self.make_ngo("B")

		segment = self.make_segment(holds="People of NGOs", role="President")
		self.assertEqual([(one.title, one.person) for one in get_members(segment)], [("A", "Ana Kos")])
		segment.role = None
		segment.save()
		self.assertEqual([one.person for one in get_members(segment)], ["Ana Kos", "Bor Leban"])
		self.assertEqual(segment.reload().members_count, 2)


class TestForm(SegmentTestCase):
	def preview(self, segment) -> dict:
		return preview(frappe.as_json(segment.as_dict()))

	def test_the_preview_counts_what_stands_in_the_form_without_saving(self):
		self.make_ngo("A", consent_news=1)
		self.make_ngo("B")
		segment = self.make_segment()
		segment.append("conditions", field("ngo_name", "A", "!="))

		shown = self.preview(segment)

		self.assertEqual((shown["count"], shown["agreed"]), (1, 0))
		self.assertEqual([member["title"] for member in shown["members"]], ["B"])
		self.assertEqual(shown["sentences"][1], ("Name: not A", True))
		self.assertEqual(len(segment.reload().conditions), 1)

	def test_a_condition_whose_field_is_gone_is_named_once_and_the_others_stay(self):
		segment = self.make_segment()
		frappe.get_doc("Segment Condition", {"parent": segment.name}).db_set("fieldname", "shoe_size")

		shown = self.preview(segment.reload())

		self.assertIn("Condition 1: ", shown["problem"])
		self.assertIn("the field shoe_size of NGO is no longer there", shown["problem"])
		self.assertNotIn("count", shown)
		self.assertEqual(frappe.get_message_log(), [])
		with self.assertRefused("the field shoe_size of NGO is no longer there"):
			get_members(segment)

	def test_a_filtered_list_becomes_conditions(self):
		filters = [
			["NGO", "municipality", "=", self.place],
			["NGO Field of Work", "field_of_work", "in", ["Heritage", "Youth"]],
		]
		rows = make_conditions("NGO", json.dumps(filters))

		self.make_ngo("A", fields_of_work=[{"field_of_work": "Youth"}])
		self.assertEqual(get_titles(make_segment(*rows)), ["A"])
		for wrong, message in (
			([["NGO", "_liked_by", "like", "%me%"]], "the field _liked_by of NGO is no longer there"),
			([["NGO", "name", OPERATOR, "SEG-1"]], "ID can't be compared in this way"),
		):
			with self.subTest(wrong), self.assertRefused(message):
				make_conditions("NGO", json.dumps(wrong))
		with self.assertRefused("Expected is one of NGO, Stakeholder"):
			make_conditions("User", "[]")

	def test_what_can_be_asked_depends_on_who_is_meant(self):
		of_ngos = {deed["key"] for deed in get_deeds_of("NGOs")}
		of_stakeholders = {deed["key"] for deed in get_deeds_of("Stakeholders")}
		self.assertTrue({"Workshop", "Support", "Network", "Mandate", "Won Call", "Campaign"} <= of_ngos)
		self.assertIn("Network", of_stakeholders)
		self.assertNotIn("Support", of_stakeholders)
		with self.assertRefused("Got support: this can't be asked of Stakeholder"):
			make_segment({"subject": "Support"}, holds="Stakeholders")

	def test_the_export_has_everybody_with_the_reasons(self):
		self.make_ngo("=A")
		segment = self.make_segment()
		export(segment.name)
		table = frappe.response.pop("filecontent")
		self.assertIn("Reasons", table)
		self.assertIn("'=A", table)
		self.assertIn(f"Municipality: {self.place}", table)
		with (
			as_user(make_user("mentor@segment.test", "Hub Mentor")),
			self.assertRaises(frappe.PermissionError),
		):
			export(segment.name)


class TestFilter(SegmentTestCase):
	def test_lists_know_the_operator(self):
		ngo = self.make_ngo("A")
		segment = self.make_segment()
		for filters in ([["name", OPERATOR, segment.name]], [["NGO", "name", OPERATOR, segment.name]]):
			found = frappe.get_list("NGO", filters=filters, pluck="name", order_by="name asc")
			self.assertEqual(found, [ngo.name])
		self.assertEqual(frappe.get_list("NGO", filters=[["name", OPERATOR, "SEG-0"]], pluck="name"), [])
		links = frappe.get_list("Support Entry", filters=[["ngo", OPERATOR, segment.name]], pluck="name")
		self.assertEqual(links, [])

	def test_a_browser_gets_the_choices_without_the_members(self):
		segment = self.make_segment(segment_title="Of the place")
		frappe.form_dict.cmd = "planota_hub.planota_hub.segments.filtering.get_choices"
		self.addCleanup(frappe.form_dict.pop, "cmd", None)
		choices = get_choices()["options"]
		self.assertIn({"value": segment.name, "label": "Of the place"}, choices)

	def test_the_overview_of_the_register_is_narrowed_down_today_and_as_it_was(self):
		self.make_ngo("A")
		self.make_ngo("B")
		segment = self.make_segment(field("ngo_name", "A"))
		for more in ({}, {"public_interest_status": "Expiring"}):
			overview = ngo_register_overview.execute({"segment": segment.name, **more})
			self.assertEqual(overview[4][0]["value"], 0 if more else 1)

	def test_a_report_refuses_a_segment_that_the_reader_may_not_see(self):
		segment = self.make_segment()
		with (
			as_user(make_user("officer@segment.test", "Hub Officer")),
			self.assertRaises(frappe.PermissionError),
		):
			ngo_register_overview.execute({"segment": segment.name})


class TestPermissions(SegmentTestCase):
	def setUp(self):
		super().setUp()
		self.coordinator = make_user("coordinator@segment.test", "Network Coordinator")
		self.officer = make_user("officer@segment.test", "Hub Officer")

	def test_a_coordinator_of_one_municipality_finds_only_its_ngos(self):
		self.make_ngo("Ours")
		make_ngo(ngo_name="Theirs", stage="Verified")
		segment = make_segment(field("ngo_name", '["Ours", "Theirs"]', "in"), is_shared=1)
		frappe.permissions.add_user_permission("Municipality", self.place, self.coordinator)

		self.assertEqual(get_titles(segment), ["Ours", "Theirs"])
		with as_user(self.coordinator):
			self.assertEqual(get_titles(segment), ["Ours"])
			self.assertEqual(count_members(segment), 1)
			self.assertEqual(preview(frappe.as_json(segment.as_dict()))["count"], 1)

	def test_the_own_and_the_shared_are_seen_and_a_manager_sees_all(self):
		with as_user(self.officer):
			own = make_segment(segment_title="Own")
			shared = make_segment(segment_title="Shared", is_shared=1)
		for role, expected in (
			("Network Coordinator", {shared.name}),
			("Hub Mentor", {shared.name}),
			("Hub Auditor", {shared.name}),
			("Hub Manager", {own.name, shared.name}),
		):
			with self.subTest(role), as_user(make_user("reader@segment.test", role)):
				names = frappe.get_list("Audience Segment", pluck="name", order_by="name asc")
				self.assertEqual(set(names) & {own.name, shared.name}, expected)
				self.assertEqual(own.has_permission("read"), own.name in expected)

	def test_a_coordinator_changes_the_own_ones_alone(self):
		with as_user(self.officer):
			shared = make_segment(is_shared=1)
		with as_user(self.coordinator):
			own = make_segment()
			own.segment_title = "Changed"
			own.save()
			self.assertTrue(shared.has_permission("read"))
			self.assertFalse(shared.has_permission("write"))
			with self.assertRaises(frappe.PermissionError):
				shared.reload().save()

	def test_mentors_and_auditors_make_none(self):
		for role in ("Hub Mentor", "Hub Auditor", "NGO Representative"):
			with as_user(make_user("reader@segment.test", role)), self.assertRaises(frappe.PermissionError):
				make_segment()

	def test_nobody_asks_by_a_field_that_the_form_would_not_show(self):
		condition = {
			**field("email", "x", "like"),
			"field_doctype": "NGO Representative",
		}
		make_segment(condition)
		with (
			as_user(make_user("guest@segment.test", "NGO Representative")),
			self.assertRaises(frappe.PermissionError),
		):
			preview(frappe.as_json({"holds": "NGOs", "conditions": [condition]}))


class TestPeriods(SegmentTestCase):
	def test_the_sentence_names_the_period(self):
		for values, expected in (
			({"period": "This Year"}, "Got support: this year"),
			({"period": "Last Months", "months": 6}, "Got support: in the last 6 months"),
			(
				{"choice": "Mentoring", "number": 5, "period": "Last Year"},
				"Got support: Mentoring, Hours: at least 5, last year",
			),
			({"negated": 1}, "Got no such support"),
		):
			segment = make_segment({"subject": "Support", **values})
			self.assertEqual(segment.conditions[0].sentence, expected)
