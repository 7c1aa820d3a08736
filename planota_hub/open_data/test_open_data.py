# SPDX-License-Identifier: GPL-3.0-only
"""What open data holds and what it never holds, how it is answered, and that what is taken back is gone from all of it."""

import json

import frappe
from frappe.utils import add_days, now_datetime, today
from werkzeug.wrappers import Response

from planota_hub.advocacy.doctype.advocacy_campaign.test_advocacy_campaign import make_campaign
from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.funding.doctype.funding_call.test_funding_call import make_call
from planota_hub.funding.doctype.project_indicator.test_project_indicator import make_indicator
from planota_hub.funding.doctype.reporting_period.test_reporting_period import make_period
from planota_hub.funding.indicators.readings import compute_period
from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_body, make_mandate
from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.local_networks.doctype.local_network.test_local_network import make_member, make_network
from planota_hub.open_data import limits
from planota_hub.open_data.answers import allow_reading
from planota_hub.open_data.rdf import write_jsonld, write_turtle, write_xml
from planota_hub.planota_hub.doctype.hub_event.test_hub_event import make_event
from planota_hub.public_forms.datasets import get_datasets
from planota_hub.website.feeds import list_feeds
from planota_hub.website.test_public_records import PublicTestCase, make_public_ngo

FOLDER = "open-data"


class OpenDataTestCase(PublicTestCase):
	def setUp(self):
		super().setUp()
		frappe.cache.delete_value("hub_open_data:127.0.0.1")

	def ask(self, path: str, **arguments) -> dict | list:
		"""Return what is answered as JSON, at whatever status."""
		return json.loads(self.open_page(f"{FOLDER}/{path}", **arguments).get_data())

	def read_all(self) -> dict[str, str]:
		"""Return every address at which records are published, with what stands there."""
		paths = ["sitemap.xml", "ngos.csv", "ngos.json", *(path for path, _title in list_feeds())]
		for dataset in get_datasets():
			paths += [f"{FOLDER}/{dataset.folder}{ending}" for ending in (".csv", ".spreadsheet.csv")]
			paths.append(f"{FOLDER}/api/{dataset.folder}")
		return {path: self.read(path) for path in paths} | self.read_sets()

	def read_sets(self) -> dict[str, str]:
		"""Return all sets as JSON and in the standards of their fields."""
		paths = [f"{FOLDER}/{dataset.folder}.json" for dataset in get_datasets()]
		paths += [f"{FOLDER}/{file.path}" for dataset in get_datasets() for file in dataset.standards]
		return {path: self.read(path) for path in paths}


class TestTakenBack(OpenDataTestCase):
	def test_what_is_taken_back_is_gone_from_every_file_feed_and_answer_at_once(self):
		published = publish_everything()
		before = self.read_all()
		for name, (_doc, secret, _change) in published.items():
			self.assertTrue([path for path, text in before.items() if secret in text], name)

		for doc, _secret, change in published.values():
			frappe.get_doc(doc.doctype, doc.name).db_set(change)
		after = self.read_all()

		for name, (doc, secret, _change) in published.items():
			self.assertEqual([path for path, text in after.items() if secret in text], [], name)
			for dataset in (one for one in get_datasets() if one.doctype == doc.doctype):
				response = self.open_page(f"{FOLDER}/api/{dataset.folder}/{doc.name}")
				self.assertEqual(response.status_code, 404, name)

	def test_an_organisation_that_left_the_register_is_not_named_by_its_network_and_mandate_either(self):
		ngo = make_public_ngo()
		make_network(members=[make_member(ngo)], show_on_website=1)
		make_mandate(make_body(published=1), ngo=ngo.name)
		self.assertIn(ngo.name, self.read(f"{FOLDER}/networks.json"))
		self.assertIn(ngo.ngo_name, self.read(f"{FOLDER}/bodies.popolo.json"))

		ngo.db_set("consent_register", 0)

		for path, text in self.read_sets().items():
			self.assertNotIn(ngo.name, text, path)
			self.assertNotIn(ngo.ngo_name, text, path)

	def test_no_mailbox_and_no_person_is_in_it_besides_who_holds_a_mandate(self):
		ngo = make_public_ngo()
		make_need(stage="Accepted", reporter_name="Breda Skrita", reporter_email="skrita@example.org")
		make_workshop(trainer_name="Breda Skrita", trainer_organisation="Inštitut Zate")
		make_network(members=[make_member(ngo, contact_person="Breda Skrita")], show_on_website=1)

		for path, text in self.read_sets().items():
			self.assertNotIn("Breda Skrita", text, path)
			self.assertNotIn("skrita@example.org", text, path)
		self.assertIn("Inštitut Zate", self.read(f"{FOLDER}/workshops.json"))


