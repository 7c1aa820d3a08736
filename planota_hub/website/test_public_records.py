# SPDX-License-Identifier: GPL-3.0-only
"""The pages of records: what each area shows, that people are never among it, and that what is taken off is gone."""

import json
from xml.etree import ElementTree

import frappe
from frappe.utils import add_days, now_datetime, today
from icalendar import Calendar

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.funding.doctype.funding_call.test_funding_call import make_call
from planota_hub.funding.projects.public_page import describe_figure
from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_body, make_mandate
from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.local_networks.doctype.local_network.test_local_network import make_member, make_network
from planota_hub.local_networks.doctype.representative_election.test_representative_election import (
	make_election,
)
from planota_hub.partnerships.doctype.joint_action_plan.test_joint_action_plan import (
	make_action,
	make_municipal_plan,
)
from planota_hub.partnerships.doctype.partnership_consortium.test_partnership_consortium import (
	make_consortium,
	make_partner,
)
from planota_hub.planota_hub.doctype.good_practice.test_good_practice import make_practice
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.public_forms.public_areas import get_addresses, get_areas
from planota_hub.public_forms.test_website import PageTestCase

MOST_PEOPLE = ("Skrita", "skrita@example.org", "041 999 888")


def make_public_ngo(**overrides):
	"""Create an NGO of the public register, with a person and a mailbox that nobody may see."""
	values = {
		"ngo_name": f"Društvo čmrljev {frappe.generate_hash(length=8)}",
		"description": "We look after bumblebees.",
		"email": "skrita@example.org",
		"phone": "+386 41 999 888",
		"representatives": [{"full_name": "Breda Skrita"}],
		"stage": "Verified",
		"consent_register": 1,
		**overrides,
	}
	return make_ngo(**values)


class PublicTestCase(PageTestCase):
	def assertHides(self, page: str, *secrets: str):
		for secret in (*MOST_PEOPLE, *secrets):
			self.assertNotIn(secret, page)


class TestNGOPage(PublicTestCase):
	def test_says_who_it_is_and_what_it_does_with_others_and_no_person(self):
		ngo = make_public_ngo()
		practice = make_practice(stage="Published", ngo=ngo.name)
		body = make_body(published=1)
		make_mandate(body, ngo=ngo.name, person_name="Breda Skrita")
		network = make_network(members=[make_member(ngo)], show_on_website=1)
		need = make_need(stage="Accepted")
		consortium = make_consortium(
			partners=[{**make_partner(), "partner": ngo.name}, make_partner("Municipality")],
			addressed_needs=[{"need": need.name}],
			show_on_website=1,
		)

		page = self.read(f"ngos/{ngo.name}")

		for text in (ngo.ngo_name, "We look after bumblebees.", body.body_name, '"@type": "NGO"'):
			self.assertIn(text, page)
		for path in (
			f"/good-practices/{practice.name}",
			f"/networks/{network.name}",
			f"/needs/{need.name}",
			f"/partnerships/{consortium.name}",
		):
			self.assertIn(f'href="{path}"', page)
		self.assertHides(page)

	def test_partnerships_and_networks_that_are_not_shown_stay_unknown(self):
		ngo = make_public_ngo()
		network = make_network(members=[make_member(ngo)])
		self.assertNotIn(network.network_name, self.read(f"ngos/{ngo.name}"))

	def test_a_consent_taken_back_is_obeyed_at_once_everywhere(self):
		ngo = make_public_ngo(consent_given_on=now_datetime())
		ngo.consent_register = 0
		ngo.save()

		response = self.open_page(f"ngos/{ngo.name}")

		self.assertEqual(response.status_code, 410)
		gone = response.get_data(as_text=True)
		self.assertIn('content="noindex"', gone)
		for page in (gone, *map(self.read, ("sitemap.xml", "ngos", "ngos.csv", "ngos.json"))):
			self.assertNotIn(ngo.ngo_name, page)
			self.assertNotIn(f"/ngos/{ngo.name}", page)

	def test_who_never_was_on_the_website_is_not_found(self):
		for ngo in (make_ngo(), make_ngo(stage="Verified")):
			self.assertEqual(self.open_page(f"ngos/{ngo.name}").status_code, 404)
		self.assertEqual(self.open_page("ngos/no-such-ngo").status_code, 404)


