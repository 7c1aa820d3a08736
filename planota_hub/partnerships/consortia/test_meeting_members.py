# SPDX-License-Identifier: GPL-3.0-only
from frappe.utils import add_days, today

from planota_hub.partnerships.consortia.meeting_members import get_members
from planota_hub.partnerships.doctype.partnership_consortium.test_partnership_consortium import (
	make_consortium,
	make_partner,
)
from planota_hub.tests.compat import HubTestCase


class TestMeetingMembers(HubTestCase):
	def test_the_partners_of_today_are_invited_each_by_the_person_who_signs(self):
		gone = make_partner("Company", to_date=add_days(today(), -1), leaving_reason="Moved away")
		consortium = make_consortium(
			partners=[
				make_partner(signatory_name="Ana Kos"),
				make_partner("Municipality", partner_role="Associated Partner"),
				gone,
			]
		)
		ngo, body, _gone = consortium.partners

		self.assertEqual(
			[
				(row.get("ngo"), row.get("stakeholder"), row["person_name"], row["has_vote"])
				for row in get_members(consortium.name)
			],
			[(ngo.partner, None, "Ana Kos", 1), (None, body.partner, body.partner_name, 0)],
		)
