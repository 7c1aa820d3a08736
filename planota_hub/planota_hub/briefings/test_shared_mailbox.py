# SPDX-License-Identifier: GPL-3.0-only
"""A mailbox that reads for several organisations: one message, each of them informed, each by its own consent."""

import frappe

from planota_hub.planota_hub.briefings.audience import find_audience
from planota_hub.planota_hub.briefings.deliveries import follow_deliveries
from planota_hub.planota_hub.briefings.mail import preview
from planota_hub.planota_hub.briefings.sending import queue_batch, start_sending
from planota_hub.planota_hub.briefings.test_audience import make_informed_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.doctype.stakeholder_briefing.test_stakeholder_briefing import (
	BriefingTestCase,
	deliver,
	get_log,
	get_queued,
	make_briefing,
	send,
)
from planota_hub.planota_hub.outreach.metrics import get_informed_stakeholders
from planota_hub.planota_hub.report.stakeholder_reach.stakeholder_reach import get_reach
from planota_hub.tests.counting import read_counted

OFFICE = "uprava@skupna.test"


def make_towns(**overrides):
	"""Create two municipalities with one joint office."""
	values = {"stakeholder_type": "Municipality", "municipality": "Brda", "email": OFFICE, **overrides}
	return [make_stakeholder(stakeholder_name=f"Občina {name}", **values) for name in ("A", "B")]


class TestSharedMailbox(BriefingTestCase):
	def test_one_message_goes_out_and_both_are_informed(self):
		towns = make_towns()
		briefing = make_briefing()
		send(briefing)
		deliver(briefing)

		self.assertEqual(get_queued(briefing), [OFFICE])
		self.assertEqual(
			get_log(briefing, "recipient", "status"), [(town.name, "Delivered") for town in towns]
		)
		self.assertEqual(
			(briefing.status, briefing.recipients_count, briefing.informed_count), ("Sent", 2, 2)
		)

	def test_reach_and_the_metric_count_both(self):
		towns = {town.name for town in make_towns()}
		briefing = make_briefing()
		send(briefing)
		deliver(briefing)
		today = frappe.utils.today()

		reach = get_reach(frappe._dict(from_date=today, to_date=today, municipality="Brda"))
		states = {row["recipient"]: row["state"] for row in reach if row["recipient"] in towns}
		self.assertEqual(states, dict.fromkeys(towns, "Informed"))
		rows = read_counted(get_informed_stakeholders(today, today, {"municipality": "Brda"}))
		counted = {frappe.db.get_value("Briefing Recipient", row["name"], "recipient") for row in rows}
		self.assertEqual(counted, towns)

	def test_the_message_names_all_whom_it_is_for(self):
		make_towns()
		briefing = make_briefing()
		send(briefing)

		message = frappe.get_all("Email Queue", {"reference_name": briefing.name}, pluck="message")[0]
		self.assertIn(
			"Občina A, Občina B", frappe.utils.cstr(message).replace("=\n", "").replace("=C4=8D", "č")
		)
		shown = preview(frappe.as_json(make_briefing().as_dict()))
		self.assertEqual((shown["count"], shown["messages"]), (2, 1))
		self.assertEqual(shown["subject"], "News for Občina A, Občina B")

	def test_the_consent_of_each_counts_for_itself(self):
		without = make_informed_ngo(ngo_name="A brez privolitve", consent_news=0, email=OFFICE)
		agreed = make_informed_ngo(ngo_name="B s privolitvijo", email=OFFICE)

		audience = find_audience([{"recipient_type": "NGO", "municipality": "Brda"}])

		self.assertEqual([row.recipient for row in audience.addressees], [agreed.name])
		self.assertEqual(
			[(row.recipient, reason) for row, reason in audience.left_out],
			[(without.name, "No Consent to Information")],
		)

	def test_an_answer_of_the_mailbox_is_noted_at_both(self):
		towns = make_towns()
		briefing = make_briefing()
		send(briefing)
		answer = frappe.get_doc(
			{
				"doctype": "Communication",
				"communication_type": "Communication",
				"sent_or_received": "Received",
				"sender": OFFICE,
				"subject": "Re",
				"content": "Hvala",
				"reference_doctype": briefing.doctype,
				"reference_name": briefing.name,
			}
		).insert()

		self.assertEqual(briefing.reload().replied_count, 2)
		linked = {row.link_name for row in answer.timeline_links}
		self.assertTrue({town.name for town in towns} <= linked)

	def test_who_reads_together_is_marked_together_though_the_batch_ends_between_them(self):
		towns = make_towns()
		make_stakeholder(stakeholder_name="Občina AB", municipality="Brda", email="ab@brda.test")
		briefing = make_briefing()
		start_sending(briefing.name)
		self.assertTrue(queue_batch(briefing.name, size=1))

		queued = {row[0] for row in get_log(briefing, "recipient", "status") if row[1] == "Queued"}
		self.assertEqual(queued, {town.name for town in towns})
		while queue_batch(briefing.name, size=1):
			pass
		self.assertEqual(get_queued(briefing), ["ab@brda.test", OFFICE])

	def test_whoever_unsubscribes_in_between_is_left_out_for_all(self):
		make_towns()
		briefing = make_briefing()
		start_sending(briefing.name)
		frappe.get_doc({"doctype": "Briefing Opt-Out", "email": OFFICE}).insert()
		while queue_batch(briefing.name):
			pass

		self.assertEqual({row[1] for row in get_log(briefing)}, {"Left Out"})
		self.assertEqual(get_queued(briefing), [])

	def test_a_message_that_fails_fails_for_all(self):
		make_towns()
		briefing = make_briefing()
		send(briefing)
		deliver(briefing, "Error", error="550 No such user")
		follow_deliveries()
		self.assertEqual({row[1] for row in get_log(briefing)}, {"Failed"})
