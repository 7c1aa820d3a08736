# SPDX-License-Identifier: GPL-3.0-only
"""Who is invited to the meetings of a consortium: its partners of today, each with the person who signs for it."""

import frappe

from planota_hub.partnerships.consortia.balances import CONSORTIUM, get_counting_partners
from planota_hub.partnerships.consortia.partners import get_emails, key_of
from planota_hub.planota_hub.register.sector_balance import count_votes


def get_members(consortium: str) -> list[dict]:
	"""Return the partners of a consortium; see hook `hub_meeting_members`."""
	rows = get_counting_partners(frappe.get_doc(CONSORTIUM, consortium))
	emails = get_emails(key_of(row) for row in rows)
	return [
		{
			"ngo" if row.partner_type == "NGO" else "stakeholder": row.partner,
			"person_name": row.signatory_name or row.partner_name,
			"email": (emails.get(key_of(row)) or [None])[0],
			"has_vote": int(bool(count_votes(row))),
		}
		for row in rows
	]
