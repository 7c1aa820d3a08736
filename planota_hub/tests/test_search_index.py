# SPDX-License-Identifier: GPL-3.0-only
"""The search index is complete when something was installed, migrated or loaded, before any job has run."""

import frappe
from frappe.utils.global_search import search

from planota_hub import install
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.rules.search_index import drop_waiting, fill_search_index
from planota_hub.tests.compat import HubTestCase

WAITING = "global_search_queue"


class TestSearchIndex(HubTestCase):
	def test_what_was_saved_is_found_at_once_and_nothing_waits(self):
		stakeholder = make_stakeholder(stakeholder_name="Zavod Nebesomer")

		fill_search_index()

		self.assertEqual(frappe.cache.llen(WAITING), 0)
		self.assertIn(stakeholder.name, [hit.name for hit in search("Nebesomer")])

	def test_only_what_is_meant_is_dropped_from_what_waits(self):
		fill_search_index()
		kept, dropped = (
			make_stakeholder(stakeholder_name=f"Zavod {name}") for name in ("Jelka", "Nebesomer")
		)

		drop_waiting(lambda entry: entry["name"] == dropped.name)
		fill_search_index()

		self.assertEqual(search("Nebesomer"), [])
		self.assertIn(kept.name, [hit.name for hit in search("Jelka")])

	def test_migration_leaves_nothing_waiting(self):
		make_stakeholder(stakeholder_name="Zavod Nebesomer")

		install.after_migrate()

		self.assertEqual(frappe.cache.llen(WAITING), 0)

	def test_the_places_of_a_new_site_are_found(self):
		indexed = frappe.qb.Table("__global_search")
		query = frappe.qb.from_(indexed).select(indexed.name).where(indexed.doctype == "Municipality")
		found = {name for (name,) in query.run()}

		self.assertLessEqual({"Tolmin", "Ajdovščina", "Nova Gorica"}, found)
