# SPDX-License-Identifier: GPL-3.0-only
"""A hundred endorsements of one need in the same moment, each over a connection of its own."""

import frappe

from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.local_networks.doctype.local_network.test_local_network import make_member, make_network
from planota_hub.local_networks.needs.endorsements import ENDORSEMENT, endorse_need
from planota_hub.local_networks.needs.stages import NEED
from planota_hub.local_networks.networks.joining import REQUEST, join_network
from planota_hub.local_networks.networks.membership import MEMBER, NETWORK
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.tests.at_once import call_at_once
from planota_hub.tests.compat import HubTestCase, make_user

MEMBERS, CLICKS = 100, 12
USER = "at-once@networks.test"


class TestEndorsementsAtOnce(HubTestCase):
	"""What is tested here must be committed, so it is removed by hand."""

	def setUp(self):
		super().setUp()
		make_user(USER)
		self.ngo = make_represented_ngo(USER)
		self.members = [make_stakeholder() for _number in range(MEMBERS)]
		place = {"municipalities": [{"municipality": "Bovec"}]}
		self.network = make_network(members=[make_member(row) for row in (self.ngo, *self.members)], **place)
		self.other = make_network(**place)
		self.need = make_need(stage="Accepted", municipality="Bovec", local_network=self.network.name)
		frappe.db.commit()

	def tearDown(self):
		frappe.db.rollback()
		frappe.db.delete(ENDORSEMENT, {"need": self.need.name})
		frappe.db.delete(REQUEST, {"local_network": self.other.name})
		frappe.db.delete("Email Queue", {"creation": (">=", self.need.creation)})
		for doc in (self.need, self.network, self.other, *self.members, self.ngo):
			frappe.delete_doc(doc.doctype, doc.name, force=True, delete_permanently=True)
		frappe.delete_doc("User", USER, force=True, delete_permanently=True)
		frappe.db.commit()
		super().tearDown()

	def endorse(self, member: str) -> str:
		values = {"need": self.need.name, "member_type": "Stakeholder", "member": member}
		return frappe.get_doc({"doctype": ENDORSEMENT, **values}).insert(ignore_permissions=True).name

	def count(self) -> tuple[int, int]:
		"""Return how many endorsements are there, and how many the need says it has."""
		frappe.db.rollback()
		endorsements = frappe.db.count(ENDORSEMENT, {"need": self.need.name})
		return endorsements, frappe.db.get_value(NEED, self.need.name, "endorsements")

	def test_a_hundred_at_once_are_a_hundred_and_each_is_counted_once(self):
		answers = call_at_once(self.endorse, [member.name for member in self.members])

		self.assertEqual([error for error in answers if isinstance(error, Exception)], [])
		self.assertEqual(self.count(), (MEMBERS, MEMBERS))

	def test_one_member_that_clicks_many_times_at_once_is_counted_once(self):
		values = {"need": self.need.name, "member": self.ngo.name}
		answers = call_at_once(endorse_need, [dict(values) for _click in range(CLICKS)], USER)

		outcomes = sorted(answer["outcome"] for answer in answers)
		self.assertEqual(outcomes, ["known"] * (CLICKS - 1) + ["received"])
		self.assertEqual(self.count(), (1, 1))

	def test_one_ngo_that_joins_many_times_at_once_is_a_member_once(self):
		values = {
			"local_network": self.other.name,
			"ngo": self.ngo.name,
			"contact_person": "Ana",
			"email": USER,
			"consent": 1,
		}
		answers = call_at_once(join_network, [dict(values) for _click in range(CLICKS)], USER)

		self.assertEqual(answers, [{"outcome": "joined"}] * CLICKS)
		frappe.db.rollback()
		self.assertEqual(frappe.db.count(MEMBER, {"parenttype": NETWORK, "parent": self.other.name}), 1)
		self.assertEqual(frappe.db.count(REQUEST, {"local_network": self.other.name}), 1)
