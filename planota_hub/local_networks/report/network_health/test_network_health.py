# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_days, add_months, getdate, now_datetime, today

from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.local_networks.doctype.local_network.test_local_network import make_member, make_network
from planota_hub.local_networks.report.network_health.network_health import execute
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting
from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user


class TestNetworkHealth(HubTestCase):
	def setUp(self):
		super().setUp()
		self.place = make_municipality().name
		self.member = make_ngo(stage="Verified", municipality=self.place)
		make_ngo(stage="Verified", municipality=self.place)
		self.network = make_network(
			municipalities=[{"municipality": self.place}], members=[make_member(self.member)]
		)

	def get_row(self, **filters) -> dict | None:
		rows = execute(filters)[1]
		return next((row for row in rows if row["network"] == self.network.name), None)

	def make_meeting(self, **overrides):
		return make_meeting(meeting_of_doctype="Local Network", meeting_of=self.network.name, **overrides)

	def test_a_whole_row(self):
		make_need(stage="Accepted", municipality=self.place)
		meeting = self.make_meeting()
		values = {"stage": "Held", "starts_on": add_days(now_datetime(), -10)}
		frappe.db.set_value("Hub Meeting", meeting.name, values)

		self.assertEqual(
			self.get_row(),
			{
				"network": self.network.name,
				"network_name": self.network.network_name,
				"coordinator": "",
				"status": "Living",
				"current_members": 1,
				"ngo_share": 50.0,
				"open_needs": 1,
				"last_meeting_on": getdate(add_days(today(), -10)),
				"next_meeting_on": None,
				"open_decisions": 0,
				"overdue_decisions": 0,
			},
		)

	def test_bars_stand_above_the_places_of_the_networks(self):
		chart = execute()[3]

		self.assertIn(self.place, chart["data"]["labels"])

	def test_a_network_that_has_not_met_for_long_is_dormant(self):
		self.assertEqual(self.get_row()["status"], "New")
		meeting = self.make_meeting()
		values = {"stage": "Held", "starts_on": add_months(now_datetime(), -20)}
		frappe.db.set_value("Hub Meeting", meeting.name, values)

		self.assertEqual(self.get_row(status="Dormant")["status"], "Dormant")
		self.assertIsNone(self.get_row(status="Living"))

	def test_a_coordinator_sees_only_the_own_networks(self):
		with as_user(make_user("elsewhere@networks.test", "Network Coordinator")):
			self.assertIsNone(self.get_row())
