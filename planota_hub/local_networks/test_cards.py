# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.local_networks.cards import get_municipalities_in_dialogue
from planota_hub.local_networks.doctype.local_network.test_local_network import make_network
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting
from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.tests.compat import HubTestCase, as_user, make_user


class TestNetworkCards(HubTestCase):
	def test_a_municipality_is_in_dialogue_once_its_network_has_met(self):
		network = make_network(municipalities=[{"municipality": make_municipality().name}])
		before = get_municipalities_in_dialogue()["value"]
		for stage in ("Planned", "Held", "Held"):
			make_meeting(stage=stage, meeting_of_doctype="Local Network", meeting_of=network.name)

		self.assertEqual(get_municipalities_in_dialogue()["value"], before + 1)

	def test_who_may_not_see_networks_gets_no_card(self):
		with as_user(make_user("nobody@hub.test")):
			with self.assertRaises(frappe.PermissionError):
				get_municipalities_in_dialogue()
