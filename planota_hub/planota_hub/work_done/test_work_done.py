# SPDX-License-Identifier: GPL-3.0-only
"""The timeline of an organisation holds what every area did with it, for whoever may read each line."""

import frappe
from frappe.utils import add_days, now, today

from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import make_session
from planota_hub.funding.doctype.funding_call.test_funding_call import make_call
from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.work_done.head import get_head
from planota_hub.planota_hub.work_done.lines import get_lines
from planota_hub.planota_hub.work_done.sources import SUBJECTS, get_sources, get_ways
from planota_hub.setup.own_doctypes import get_own_doctypes
from planota_hub.tests.compat import HubTestCase, as_user, make_user

# lead to an organisation, but are no work that was done with it
NO_WORK = {
	"Audience Segment": "a question about organisations",
	"Segment Use": "who was in a segment when it was used",
	"Campaign Supporter": "shown by its campaign's form",
	"Counted Record": "evidence of a figure",
	"Election Ballot": "secret",
	"Election Correction": "of a roll of electors",
	"Election Registration": "not yet in the roll of electors",
	"NGO": "where it is seated",
	"Stakeholder": "where it is seated",
	"Newsletter Subscription": "what somebody reads",
	"Portal Access Request": "a log-in",
	"Record Merge": "about records",
	"Register Entry": "what the business register says",
	"Register Import": "what the business register says",
	"Register Import Row": "what the business register says",
	"Register Source": "what the business register says",
	"Sector Change": "what the business register says",
	"Stakeholder Briefing": "told by its recipients",
	"Survey Answer": "told by its participant",
	"Support Entry": "hours beside the documents that gave them",
	"Indicator Reading": "evidence of a figure",
}

# have a link that no list of the form leads to
NOT_CONNECTED = {
	"Election Ballot": "secret",
	"Election Correction": "of a roll of electors",
	"Hub Event": "of calls, campaigns, networks, needs, proposals, consortia and projects",
	"Hub Meeting": "held for networks, bodies, consortia, proposals and campaigns",
	"Hub News": "about records of every kind",
	"Member Vote": "of networks, bodies, consortia, campaigns and meetings",
	"Record Merge": "about records of every kind",
	"Register Entry": "what the business register says",
	"Register Import Row": "what the business register says",
	"Segment Use": "its Dynamic Link leads to what used the segment",
	"Stakeholder Briefing": "about records of every kind",
	"Support Entry": "its Dynamic Link leads to the document that gave the hours",
}


def list_connections(doctype: str) -> set[str]:
	groups = frappe.get_meta(doctype).get_dashboard_data().transactions
	return {item for group in groups for item in group["items"]}


