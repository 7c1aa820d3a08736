# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import getdate, today

from planota_hub.local_networks.doctype.local_network.test_local_network import make_member, make_network
from planota_hub.local_networks.networks.leaving import leave_network
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.tests.compat import as_user, make_user

USER, STRANGER = "ana@leaving.test", "stranger@leaving.test"


class TestLeaving(PageTestCase):
	def setUp(self):
		super().setUp()
		make_user(USER)
		make_user(STRANGER, "NGO Representative")
		ngo = make_represented_ngo(USER)
		self.ngo = ngo.name
		self.network = make_network(members=[make_member(ngo)])

	def test_a_representative_ends_the_membership_with_the_present_day(self):
		self.assertIn("Leave the network", self.read("my-networks", user=USER))

		with as_user(USER):
			leave_network(self.network.name, self.ngo)

		(row,) = frappe.get_doc("Local Network", self.network.name).members
		self.assertEqual(getdate(row.to_date), getdate(today()))
		self.assertNotIn("Leave the network", self.read("my-networks", user=USER))

	def test_nobody_else_does(self):
		for user in (STRANGER, "Guest"):
			with as_user(user), self.assertRefused("not a member", frappe.PermissionError):
				leave_network(self.network.name, self.ngo)
