# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import getdate

from planota_hub.planota_hub.briefings.test_audience import make_informed_ngo
from planota_hub.planota_hub.doctype.interaction.test_interaction import make_interaction
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.doctype.stakeholder_briefing.test_stakeholder_briefing import (
	BriefingTestCase,
	make_briefing,
	send,
)
from planota_hub.planota_hub.outreach.cards import get_uninformed_municipalities
from planota_hub.planota_hub.outreach.metrics import get_informed_stakeholders
from planota_hub.planota_hub.report.stakeholder_reach.stakeholder_reach import execute
from planota_hub.tests.compat import as_user, make_user
from planota_hub.tests.counting import read_counted

MARCH = {"from_date": "2019-03-01", "to_date": "2019-03-31", "municipality": "Brda"}


def meet(day: str, *stakeholders: str, municipality: str):
	"""Create a meeting that was held, at which stakeholders were present."""
	meeting = frappe.get_doc(
		{
			"doctype": "Hub Meeting",
			"subject": "Council",
			"starts_on": f"{day} 10:00:00",
			"ends_on": f"{day} 12:00:00",
			"municipality": municipality,
			"venue": "Hall",
			"participants": [{"stakeholder": name, "attendance": "Present"} for name in stakeholders],
		}
	).insert()
	meeting.db_set("stage", "Held")
	return meeting


