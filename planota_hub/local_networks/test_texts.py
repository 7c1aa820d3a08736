# SPDX-License-Identifier: GPL-3.0-only
"""No text of the area takes a script, in whichever field or row it is typed."""

import frappe
from frappe.utils import cint

from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.local_networks.doctype.local_network.test_local_network import make_member, make_network
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting, new_decision
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.rules.text import MULTILINE_TYPES
from planota_hub.tests.compat import HubTestCase

SCRIPT = "<script>alert(1)</script>"


class TestTexts(HubTestCase):
	def setUp(self):
		super().setUp()
		member = make_stakeholder()
		self.network = make_network(members=[make_member(member)])
		self.need = make_need(stage="Accepted", local_network=self.network.name)
		self.endorsement = frappe.get_doc(
			{
				"doctype": "Need Endorsement",
				"need": self.need.name,
				"member_type": member.doctype,
				"member": member.name,
			}
		).insert()
		self.request = frappe.get_doc(
			{
				"doctype": "Network Join Request",
				"local_network": self.network.name,
				"ngo": make_ngo(stage="Verified").name,
				"contact_person": "Ana",
				"email": "ana@kos.test",
			}
		).insert()
		self.meeting = make_meeting(decisions=[new_decision()])

	def test_a_script_is_refused_in_every_text_that_can_be_typed(self):
		for doc in (self.network, self.need, self.endorsement, self.request, self.meeting):
			for position, part in enumerate([doc, *doc.get_all_children()]):
				for df in get_texts(part):
					fresh = frappe.get_doc(doc.doctype, doc.name)
					[fresh, *fresh.get_all_children()][position].set(df.fieldname, SCRIPT)
					with self.subTest(f"{part.doctype}: {df.fieldname}"):
						with self.assertRaises(frappe.ValidationError) as caught:
							fresh.save()
						self.assertNotIn(SCRIPT, str(caught.exception))
						self.assertIn(frappe._(df.label), str(caught.exception))


def get_texts(part) -> list:
	"""Return the fields of a document or row into which people type text."""
	return [
		df
		for df in part.meta.fields
		if (df.fieldtype == "Data" or df.fieldtype in MULTILINE_TYPES) and not cint(df.read_only)
	]
