# SPDX-License-Identifier: GPL-3.0-only
"""Alerts that several people and the nightly job send in the same moment: each NGO is told once."""

import frappe

from planota_hub.funding.calls.alerts import ALERT, send_alerts
from planota_hub.funding.doctype.funding_call.test_funding_call import make_call
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.at_once import call_at_once
from planota_hub.tests.compat import HubTestCase

NGOS, SENDERS = 3, 6


class TestAlertsAtOnce(HubTestCase):
	"""What is tested here must be committed, so it is removed by hand."""

	def setUp(self):
		super().setUp()
		change_settings(alert_on_publish=0)
		self.ngos = [
			make_ngo(
				stage="Verified", email=f"alert{number}@at-once.test", consent_news=1, municipality="Brda"
			)
			for number in range(NGOS)
		]
		self.call = make_call(
			eligible_municipalities=[{"municipality": "Brda"}],
			for_associations=1,
		)
		frappe.db.commit()

	def tearDown(self):
		frappe.db.rollback()
		change_settings(alert_on_publish=1)
		frappe.db.delete(ALERT, {"funding_call": self.call.name})
		frappe.db.delete("Email Queue", {"creation": (">=", self.call.creation)})
		frappe.db.delete("Email Queue Recipient", {"recipient": ("like", "%@at-once.test")})
		frappe.delete_doc("Funding Call", self.call.name, force=True, delete_permanently=True)
		frappe.delete_doc("Stakeholder", self.call.funder, force=True, delete_permanently=True)
		for ngo in self.ngos:
			frappe.delete_doc("NGO", ngo.name, force=True, delete_permanently=True)
		frappe.db.commit()
		super().tearDown()

	def test_six_at_once_tell_each_ngo_once(self):
		answers = call_at_once(send_alerts, [self.call.name] * SENDERS)

		frappe.db.rollback()
		self.assertEqual([answer for answer in answers if isinstance(answer, Exception)], [])
		told = frappe.get_all(ALERT, {"funding_call": self.call.name}, pluck="ngo", order_by="ngo asc")
		self.assertEqual(sum(answers), len(told))
		for ngo in self.ngos:
			self.assertEqual(told.count(ngo.name), 1)
			self.assertEqual(frappe.db.count("Email Queue Recipient", {"recipient": ngo.email}), 1)
