# SPDX-License-Identifier: GPL-3.0-only
"""Two runs of the job in the same moment, as when a worker is given up and comes back: one mail per manager."""

import frappe
from frappe.utils import add_days, today

from planota_hub.digest import monthly as digest
from planota_hub.funding.doctype.funding_call.test_funding_call import make_call
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.tests.at_once import call_at_once
from planota_hub.tests.compat import HubTestCase, make_user

MANAGER, RUNS = "digest@at-once.test", 4


class TestDigestAtOnce(HubTestCase):
	"""What is tested here must be committed, so it is removed by hand."""

	def setUp(self):
		super().setUp()
		change_settings(alert_on_publish=0, send_monthly_digest=1)
		make_user(MANAGER, digest.ROLE)
		self.call = make_call(closes_on=add_days(today(), 1))
		frappe.db.commit()

	def tearDown(self):
		frappe.db.rollback()
		change_settings(alert_on_publish=1)
		frappe.db.delete("Email Queue", {"creation": (">=", self.call.creation)})
		frappe.db.delete("Email Queue Recipient", {"creation": (">=", self.call.creation)})
		frappe.db.delete("DefaultValue", {"defkey": digest.SENT_FOR})
		frappe.delete_doc("Funding Call", self.call.name, force=True, delete_permanently=True)
		frappe.delete_doc("Stakeholder", self.call.funder, force=True, delete_permanently=True)
		frappe.delete_doc("User", MANAGER, force=True, delete_permanently=True)
		frappe.db.commit()
		super().tearDown()

	def test_a_manager_gets_one_mail_from_several_runs(self):
		answers = call_at_once(run_job, list(range(RUNS)), "Administrator")

		frappe.db.rollback()
		self.assertEqual([answer for answer in answers if isinstance(answer, Exception)], [])
		self.assertEqual(frappe.db.count("Email Queue Recipient", {"recipient": MANAGER}), 1)


def run_job(_number: int) -> None:
	digest.send_monthly_digests()