class TestWorkDone(HubTestCase):
	def setUp(self):
		super().setUp()
		self.ngo = make_ngo(stage="Verified", phone="05 380 11 22")
		self.session = make_session(ngo=self.ngo.name, topic="Klic o statutu")
		self.need = make_need(ngo=self.ngo.name, stage="Accepted", need_title="Prostor za vaje")

	def titles(self, **asked) -> list[str]:
		lines = get_lines("NGO", self.ngo.name, **asked)["lines"]
		return [line["title"] for line in lines]

	def test_every_field_that_names_an_organisation_or_place_is_a_line_or_said_to_be_none(self):
		missing = {
			(doctype, subject)
			for doctype in get_own_doctypes()
			for subject in SUBJECTS
			if not frappe.get_meta(doctype).istable and get_ways(doctype, subject)
			if doctype not in get_sources() and doctype not in NO_WORK
		}
		self.assertEqual(missing, set(), "name it in the hook hub_work_done")

	def test_every_link_to_an_organisation_or_place_is_a_connection_of_its_form(self):
		missing = {
			(doctype, subject)
			for subject in ("NGO", "Stakeholder", "Municipality")
			for doctype in get_own_doctypes()
			if doctype not in (subject, *NOT_CONNECTED) and not frappe.get_meta(doctype).istable
			if any(way.rows is None for way in get_ways(doctype, subject))
			if doctype not in list_connections(subject)
		}
		self.assertEqual(missing, set(), "add it to the dashboard of the form")

	def test_the_day_and_project_of_every_source_are_fields(self):
		for source in get_sources().values():
			meta = frappe.get_meta(source.doctype)
			for name in filter(None, (source.day, source.about, (source.project or "").partition(".")[0])):
				with self.subTest(f"{source.doctype}.{name}"):
					self.assertTrue(name in ("creation", "name") or meta.has_field(name))

	def test_lines_of_all_areas_stand_together_the_newest_first(self):
		lines = get_lines("NGO", self.ngo.name)["lines"]

		self.assertEqual({line["doctype"] for line in lines}, {"Mentoring Session", "Local Need"})
		self.assertEqual({line["title"] for line in lines}, {"Klic o statutu", "Prostor za vaje"})

	def test_a_record_that_is_called_by_a_number_says_only_what_it_is_about(self):
		call = make_call(call_title="Small grants")
		alert = {"doctype": "Funding Call Alert", "funding_call": call.name, "ngo": self.ngo.name}
		frappe.get_doc({**alert, "sent_on": today()}).insert(ignore_permissions=True)

		(line,) = get_lines("NGO", self.ngo.name, kind="Funding Call Alert")["lines"]

		self.assertEqual((line["title"], line["detail"]), ("Small grants", ""))

	def test_kind_period_and_page_narrow_them(self):
		self.assertEqual(self.titles(kind="Local Need"), ["Prostor za vaje"])
		self.assertEqual(self.titles(since=add_days(today(), 400)), [])
		self.assertEqual(self.titles(until="2001-01-01"), [])
		page = get_lines("NGO", self.ngo.name, start=1, limit=1)
		self.assertEqual((len(page["lines"]), page["more"]), (1, False))
		self.assertTrue(get_lines("NGO", self.ngo.name, limit=1)["more"])

	def test_a_municipality_tells_what_was_done_with_those_who_are_seated_there(self):
		lines = get_lines("Municipality", self.ngo.municipality, limit=100)["lines"]

		self.assertLessEqual({self.session.name, self.need.name}, {line["name"] for line in lines})

	def test_what_bears_the_name_of_an_organisation_shows_its_title(self):
		call = make_call()
		alert = {"funding_call": call.name, "ngo": self.ngo.name, "match_state": "Matches", "sent_on": now()}
		frappe.get_doc({"doctype": "Funding Call Alert", **alert}).insert()

		lines = get_lines("Municipality", self.ngo.municipality, kind="Funding Call Alert")["lines"]
		of_ngo = get_lines("NGO", self.ngo.name, kind="Funding Call Alert")["lines"]

		self.assertIn(
			(call.call_title, self.ngo.ngo_name), [(line["title"], line["detail"]) for line in lines]
		)
		self.assertEqual([(line["title"], line["detail"]) for line in of_ngo], [(call.call_title, "")])

	def test_nobody_sees_a_line_of_a_record_that_they_may_not_read(self):
		mentor = make_user("mentor.of.others@example.org", "Hub Mentor")

		with as_user(mentor):
			self.assertNotIn("Klic o statutu", self.titles())
			hidden = frappe.db.get_value("NGO", {"stage": "Submitted"}) or make_hidden()
			with self.assertRaises(frappe.PermissionError):
				get_lines("NGO", hidden)
		with as_user("Guest"), self.assertRaises(frappe.PermissionError):
			get_head("NGO", self.ngo.name)

	def test_strange_questions_are_refused_by_name(self):
		with self.assertRefused("doctype"):
			get_lines("User", "Administrator")
		with self.assertRefused("doctype"):
			get_head("User", "Administrator")

	def test_the_head_tells_who_where_and_what(self):
		head = get_head("NGO", self.ngo.name)
		self.assertEqual(head["people"][0]["phone"], self.ngo.phone)
		self.assertIn(self.ngo.municipality, head["where"])

		office = make_stakeholder(municipality=self.ngo.municipality, stakeholder_type="Municipality")
		person = frappe.get_doc(doctype="Contact", first_name="Ana", last_name="Županja")
		person.append("links", {"link_doctype": "Stakeholder", "link_name": office.name})
		person.insert()

		for doctype, name in (("Stakeholder", office.name), ("Municipality", self.ngo.municipality)):
			self.assertIn("Ana Županja", [one["name"] for one in get_head(doctype, name)["people"]])
		self.assertEqual(get_head("Contact", person.name)["where"], [office.stakeholder_name])

	def test_the_print_holds_the_lines_of_the_period_that_is_asked_for(self):
		page = frappe.get_print("NGO", self.ngo.name, "Work with NGO")
		self.assertIn("Klic o statutu", page)

		frappe.form_dict.update(until="2001-01-01")
		self.addCleanup(frappe.form_dict.pop, "until", None)

		self.assertNotIn("Klic o statutu", frappe.get_print("NGO", self.ngo.name, "Work with NGO"))


def make_hidden() -> str:
	with as_user("Administrator"):
		return make_ngo(stage="Submitted").name