class TestRegisterFiles(PublicTestCase):
	def test_hold_what_the_list_shows_and_no_person(self):
		ngo, other = (
			make_public_ngo(ngo_name="Čmrlji Kobarid zate"),
			make_public_ngo(ngo_name="Ribe Bovec zate"),
		)

		table, rows = (
			self.read("ngos.csv", q="cmrlji zate"),
			json.loads(self.read("ngos.json", q="cmrlji zate")),
		)

		self.assertIn(ngo.ngo_name, table)
		self.assertEqual([row["ngo_name"] for row in rows], [ngo.ngo_name])
		self.assertTrue(rows[0]["url"].endswith(f"/ngos/{ngo.name}"))
		self.assertNotIn(other.ngo_name, table)
		self.assertHides(table + str(rows))

	def test_no_name_becomes_a_formula(self):
		make_public_ngo(ngo_name="Zvezek").db_set({"ngo_name": "=SUM(A1)", "search_text": "zvezek"})
		self.assertIn("'=SUM(A1)", self.read("ngos.csv", q="zvezek"))


class TestRegisterSearch(PublicTestCase):
	def test_finds_by_field_of_work_and_place_as_well(self):
		ngo = make_public_ngo(municipality="Tolmin", fields_of_work=[{"field_of_work": "Youth"}])
		self.assertIn(ngo.ngo_name, self.read("ngos", q="cmrljev youth TOLMIN"))
		self.assertNotIn(ngo.ngo_name, self.read("ngos", q="cmrljev health"))

	def test_is_narrowed_down_to_a_part_of_the_map_and_legal_form(self):
		ngo = make_public_ngo(location=point(13.7, 46.2), legal_form="Foundation")
		self.assertIn(ngo.ngo_name, self.read("ngos", q="cmrljev", box="13.6,46.1,13.8,46.3"))
		self.assertNotIn(ngo.ngo_name, self.read("ngos", q="cmrljev", box="14.6,46.1,14.8,46.3"))
		self.assertIn(ngo.ngo_name, self.read("ngos", q=ngo.ngo_name, legal_form="Foundation"))
		self.assertNotIn(ngo.ngo_name, self.read("ngos", q="cmrljev", legal_form="Association"))


class TestNeeds(PublicTestCase):
	def test_an_accepted_need_has_a_page_with_what_became_of_it_and_no_reporter(self):
		need = make_need(stage="Accepted", reporter_name="Breda Skrita", reporter_email="skrita@example.org")
		shown = make_consortium(addressed_needs=[{"need": need.name}], show_on_website=1)
		hidden = make_consortium(addressed_needs=[{"need": need.name}])

		page = self.read(f"needs/{need.name}")

		self.assertIn("No bus to the health centre", page)
		self.assertIn(f'href="/partnerships/{shown.name}"', page)
		self.assertIn(f"/endorse-need/new?need={need.name}", page)
		self.assertHides(page, hidden.consortium_name, hidden.name)
		for path in ("needs", "needs.rss", "sitemap.xml"):
			self.assertIn(need.name, self.read(path), path)

	def test_what_is_not_accepted_is_nowhere(self):
		for stage in ("Submitted", "Rejected"):
			need = make_need(stage=stage)
			self.assertEqual(self.open_page(f"needs/{need.name}").status_code, 404)
			for path in ("needs", "needs.rss", "sitemap.xml"):
				self.assertNotIn(need.name, self.read(path), path)

	def test_are_found_by_words_whatever_their_carons_and_narrowed_down(self):
		need = make_need(stage="Accepted", need_title="Čakalnica pri šoli zate", location=point(13.7, 46.2))
		self.assertIn(need.name, self.read("needs", q="SOLI cakalnica"))
		for conditions in (
			{"q": "pošta zate"},
			{"stage": "Addressed"},
			{"box": "1,1,2,2"},
			{"municipality": "Bovec"},
		):
			self.assertNotIn(need.name, self.read("needs", **conditions), conditions)


