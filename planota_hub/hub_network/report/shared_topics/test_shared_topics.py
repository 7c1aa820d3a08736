# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.hub_network.comparing.offers import send_offers
from planota_hub.hub_network.comparing.similarity import get_words
from planota_hub.hub_network.doctype.network_hub.test_network_hub import make_network_hub
from planota_hub.hub_network.publishing.signing import get_public_key
from planota_hub.hub_network.receiving.importing import import_report
from planota_hub.hub_network.receiving.test_importing import KEY, NAME, OTHER_KEY, write_file, write_report
from planota_hub.hub_network.report.shared_topics.shared_topics import execute
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.tests.compat import HubTestCase

SOUTH = "Hub of the South"


def need(title: str, field: str = "Older People") -> dict:
	address = f"https://hub.test/needs/{len(title)}"
	return {
		"id": title,
		"title": title,
		"field_of_work": field,
		"place": "Bovec",
		"state": "Accepted",
		"address": address,
	}


def practice(title: str, summary: str = "", field: str = "Older People") -> dict:
	row = need(title, field)
	del row["state"]
	return {**row, "summary": summary}


class TestSharedTopics(HubTestCase):
	def setUp(self):
		super().setUp()
		for doctype in ("Received Figure", "Received Hub Report", "Network Hub"):
			frappe.db.delete(doctype)
		change_settings(is_network=1)
		for name, key in ((NAME, KEY), (SOUTH, OTHER_KEY)):
			make_network_hub(
				hub_name=name,
				public_key=get_public_key(key),
				contact_email=f"hub{name[-5:].lower()}@hub.test",
			)

	def load(self, north: list[dict], south: list[dict], practices: list[dict] | None = None):
		import_report(write_file(needs=north), "File")
		hub = {**write_report()["hub"], "name": SOUTH}
		import_report(write_file(OTHER_KEY, hub=hub, needs=south, practices=practices or []), "File")

	def test_forms_of_a_word_are_one_and_short_and_empty_words_do_not_count(self):
		self.assertEqual(get_words("Prevoz starejših, PREVOZI za društvo"), {"prevoz", "starej"})

	def test_the_same_need_of_two_hubs_is_found_with_the_reason(self):
		self.load(
			[need("Ni prevoza za starejše")],
			[need("Prevozi starejših iz vasi"), need("Umazana reka", "Youth")],
		)

		rows = execute()[1]

		self.assertEqual(
			[
				(row["kind"], row["title"], row["other_title"], row["shared_words"], row["field_of_work"])
				for row in rows
			],
			[
				(
					"The same need",
					"Ni prevoza za starejše",
					"Prevozi starejših iz vasi",
					"prevoz, starej",
					"Older People",
				)
			],
		)

	def test_one_word_is_enough_in_one_field_of_work_and_not_in_two(self):
		self.load([need("Prevozi zjutraj")], [need("Prevozi zvečer"), need("Prevozi ponoči", "Youth")])

		self.assertEqual([row["other_title"] for row in execute()[1]], ["Prevozi zvečer"])

	def test_needs_of_one_hub_are_no_pair(self):
		self.load([need("Ni prevoza za starejše"), need("Prevozi starejših")], [])

		self.assertEqual(execute()[1], [])

	def test_a_practice_is_offered_for_a_need_elsewhere_and_both_hubs_are_told(self):
		self.load(
			[need("Ni prevoza za starejše")],
			[],
			[practice("Sosedje vozijo", "Prevozi starejših po nakupih.")],
		)

		rows = execute({"kind": "Answer"})[1]
		told = send_offers()

		self.assertEqual(
			[(row["title"], row["other_title"]) for row in rows],
			[("Ni prevoza za starejše", "Sosedje vozijo")],
		)
		self.assertEqual(told, 2)
