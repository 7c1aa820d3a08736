# SPDX-License-Identifier: GPL-3.0-only
"""What becomes of relations when two organisations turn out to be one, and when that is undone."""

import frappe
from frappe.utils import getdate

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.organisation_relation.test_organisation_relation import (
	RELATION,
	make_relation,
)
from planota_hub.planota_hub.merging.records import merge_records, preview_merge
from planota_hub.planota_hub.merging.test_undo import UndoCase


class TestMerging(UndoCase):
	def setUp(self):
		super().setUp()
		self.kept, self.merged, self.union = (make_ngo(stage="Verified") for _one in range(3))

	def relations(self) -> list[tuple]:
		fields = ["organisation", "relation_type", "related", "from_date", "to_date"]
		names = (self.kept.name, self.merged.name)
		rows = frappe.get_all(RELATION, {"organisation": ("in", names)}, fields, order_by="name asc")
		return [tuple(row.values()) for row in rows]

	def test_relations_follow_with_their_names_on_both_sides(self):
		relation = make_relation(organisation=self.merged.name, related=self.union.name)
		other = make_relation(
			relation_type="Founding", organisation=self.union.name, related=self.merged.name
		)

		merge_records("NGO", self.kept.name, self.merged.name)

		relation.reload()
		self.assertEqual(relation.organisation, self.kept.name)
		self.assertEqual(relation.relation_title, f"{self.kept.ngo_name} → {self.union.ngo_name}")
		self.assertEqual(other.reload().related_name, self.kept.ngo_name)

	def test_a_relation_of_the_two_to_each_other_goes_with_a_note(self):
		relation = make_relation(
			relation_type="Succession", organisation=self.kept.name, related=self.merged.name
		)
		shown = [
			row["label"] for row in preview_merge("NGO", self.kept.name, self.merged.name)["differences"]
		]
		self.assertIn("Relation between the two", shown)

		merge_records("NGO", self.kept.name, self.merged.name)

		self.assertFalse(frappe.db.exists(RELATION, relation.name))
		notes = frappe.get_all(
			"Comment", {"reference_name": self.kept.name}, pluck="content", order_by="creation asc"
		)
		self.assertTrue(any("is the successor of" in note for note in notes))

	def test_what_both_said_in_the_same_days_is_said_once_and_other_days_stay(self):
		make_relation(
			organisation=self.kept.name, related=self.union.name, from_date="2010-01-01", to_date="2014-12-31"
		)
		make_relation(
			organisation=self.merged.name,
			related=self.union.name,
			from_date="2012-01-01",
			to_date="2016-12-31",
		)
		make_relation(organisation=self.merged.name, related=self.union.name, from_date="2020-01-01")
		told = [
			row["merged"]
			for row in preview_merge("NGO", self.kept.name, self.merged.name)["differences"]
			if row["label"] == "Relation that both have"
		]
		self.assertEqual(len(told), 1)
		self.assertIn(self.union.ngo_name, told[0])

		merge_records("NGO", self.kept.name, self.merged.name)

		said = (self.kept.name, "Membership", self.union.name)
		self.assertEqual(
			self.relations(),
			[
				(*said, getdate("2010-01-01"), getdate("2016-12-31")),
				(*said, getdate("2020-01-01"), None),
			],
		)

	def test_two_that_would_be_in_a_circle_are_not_merged(self):
		make_relation(organisation=self.kept.name, related=self.union.name)
		make_relation(organisation=self.union.name, related=self.merged.name)

		with self.assertRefused("in a circle"):
			merge_records("NGO", self.kept.name, self.merged.name)
		self.assertTrue(frappe.db.exists("NGO", self.merged.name))

	def test_undoing_brings_every_relation_back(self):
		make_relation(relation_type="Succession", organisation=self.kept.name, related=self.merged.name)
		make_relation(organisation=self.kept.name, related=self.union.name, from_date="2010-01-01")
		make_relation(organisation=self.merged.name, related=self.union.name, from_date="2012-01-01")
		make_relation(relation_type="Founding", organisation=self.union.name, related=self.merged.name)

		self.assert_comes_back("NGO", self.kept.name, self.merged.name)
