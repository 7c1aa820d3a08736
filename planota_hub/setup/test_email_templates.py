# SPDX-License-Identifier: GPL-3.0-only
"""Each template that comes with the hub is filled in from a record of its kind."""

import json

import frappe
from frappe.email.doctype.email_template.email_template import get_email_template

from planota_hub.capacity_building.doctype.ngo_support_request.test_ngo_support_request import make_request
from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.funding.doctype.funding_call.test_funding_call import make_call
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.setup.email_templates import build_email_templates
from planota_hub.tests.compat import HubTestCase, as_user, make_user

# how the name of a template begins -> the record that it is for, and the field that stands in it
KINDS = {
	("NGO", "NVO"): (make_ngo, "ngo_name"),
	("Support request", "Zahteva"): (make_request, "subject"),
	("Workshop", "Delavnica"): (make_workshop, "workshop_title"),
	("Meeting", "Sestanek"): (make_meeting, "subject"),
	("Call", "Razpis"): (make_call, "call_title"),
}


class TestEmailTemplates(HubTestCase):
	def test_each_is_there_in_both_languages_and_filled_in_by_an_officer(self):
		names = [template["name"] for template in build_email_templates()]
		officer = make_user("template-officer@hub.test", "Hub Officer")
		for beginnings, (make, fieldname) in KINDS.items():
			doc = make()
			for beginning in beginnings:
				(name,) = (name for name in names if name.startswith(beginning))
				with self.subTest(name), as_user(officer):
					mail = get_email_template(name, json.dumps(doc.as_dict(), default=str))
					self.assertIn(
						doc.get(fieldname), frappe.utils.strip_html(mail["subject"] + mail["message"])
					)
					self.assertNotIn("{", mail["subject"] + mail["message"])
		self.assertEqual(len(names), 2 * len(KINDS))