class TestPublishedRecords(PublicTestCase):
	def test_a_network_shows_its_needs_and_the_members_that_agreed(self):
		ngo, silent = make_public_ngo(), make_ngo(stage="Verified")
		row = {"contact_person": "Breda Skrita", "email": "skrita@example.org"}
		network = make_network(members=[make_member(ngo, **row), make_member(silent)], show_on_website=1)
		need = make_need(stage="Accepted", local_network=network.name)

		page = self.read(f"networks/{network.name}")

		self.assertIn(f'href="/ngos/{ngo.name}"', page)
		self.assertIn(f'href="/needs/{need.name}"', page)
		self.assertHides(page, silent.ngo_name)

	def test_a_joint_plan_shows_its_actions_and_no_cost(self):
		plan = make_municipal_plan(show_on_website=1)
		action = make_action(plan, planned_cost=4321)
		self.assertEqual(self.open_page(f"joint-plans/{plan.name}").status_code, 404)

		plan.db_set("stage", "Agreed")
		page = self.read(f"joint-plans/{plan.name}")

		self.assertIn(action.action_title, page)
		self.assertHides(page, "4.321", "4,321")

	def test_a_project_shows_who_pays_for_it(self):
		project = make_project(show_on_website=1, publicity_statement="Paid by the fund.")
		page = self.read(f"projects/{project.name}")
		for text in (project.funders[0].funder_name, "Paid by the fund."):
			self.assertIn(text, page)

	def test_a_figure_stands_with_the_days_of_its_period_and_its_unit_by_itself(self):
		row = frappe._dict(actual=432.0, target=400.0, unit="ure")
		days = "1. 2. 2026 – 31. 7. 2026"

		self.assertEqual(describe_figure(row, days), f"432, planned 400 ({days}) · Unit: ure")
		self.assertEqual(describe_figure(frappe._dict(actual=432.0), days), "432")

	def test_what_the_hub_does_not_show_is_in_no_list_and_has_no_page(self):
		hidden = {
			"networks": make_network(),
			"partnerships": make_consortium(),
			"joint-plans": make_municipal_plan(),
			"projects": make_project(),
		}
		for folder, record in hidden.items():
			self.assertNotIn(record.name, self.read(folder), folder)
			self.assertEqual(self.open_page(f"{folder}/{record.name}").status_code, 404, folder)

	def test_addresses_are_those_of_public_records_alone(self):
		shown, hidden = make_network(show_on_website=1), make_network()
		self.assertEqual(
			get_addresses("Local Network", [shown.name, hidden.name]), {shown.name: f"/networks/{shown.name}"}
		)


class TestMeetings(PublicTestCase):
	def test_an_announced_meeting_is_public_from_the_invitation_on_and_its_minutes_are_not(self):
		meeting = make_meeting(stage="Called", announced=1, minutes="Who quarrelled with whom")
		page = self.read(f"meetings/{meeting.name}")
		self.assertIn(meeting.subject, page)
		self.assertNotIn("quarrelled", page)
		for path in ("meetings", "calendar", "sitemap.xml"):
			self.assertIn(meeting.name, self.read(path), path)
		self.assertIn(meeting.name, self.read("calendar.ics"))

	def test_others_stay_unknown(self):
		for meeting in (make_meeting(stage="Called"), make_meeting(announced=1)):
			self.assertEqual(self.open_page(f"meetings/{meeting.name}").status_code, 404)
			self.assertNotIn(meeting.name, self.read("meetings.ics"))


class TestNarrowing(PublicTestCase):
	def make_news(self, title: str, **values):
		return frappe.get_doc(
			{
				"doctype": "Hub News",
				"news_title": title,
				"lead": "News.",
				"news_date": today(),
				"published": 1,
			}
			| values
		).insert()

	def test_a_list_is_narrowed_down_by_words_place_and_field(self):
		field = frappe.get_all("Field of Work", {"disabled": 0}, pluck="name", order_by="name asc", limit=1)[
			0
		]
		here = self.make_news("Čebele in ljudje", municipality="Tolmin", field_of_work=field)
		elsewhere = self.make_news("Čebele in mesto", municipality="Bovec")
		for asked in ({"q": "LJUDJE cebele"}, {"municipality": "Tolmin"}, {"field": field}):
			with self.subTest(asked):
				page = self.read("news", **asked)

				self.assertIn(f"/news/{here.name}", page)
				self.assertNotIn(f"/news/{elsewhere.name}", page)

	def test_what_matches_nothing_says_so(self):
		page = self.read("news", municipality="<b>Nowhere</b>")

		self.assertIn("Nothing matches", page)
		self.assertNotIn("<b>Nowhere", page)

	def test_workshops_and_meetings_are_narrowed_down_as_well(self):
		shown = make_workshop(stage="Announced", municipality="Tolmin")
		other = make_workshop(stage="Announced", municipality="Bovec")
		page = self.read("workshops", municipality="Tolmin")
		self.assertIn(f"/workshops/{shown.name}", page)
		self.assertNotIn(f"/workshops/{other.name}", page)
		meeting = make_meeting(stage="Called", announced=1)
		self.assertNotIn(meeting.name, self.read("meetings", q="no such words"))
		self.assertIn(meeting.name, self.read("meetings", q=meeting.subject))