def publish_everything() -> dict[str, tuple]:
	"""Make a public record of each kind; returns it, a text that is in no other, and the change that takes it back."""
	key = frappe.generate_hash(length=8)
	ngo = make_public_ngo(ngo_name=f"Društvo {key}")
	body = make_body(published=1, body_name=f"Svet {key}")
	project = make_project(show_on_website=1, project_title=f"Projekt {key}")
	indicator = make_reported_indicator(project, f"Kazalnik {key}")
	return {
		"NGO": (ngo, ngo.ngo_name, {"consent_register": 0}),
		"Need": (
			make_need(stage="Accepted", need_title=f"Potreba {key}"),
			f"Potreba {key}",
			{"stage": "Rejected"},
		),
		"Network": (
			make_network(network_name=f"Mreža {key}", show_on_website=1),
			f"Mreža {key}",
			{"show_on_website": 0},
		),
		"Mandate": (make_mandate(body, person_name=f"Ana {key}"), f"Ana {key}", {"ended_early_on": today()}),
		"Body": (body, f"Svet {key}", {"published": 0}),
		"Workshop": (
			make_workshop(workshop_title=f"Delavnica {key}"),
			f"Delavnica {key}",
			{"stage": "Draft"},
		),
		"Event": (make_event(event_title=f"Dogodek {key}"), f"Dogodek {key}", {"stage": "Draft"}),
		"Call": (make_call(call_title=f"Razpis {key}"), f"Razpis {key}", {"status": "Withdrawn"}),
		"Campaign": (
			make_campaign(stage="Active", is_public=1, campaign_title=f"Kampanja {key}"),
			f"Kampanja {key}",
			{"is_public": 0},
		),
		"Indicator": (indicator, f"Kazalnik {key}", {"show_on_website": 0}),
		"Project": (project, f"Projekt {key}", {"show_on_website": 0}),
	}


def make_reported_indicator(project, name: str):
	"""Make a shown indicator of which a period was reported to the funder."""
	period = make_period(project)
	targets = [(period, 12)]
	indicator = make_indicator(project, targets=targets, indicator_name=name, show_on_website=1)
	compute_period(period)
	period.db_set("stage", "Submitted")
	return indicator


class TestFiles(OpenDataTestCase):
	def test_a_table_for_programs_and_one_for_people_hold_the_same_records(self):
		ngo = make_public_ngo(legal_form="Association", description='Rože, "trave"\nin gobe')

		table = self.read(f"{FOLDER}/organisations.csv")
		frappe.local.lang = "sl"
		sheet = self.read(f"{FOLDER}/organisations.spreadsheet.csv", _lang="sl")

		self.assertTrue(table.startswith("id,url,name,"))
		self.assertIn(f"\r\n{ngo.name},", table)
		self.assertIn(",Association,", table)
		self.assertTrue(sheet.startswith("\ufeff"))
		self.assertIn(f"{ngo.name}", sheet)
		self.assertIn("Društvo", sheet)

	def test_no_text_becomes_a_formula_and_json_has_it_as_it_is(self):
		make_public_ngo().db_set("description", "=SUM(A1)")
		for ending in (".csv", ".spreadsheet.csv"):
			self.assertIn("'=SUM(A1)", self.read(f"{FOLDER}/organisations{ending}"))
		self.assertIn('"=SUM(A1)"', self.read(f"{FOLDER}/organisations.json"))

	def test_moments_are_in_universal_time(self):
		workshop = make_workshop()
		row = next(row for row in self.ask("workshops.json") if row["id"] == workshop.name)
		self.assertTrue(row["starts_on"].endswith("+00:00"))

	def test_the_address_of_a_set_leads_to_what_is_said_of_it(self):
		response = self.open_page(f"{FOLDER}/needs")
		self.assertEqual(response.status_code, 303)
		self.assertTrue(response.headers["Location"].endswith("/open-data#needs"))

	def test_the_page_lists_every_set_and_the_foot_of_each_page_leads_there(self):
		page = self.read(FOLDER)
		for dataset in get_datasets():
			self.assertIn(f'id="{dataset.folder}"', page)
		self.assertIn('href="/open-data"', self.read("ngos"))
		self.assertIn("/open-data</loc>", self.read("sitemap.xml"))

	def test_a_service_is_found_by_its_number(self):
		make_workshop(workshop_title="Prijave zate")
		page = self.ask("open-referral/services", per_page="1")
		services = self.ask("open-referral/services")["contents"]
		service = next(one for one in services if one["name"] == "Prijave zate")

		self.assertEqual((page["size"], page["first_page"]), (1, True))
		self.assertEqual(self.ask(f"open-referral/services/{service['id']}"), service)
		self.assertEqual(self.open_page(f"{FOLDER}/open-referral/services/none").status_code, 404)


