# SPDX-License-Identifier: GPL-3.0-only
"""What organisations did, asked by segments in every area: who did, who did not, when, and of which record."""

import frappe
from frappe.utils import add_days, today

from planota_hub.advocacy.doctype.campaign_supporter.test_campaign_supporter import make_supporter
from planota_hub.capacity_building.doctype.development_plan.test_development_plan import deliver, make_plan
from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_past_workshop
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_attended,
	make_registration,
)
from planota_hub.capacity_building.report.ngos_with_potential_progress import ngos_with_potential_progress
from planota_hub.capacity_building.report.support_delivered import support_delivered
from planota_hub.funding.doctype.call_application.test_call_application import make_application
from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_mandate
from planota_hub.local_networks.doctype.local_network.test_local_network import make_member, make_network
from planota_hub.partnerships.doctype.partnership_consortium.test_partnership_consortium import (
	make_consortium,
	make_partner,
)
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting, new_participant
from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.survey.test_survey import make_participant, make_survey
from planota_hub.planota_hub.segments.deeds import get_deeds
from planota_hub.planota_hub.segments.members import get_members
from planota_hub.planota_hub.segments.test_segments import field, make_segment
from planota_hub.tests.compat import HubTestCase, as_user, make_user


class TestDeeds(HubTestCase):
	def setUp(self):
		super().setUp()
		self.place = make_municipality().name
		self.did, self.other = (
			make_ngo(ngo_name=name, municipality=self.place, stage="Verified") for name in ("Did", "Other")
		)

	def find(self, subject: str, **values) -> list[str]:
		"""Return which of the two are in a segment with one deed."""
		if values.get("record"):
			values["record_type"] = get_deeds()[subject].record
		segment = make_segment(field("municipality", self.place), {"subject": subject, **values})
		return [member.title for member in get_members(segment)]

	def check(self, subject: str, record: str | None = None, other_record: str | None = None) -> None:
		"""One did and the other did not; of the one record, and not of another."""
		self.assertEqual(self.find(subject), ["Did"])
		self.assertEqual(self.find(subject, negated=1), ["Other"])
		if record:
			self.assertEqual(self.find(subject, record=record), ["Did"])
		if other_record:
			self.assertEqual(self.find(subject, record=other_record), [])

	def check_period(self, subject: str) -> None:
		"""What they did is of this year, and not of the last one."""
		self.assertEqual(self.find(subject, period="Last Months", months=12), ["Did"])
		self.assertEqual(self.find(subject, period="Last Year", negated=1), ["Did", "Other"])
		days = {"period": "From a Day to a Day", "from_date": add_days(today(), -900)}
		self.assertEqual(self.find(subject, **days, to_date=add_days(today(), -800)), [])

	def test_workshops(self):
		workshop = make_past_workshop(areas=[{"capacity_area": "Governance"}])
		make_attended(workshop, ngo=self.did.name)
		make_registration(workshop, ngo=self.other.name)
		self.check("Workshop", "Governance", "Advocacy")
		self.check_period("Workshop")

	def test_support_is_added_up(self):
		deliver(self.did.name, 3)
		deliver(self.did.name, 4, kind="Counselling", days_ago=2)
		self.check("Support")
		self.assertEqual(self.find("Support", number=7), ["Did"])
		self.assertEqual(self.find("Support", number=7.5), [])
		self.assertEqual(self.find("Support", number=4, choice="Counselling"), ["Did"])
		self.assertEqual(self.find("Support", number=4, choice="Mentoring"), [])

	def test_development_plans(self):
		plan = make_plan(ngo=self.did.name)
		self.assertEqual(self.find("Development Plan"), [])
		plan.db_set("stage", "Active")
		self.check("Development Plan", plan.programme_round)

	def test_networks_of_today(self):
		rows = [make_member(self.did), {**make_member(self.other), "to_date": add_days(today(), -1)}]
		self.check("Network", make_network(members=rows).name, make_network().name)

	def test_mandates(self):
		mandate = make_mandate(ngo=self.did.name)
		self.check("Mandate", mandate.body)

	def test_consortia(self):
		partner = make_partner(partner=self.did.name)
		consortium = make_consortium(
			partners=[partner, make_partner("Company"), make_partner("Municipality")]
		)
		self.check("Consortium", consortium.name)

	def test_calls(self):
		application = make_application(ngo=self.did.name)
		application.db_set({"stage": "Approved", "decided_on": today(), "submitted_on": today()})
		make_application(ngo=self.other.name)
		for subject in ("Won Call", "Applied"):
			self.check(subject, application.funding_call)
			self.check_period(subject)

	def test_campaigns(self):
		supporter = make_supporter(
			supporter_kind="Organisation", ngo=self.did.name, organisation=self.did.ngo_name
		)
		self.check("Campaign", supporter.campaign)

	def test_meetings(self):
		people = [
			new_participant("Ana Kos", ngo=self.did.name, attendance="Present"),
			new_participant("Bor Leban", ngo=self.other.name, attendance="Absent"),
		]
		make_meeting(stage="Held", participants=people)
		self.check("Meeting")
		self.check_period("Meeting")

	def test_surveys(self):
		survey = make_survey()
		for ngo, values in (
			(self.did, {"status": "Has Answered", "answered_on": today()}),
			(self.other, {"status": "Started"}),
		):
			make_participant(survey, ngo.name).db_set(values)
		self.check("Survey", survey.name, make_survey().name)
		self.check_period("Survey")

	def test_briefings(self):
		briefing = frappe.get_doc(
			{"doctype": "Stakeholder Briefing", "briefing_title": "News", "message": "<p>News</p>"}
		).insert()
		log = {"doctype": "Briefing Recipient", "briefing": briefing.name, "recipient_doctype": "NGO"}
		for ngo, status in ((self.did, "Delivered"), (self.other, "Failed")):
			values = {"recipient": ngo.name, "organisation": ngo.ngo_name, "status": status}
			frappe.get_doc({**log, **values, "delivered_on": frappe.utils.now()}).db_insert()
		self.check("Briefing", briefing.name)
		self.check_period("Briefing")

	def test_reports_on_support_and_plans_are_narrowed_down_to_a_segment(self):
		deliver(self.did.name, 3)
		deliver(self.other.name, 5)
		for ngo in (self.did, self.other):
			make_plan(ngo=ngo.name).db_set("stage", "Active")
		segment = make_segment(field("municipality", self.place), field("ngo_name", "Did"))
		filters = {"segment": segment.name}
		support = support_delivered.execute({**filters, "group_by": "NGO"})[1]
		self.assertEqual([(row["label"], row["hours"]) for row in support], [("Did", 3)])
		plans = ngos_with_potential_progress.execute(filters)[1]
		self.assertEqual([row["ngo_name"] for row in plans], ["Did"])

	def test_reached_on_any_channel(self):
		deliver(self.did.name, 1, days_ago=0)
		self.check("Reached")
		self.check_period("Reached")
		make_meeting(
			stage="Held", participants=[new_participant("Ana", ngo=self.other.name, attendance="Present")]
		)
		self.assertEqual(self.find("Reached", negated=1), [])

	def test_whoever_was_reached_by_others_is_not_among_those_not_reached(self):
		deliver(self.did.name, 1)
		segment = make_segment(
			field("municipality", self.place), {"subject": "Reached", "negated": 1}, is_shared=1
		)
		with as_user(make_user("mentor@deeds.test", "Hub Mentor")):
			self.assertEqual([member.title for member in get_members(segment)], ["Other"])

	def test_records_that_the_asker_does_not_see_count_for_nothing(self):
		deliver(self.did.name, 3)
		segment = make_segment(field("municipality", self.place), {"subject": "Support"}, is_shared=1)
		coordinator = make_user("coordinator@deeds.test", "Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", self.place, coordinator)
		for user, expected in ((coordinator, ["Did"]), (make_user("mentor@deeds.test", "Hub Mentor"), [])):
			with self.subTest(user), as_user(user):
				self.assertEqual([member.title for member in get_members(segment)], expected)