class TestStakeholderReach(BriefingTestCase):
	"""In Brda: the town and a chamber were informed in March 2019, a chamber has no address, the media nothing."""

	def setUp(self):
		super().setUp()
		self.bodies = {
			name: make_stakeholder(
				stakeholder_name=name, stakeholder_type=kind, municipality="Brda", email=email
			).name
			for name, kind, email in (
				("Town", "Municipality", "town@brda.test"),
				("Chamber", "Chamber", "chamber@brda.test"),
				("Quiet Chamber", "Chamber", None),
			)
		}
		send(make_briefing(briefing_title="Call for {{ organisation }}", field_of_work="Youth"))
		recipients = {"municipality": "Brda", "recipient": ("in", list(self.bodies.values()))}
		informed = {"status": "Delivered", "delivered_on": "2019-03-31 23:30:00"}
		frappe.db.set_value("Briefing Recipient", recipients, informed)
		self.bodies["Radio"] = make_stakeholder(
			stakeholder_name="Radio", stakeholder_type="Media", municipality="Brda", email="radio@brda.test"
		).name

	def make_row(self, name: str, kind: str, state: str, informed: bool) -> dict:
		return {
			"recipient_doctype": "Stakeholder",
			"recipient": self.bodies[name],
			"organisation": name,
			"recipient_type": kind,
			"type_label": kind,
			"municipality": "Brda",
			"state": state,
			"times": int(informed),
			"informed_on": getdate("2019-03-31") if informed else None,
			"channels": "Briefing" if informed else "",
			"briefings": f"Call for {name}" if informed else "",
			"replies": 0,
		}

	def test_whole_rows_with_those_who_were_not_informed_first(self):
		self.assertEqual(
			execute(MARCH)[1],
			[
				self.make_row("Quiet Chamber", "Chamber", "No E-mail Address", False),
				self.make_row("Radio", "Media", "Not Informed", False),
				self.make_row("Chamber", "Chamber", "Informed", True),
				self.make_row("Town", "Municipality", "Informed", True),
			],
		)

	def get_names(self, **filters) -> list[str]:
		return [row["organisation"] for row in execute({**MARCH, **filters})[1]]

	def test_every_filter(self):
		self.assertEqual(self.get_names(show="Not Informed"), ["Quiet Chamber", "Radio"])
		self.assertEqual(self.get_names(show="Informed"), ["Chamber", "Town"])
		self.assertEqual(self.get_names(recipient_type="Media"), ["Radio"])
		self.assertEqual(self.get_names(show="Informed", field_of_work="Health"), [])
		self.assertEqual(self.get_names(show="Informed", from_date="2019-04-01", to_date="2019-04-30"), [])
		ngo = make_informed_ngo()
		self.assertIn(ngo.ngo_name, self.get_names(with_ngos=1))
		self.assertEqual(self.get_names(recipient_type="NGO"), [ngo.ngo_name])

	def test_whoever_unsubscribed_is_named_as_such(self):
		frappe.get_doc({"doctype": "Briefing Opt-Out", "email": "radio@brda.test"}).insert()
		states = {row["organisation"]: row["state"] for row in execute(MARCH)[1]}
		self.assertEqual(states["Radio"], "Unsubscribed")

	def test_who_was_told_at_a_meeting_or_in_a_talk_was_informed(self):
		meet("2019-03-05", self.bodies["Radio"], municipality="Tolmin")
		talk = {"organisation_doctype": "Stakeholder", "organisation": self.bodies["Quiet Chamber"]}
		make_interaction(**talk, topic="Prostor", channel="Phone Call", happened_on="2019-03-06 10:00:00")
		make_interaction(**talk, channel="Letter", direction="They", happened_on="2019-03-07 10:00:00")

		rows = {row["organisation"]: row for row in execute(MARCH)[1]}

		told = {
			name: [rows[name][key] for key in ("state", "channels", "briefings", "times", "informed_on")]
			for name in ("Radio", "Quiet Chamber")
		}
		self.assertEqual(told["Radio"], ["Informed", "Meeting", "Council", 1, getdate("2019-03-05")])
		self.assertEqual(
			told["Quiet Chamber"], ["Informed", "Phone Call", "Prostor", 1, getdate("2019-03-06")]
		)

	def test_what_a_meeting_is_called_is_for_those_who_may_open_it(self):
		meet("2019-03-05", self.bodies["Radio"], municipality="Tolmin")
		user = make_user("coordinator.brda@hub.test", "Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", "Brda", user)

		with as_user(user):
			rows = {row["organisation"]: row for row in execute(MARCH)[1]}

		self.assertEqual(rows["Radio"]["briefings"], "Hub Meeting")

	def test_the_indicator_counts_each_by_what_reached_it_first_with_that_as_evidence(self):
		meeting = meet("2019-03-05", self.bodies["Radio"], self.bodies["Quiet Chamber"], municipality="Brda")
		talk = {"organisation_doctype": "Stakeholder", "organisation": self.bodies["Town"]}
		call = make_interaction(**talk, channel="Phone Call", happened_on="2019-03-06 10:00:00")
		days = getdate("2019-03-01"), getdate("2019-03-31")

		rows = read_counted(get_informed_stakeholders(*days, {"municipality": "Brda"}))

		self.assertEqual(
			[(row["doctype"], row["name"], row["value"]) for row in rows[:2]],
			[("Hub Meeting", meeting.name, 2), ("Interaction", call.name, 1)],
		)
		self.assertEqual([row["doctype"] for row in rows[2:]], ["Briefing Recipient"])
		self.assertEqual(sum(row["value"] for row in rows), 4)

	def test_summary_and_chart_count_all_whatever_is_shown(self):
		chart, summary = execute({**MARCH, "show": "Informed"})[3:]

		self.assertEqual([row["value"] for row in summary], [2, 2, 0, 2, 0])
		self.assertEqual(chart["data"]["labels"], ["Chamber", "Media", "Municipality"])
		self.assertEqual([part["values"] for part in chart["data"]["datasets"]], [[1, 0, 1], [1, 1, 0]])

	def test_wrong_filters_are_refused(self):
		with self.assertRefused("From Date: please enter a date"):
			execute({"to_date": "2019-03-31"})
		with self.assertRefused("To Date: expected is a day not before"):
			execute({**MARCH, "to_date": "2019-02-01"})

	def test_the_card_counts_what_the_report_counts(self):
		before = get_uninformed_municipalities()["value"]
		make_stakeholder(stakeholder_type="Municipality", municipality="Brda", email="new@brda.test")

		self.assertEqual(get_uninformed_municipalities()["value"], before + 1)

	def test_a_coordinator_sees_the_bodies_of_the_granted_municipalities(self):
		user = make_user("coordinator@hub.test", "Network Coordinator")
		frappe.permissions.add_user_permission("Municipality", "Tolmin", user)
		with as_user(user):
			self.assertEqual(self.get_names(), [])