class TestInterface(OpenDataTestCase):
	def test_is_read_in_pages_of_which_each_leads_to_the_next(self):
		needs = sorted(make_need(stage="Accepted", municipality="Bovec").name for _number in range(3))
		asked = {"municipality": "Bovec", "per_page": "2"}

		first = self.ask("api/needs", **asked)
		second = self.ask("api/needs", **asked, page="2")

		found = [row["id"] for row in first["items"] + second["items"]]
		self.assertLessEqual(set(needs), set(found))
		self.assertEqual(len(found), len(set(found)))
		self.assertIn("page=2", first["next"])
		self.assertIn("municipality=Bovec", first["next"])

	def test_is_narrowed_down_by_tables_and_by_the_day_of_the_last_change(self):
		ngo = make_public_ngo(fields_of_work=[{"field_of_work": "Youth"}])
		other = make_public_ngo(fields_of_work=[{"field_of_work": "Health"}])
		other.db_set("modified", add_days(now_datetime(), -9), update_modified=False)

		young = self.ask("api/organisations", field_of_work="Youth", per_page="500")
		changed = self.ask("api/organisations", changed_since=today(), per_page="500")

		for answer in (young, changed):
			found = {row["id"] for row in answer["items"]}
			self.assertIn(ngo.name, found)
			self.assertNotIn(other.name, found)

	def test_one_record_is_the_row_of_the_list(self):
		need = make_need(stage="Accepted")
		self.assertEqual(self.ask(f"api/needs/{need.name}")["title"], need.need_title)

	def test_refuses_what_it_does_not_know_and_names_it(self):
		for arguments, words in (
			({"municipalty": "Bovec"}, "municipalty is not known here"),
			({"page": "0"}, "from 1 to"),
			({"page": "x"}, "from 1 to"),
			({"per_page": "501"}, "from 1 to 500"),
			({"changed_since": "2026-02-31"}, "expected is a day"),
			({"changed_since": "yesterday"}, "expected is a day"),
		):
			response = self.open_page(f"{FOLDER}/api/needs", **arguments)
			self.assertEqual(response.status_code, 400, arguments)
			self.assertEqual(response.mimetype, "application/problem+json")
			self.assertIn(words, json.loads(response.get_data())["detail"])
		for path in ("api/nothing", "api/needs/NEED-99999", "nothing.csv", "needs.exe"):
			self.assertEqual(self.open_page(f"{FOLDER}/{path}").status_code, 404, path)

	def test_only_reads(self):
		response = self.post_page(f"{FOLDER}/api/needs", title="x")
		self.assertEqual((response.status_code, response.headers["Allow"]), (405, "GET, HEAD, OPTIONS"))

	def test_too_many_requests_of_one_address_are_told_to_wait(self):
		limit, limits.MOST = limits.MOST, 1
		self.addCleanup(setattr, limits, "MOST", limit)
		first, second = (self.open_page(f"{FOLDER}/api") for _number in range(2))
		self.assertEqual((first.status_code, second.status_code), (200, 429))
		self.assertEqual(second.headers["Retry-After"], "60")


class TestAnswers(OpenDataTestCase):
	def test_what_the_reader_has_is_not_sent_again_until_it_changes(self):
		need = make_need(stage="Accepted")
		mark = self.open_page(f"{FOLDER}/needs.json").headers["ETag"]
		self.assertEqual(self.ask_again(mark).status_code, 304)

		need.db_set("need_title", "Changed")
		self.assertEqual(self.ask_again(mark).status_code, 200)

	def ask_again(self, mark: str) -> Response:
		frappe.utils.set_request(method="GET", path=f"{FOLDER}/needs.json", headers={"If-None-Match": mark})
		return self.answer({})

	def test_any_website_may_read_and_nothing_else_of_the_site(self):
		for path, is_open in ((f"{FOLDER}/api", True), ("ngos", False)):
			response = self.open_page(path)
			allow_reading(response, frappe.local.request)
			self.assertEqual(
				response.headers.get("Access-Control-Allow-Origin"), "*" if is_open else None, path
			)


class TestCatalogueForms(OpenDataTestCase):
	def test_no_text_breaks_out_of_any_form(self):
		text = "a \"b\" \\ c\nd <e> & 'f'"
		node = {
			"@id": "http://x/ y>",
			"@type": "dcat:Catalog",
			"dct:title": {"@value": text, "@language": "sl"},
		}

		self.assertIn('"a \\"b\\" \\\\ c\\nd <e> & \'f\'"@sl', write_turtle(node))
		self.assertIn("<http://x/%20y%3E>", write_turtle(node))
		self.assertIn("d &lt;e&gt; &amp; 'f'", write_xml(node))
		self.assertEqual(json.loads(write_jsonld(node))["dct:title"]["@value"], text)
