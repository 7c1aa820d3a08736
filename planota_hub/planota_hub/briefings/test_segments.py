# SPDX-License-Identifier: GPL-3.0-only
"""Briefings to segments: who gets them, what is kept of it, and what stands against sending."""

import frappe

from planota_hub.planota_hub.briefings.audience import find_audience
from planota_hub.planota_hub.briefings.mail import preview
from planota_hub.planota_hub.briefings.sending import start_sending
from planota_hub.planota_hub.briefings.test_audience import make_informed_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.doctype.stakeholder_briefing.test_stakeholder_briefing import (
	BriefingTestCase,
	get_log,
	get_queued,
	make_briefing,
	send,
)
from planota_hub.planota_hub.segments.test_segments import field, fix, make_segment
from planota_hub.tests.compat import as_user, make_user

NAMES = ("Alfa", "Beta", "Gama")


def audience_of(segment, **more) -> list[dict]:
	return [{"recipient_type": "Audience Segment", "segment": segment.name, **more}]


class TestSegments(BriefingTestCase):
	def setUp(self):
		super().setUp()
		self.ngos = [make_informed_ngo(ngo_name=name, email=f"{name.lower()}@segment.test") for name in NAMES]
		self.segment = make_segment(field("ngo_name", ",".join(NAMES), "in"))

	def get_emails(self, **more) -> list[str]:
		audience = find_audience(audience_of(self.segment, **more))
		return [addressee.email for addressee in audience.addressees]

	def test_whoever_is_in_the_segment_gets_it_by_the_rules_of_every_briefing(self):
		self.ngos[0].db_set("consent_news", 0)
		self.ngos[1].db_set("stage", "Inactive")
		frappe.get_doc({"doctype": "Briefing Opt-Out", "email": "gama@segment.test"}).insert()
		town = make_stakeholder(stakeholder_name="Town", email="town@segment.test")
		self.segment.update({"additions": fix(town)}).save()

		audience = find_audience(audience_of(self.segment))

		self.assertEqual([one.email for one in audience.addressees], ["town@segment.test"])
		self.assertEqual(
			[(one.organisation, reason) for one, reason in audience.left_out],
			[("Alfa", "No Consent to Information"), ("Gama", "Unsubscribed")],
		)

	def test_a_segment_and_another_row_write_to_nobody_twice(self):
		chosen = {"recipient_type": "Those Chosen", "chosen_type": "NGO", "chosen": self.ngos[0].name}
		audience = find_audience([*audience_of(self.segment), chosen])
		self.assertEqual(len(audience.addressees), 3)

	def test_a_row_narrows_a_segment_down_and_may_ask_for_a_role(self):
		self.assertEqual(self.get_emails(municipality="Tolmin"), [])
		people = [{"full_name": "Ana", "function": "President", "email": "ana@segment.test"}]
		self.ngos[0].update({"representatives": people}).save()
		self.assertEqual(self.get_emails(role="President"), ["ana@segment.test"])
		self.segment.update({"holds": "People of NGOs"}).save()
		self.assertEqual(self.get_emails(), ["ana@segment.test"])

	def test_conditions_and_members_are_kept_as_they_were_when_it_was_sent(self):
		briefing = make_briefing(audience=audience_of(self.segment))
		send(briefing)
		self.segment.update({"conditions": [field("ngo_name", "Alfa")]}).save()

		use = frappe.get_doc("Segment Use", {"used_in": briefing.name})

		self.assertEqual((use.segment, use.members_count), (self.segment.name, 3))
		self.assertIn("Name: one of Alfa, Beta, Gama", use.conditions)
		self.assertEqual([row["title"] for row in frappe.parse_json(use.members)], list(NAMES))
		self.assertEqual(get_queued(briefing), sorted(f"{name.lower()}@segment.test" for name in NAMES))
		with self.assertRefused("can't be changed"):
			use.save()
		with self.assertRaises(frappe.LinkExistsError):
			self.segment.delete()
		briefing.delete()
		self.assertFalse(frappe.db.exists("Segment Use", use.name))

	def test_a_segment_that_became_empty_is_refused_and_nothing_is_sent(self):
		town = make_stakeholder(municipality="Brda", email="town@brda.test")
		others = {"recipient_type": "Those Chosen", "chosen_type": "Stakeholder", "chosen": town.name}
		briefing = make_briefing(audience=[*audience_of(self.segment), others])
		self.assertEqual(preview(frappe.as_json(briefing.as_dict()))["count"], 4)
		frappe.db.set_value("NGO", {"ngo_name": ("in", NAMES)}, "ngo_name", "Delta")
		shown = preview(frappe.as_json(briefing.as_dict()))
		self.assertEqual((shown["count"], shown["empty_segments"]), (1, ["A segment"]))

		with self.assertRefused("Audience, row 1, Segment: nobody is in this segment now"):
			start_sending(briefing.name)

		self.assertEqual(get_log(briefing), [])
		self.assertEqual(briefing.reload().status, "Draft")

	def test_a_condition_that_can_not_be_asked_for_any_more_stops_the_sending(self):
		briefing = make_briefing(audience=audience_of(self.segment))
		frappe.get_doc("Segment Condition", {"parent": self.segment.name}).db_set("fieldname", "shoe_size")
		frappe.clear_document_cache("Audience Segment", self.segment.name)
		with self.assertRefused("the field shoe_size of NGO is no longer there"):
			start_sending(briefing.name)
		self.assertEqual(get_log(briefing), [])

	def test_a_row_needs_a_segment_and_it_must_be_one_that_the_sender_may_use(self):
		with self.assertRefused("Audience, row 1, Segment: please choose a segment"):
			make_briefing(audience=[{"recipient_type": "Audience Segment"}])
		briefing = make_briefing(audience=audience_of(self.segment))
		with as_user(make_user("officer@hub.test", "Hub Officer")), self.assertRaises(frappe.PermissionError):
			start_sending(briefing.name)
