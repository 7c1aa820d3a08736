# SPDX-License-Identifier: GPL-3.0-only
"""What follows in consortia, action plans and programmes when an NGO becomes inactive or comes back."""

from frappe import _
from frappe.utils import today

from planota_hub.mail.hub_mail import site_language
from planota_hub.planota_hub.register.state import StateNews, find_documents_of_rows, find_records

RUNNING_CONSORTIA = {"stage": ("!=", "Closed")}
RUNNING_PLANS = {"stage": ("in", ("Draft", "Agreed"))}
RUNNING_PROPOSALS = {"stage": ("not in", ("Financed", "Dropped"))}


def follow_state(ngo: str, is_active: bool) -> list[StateNews]:
	"""Hook `hub_ngo_states`: who signed stays a partner until the partners decide; who is responsible is told."""
	language = site_language()
	text = _("{0} is a partner here and active again.", language)
	if not is_active:
		text = _("{0} is a partner here and no longer active. Please decide whether it leaves.", language)
	partner = {"partner_type": "NGO", "partner": ngo}
	still = {**partner, "to_date": ("is", "not set")}
	ending = {**partner, "to_date": (">=", today())}
	lead = {"lead_type": "NGO", "lead": ngo, **RUNNING_PROPOSALS}
	consortium, plan, proposal = "Partnership Consortium", "Joint Action Plan", "Programme Proposal"
	return [
		*find_documents_of_rows(
			"Consortium Partner", still, consortium, RUNNING_CONSORTIA, text, "responsible"
		),
		*find_documents_of_rows(
			"Consortium Partner", ending, consortium, RUNNING_CONSORTIA, text, "responsible"
		),
		*find_documents_of_rows("Joint Action Plan Party", partner, plan, RUNNING_PLANS, text, "responsible"),
		*find_documents_of_rows(
			f"{proposal} Partner", partner, proposal, RUNNING_PROPOSALS, text, "responsible"
		),
		*find_records(proposal, lead, text, "responsible"),
	]
