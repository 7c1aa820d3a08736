# SPDX-License-Identifier: GPL-3.0-only
"""Segments of those who are related: the members of a federation, whoever founded somebody."""

import frappe

from planota_hub.planota_hub.doctype.organisation_relation.test_organisation_relation import make_relation
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.segments.form import get_deeds_of, preview
from planota_hub.planota_hub.segments.test_segments import SegmentTestCase, get_titles

TO_NGO, TO_STAKEHOLDER = "Relation to an NGO", "Relation to a Stakeholder"


class TestRelations(SegmentTestCase):
	def setUp(self):
		super().setUp()
		self.union = self.make_ngo("Union").name
		self.member, self.former = self.make_ngo("Member").name, self.make_ngo("Former").name
		make_relation(organisation=self.member, related=self.union)
		make_relation(
			organisation=self.former, related=self.union, from_date="2010-01-01", to_date="2015-12-31"
		)

	def titles(self, **condition) -> list[str]:
		return get_titles(self.make_segment({"subject": TO_NGO, "record_type": "NGO", **condition}))

	def test_the_members_of_a_federation_today(self):
		self.assertEqual(self.titles(record=self.union, choice="Membership"), ["Member"])
		self.assertEqual(self.titles(record=self.union, choice="Membership (reverse)"), [])

	def test_whoever_has_members_and_all_others(self):
		self.assertEqual(self.titles(choice="Membership (reverse)"), ["Union"])
		self.assertEqual(self.titles(choice="Membership (reverse)", negated=1), ["Former", "Member"])

	def test_any_relation_from_either_side(self):
		self.assertEqual(self.titles(), ["Member", "Union"])

	def test_those_of_some_days(self):
		days = {"period": "From a Day to a Day", "from_date": "2015-01-01", "to_date": "2016-01-01"}
		self.assertEqual(self.titles(record=self.union, **days), ["Former", "Member"])

	def test_relations_to_stakeholders_are_asked_for_apart(self):
		body = make_stakeholder().name
		make_relation(
			relation_type="Cooperation",
			organisation_doctype="Stakeholder",
			organisation=body,
			related=self.former,
		)
		to_body = {"subject": TO_STAKEHOLDER, "record_type": "Stakeholder", "record": body}
		segment = self.make_segment({**to_body, "choice": "Cooperation"})

		self.assertEqual(get_titles(segment), ["Former"])
		sentence = preview(frappe.as_json(segment.as_dict()))["sentences"][1][0]
		self.assertIn("cooperates with", sentence)

	def test_the_kinds_are_offered_in_words_and_an_unknown_one_is_refused(self):
		(deed,) = (deed for deed in get_deeds_of("NGOs") if deed["key"] == TO_NGO)
		labels = {choice["value"]: choice["label"] for choice in deed["choices"]}
		self.assertEqual(labels["Membership (reverse)"], "has as a member")
		with self.assertRefused("is none of these choices"):
			self.titles(choice="Friendship")