class TestStructuredData(PublicTestCase):
	def read_data(self, path: str) -> dict:
		page = self.read(path)
		start = page.index(">", page.index("application/ld+json")) + 1
		return json.loads(page[start : page.index("</script>", start)])

	def test_search_engines_are_told_what_a_record_is(self):
		workshop = make_workshop(stage="Announced")
		plan = make_municipal_plan(show_on_website=1)
		plan.db_set("stage", "Agreed")
		records = {
			f"workshops/{workshop.name}": ("Event", workshop.workshop_title),
			f"calls/{(call := make_call()).name}": ("MonetaryGrant", call.call_title),
			f"meetings/{(meeting := make_meeting(stage='Called', announced=1)).name}": (
				"Event",
				meeting.subject,
			),
			f"ngos/{(ngo := make_public_ngo()).name}": ("NGO", ngo.ngo_name),
			f"needs/{(need := make_need(stage='Accepted')).name}": ("Demand", need.need_title),
			f"elections/{(election := make_election(stage='Call Open')).name}": (
				"Event",
				election.election_title,
			),
			f"networks/{(network := make_network(show_on_website=1)).name}": (
				"Organization",
				network.network_name,
			),
			f"partnerships/{(consortium := make_consortium(show_on_website=1)).name}": (
				"Consortium",
				consortium.consortium_name,
			),
			f"joint-plans/{plan.name}": (
				"Project",
				plan.plan_title,
			),
			f"projects/{(project := make_project(show_on_website=1)).name}": (
				"Project",
				project.project_title,
			),
		}
		for path, (kind, name) in records.items():
			data = self.read_data(path)
			self.assertEqual(
				(data["@context"], data["@type"], data["name"]), ("https://schema.org", kind, name)
			)
			self.assertTrue(data["url"].endswith(path))

	def test_what_is_said_of_a_record_cannot_end_the_script(self):
		practice = make_practice(stage="Published")
		practice.db_set("summary", "</script><script>alert(1)</script>")
		self.assertIn("</script>", self.read_data(f"good-practices/{practice.name}")["description"])


class TestFeeds(PublicTestCase):
	def test_every_area_has_the_feeds_that_it_names_and_its_pages_announce_them(self):
		for area in get_areas():
			page = self.read(area.folder)
			if area.feed:
				feed = ElementTree.fromstring(self.read(f"{area.folder}.rss"))
				self.assertEqual(feed.findtext("channel/description"), area.feed)
				self.assertIn(f'/{area.folder}.rss"', page)
			if area.get_entries:
				Calendar.from_ical(self.read(f"{area.folder}.ics"))
				self.assertIn(f'/{area.folder}.ics"', page)

	def test_the_home_page_announces_all_of_them_and_others_none_of_strangers(self):
		home, track = self.read("home"), self.read("track")
		for feed in ("news.rss", "calls.rss", "calendar.ics"):
			self.assertIn(f'/{feed}"', home)
			self.assertNotIn(f'/{feed}"', track)

	def test_what_has_no_feed_is_not_found(self):
		for path in ("track.rss", "ngos.ics", "nothing.rss", "my-ngos.ics"):
			self.assertEqual(self.open_page(path).status_code, 404, path)

	def test_the_calendar_page_leaves_out_what_is_over(self):
		coming = make_meeting(stage="Called", announced=1)
		over = make_meeting(stage="Called", announced=1)
		over.db_set({"starts_on": add_days(today(), -9), "ends_on": add_days(today(), -9)})
		page = self.read("calendar")
		self.assertIn(coming.name, page)
		self.assertNotIn(over.name, page)


def point(longitude: float, latitude: float) -> str:
	geometry = {"type": "Point", "coordinates": [longitude, latitude]}
	feature = {"type": "Feature", "properties": {}, "geometry": geometry}
	return json.dumps({"type": "FeatureCollection", "features": [feature]})
