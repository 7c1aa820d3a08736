# SPDX-License-Identifier: GPL-3.0-only
"""What the public pages show of consultations and campaigns; nothing else of them leaves the Desk.

No name and no address of a person is among it, only numbers.
"""

import frappe
from frappe.rate_limiter import rate_limit
from frappe.utils import format_date, today

from planota_hub.advocacy.campaigns.stages import PUBLIC_STAGES
from planota_hub.advocacy.campaigns.supporters import count_supporters
from planota_hub.advocacy.proposals.versions import ASK_FIELDS
from planota_hub.rules.titles import get_titles

PROPOSAL, CAMPAIGN = "Policy Proposal", "Advocacy Campaign"
PROPOSAL_FIELDS = [
	"name",
	"proposal_title",
	"summary",
	"consultation_question",
	"consultation_deadline",
	"comment_count",
	"owner_stakeholder",
	"policy",
]
CAMPAIGN_FIELDS = [
	"name",
	"campaign_title",
	"goal",
	"public_text",
	"stage",
	"starts_on",
	"ends_on",
	"supporters_wanted",
	"outcome",
	"outcome_level",
]
COUNTS_PER_MINUTE = 120


def get_consultations() -> list[frappe._dict]:
	"""Return the proposals on which the public may comment today, the one that ends first at the top."""
	return get_open_proposals({})


def get_consultation(name: str) -> frappe._dict | None:
	"""Return one proposal with its `asks` while the public may comment on it; else None."""
	found = get_open_proposals({"name": name})
	if not found:
		return None
	found[0].asks = frappe.get_all(
		"Policy Ask",
		filters={"parenttype": PROPOSAL, "parent": name},
		fields=list(ASK_FIELDS),
		order_by="idx asc",
	)
	return found[0]


def get_open_proposals(filters: dict) -> list[frappe._dict]:
	proposals = frappe.get_all(
		PROPOSAL,
		filters={**filters, "stage": "In Consultation", "consultation_deadline": (">=", today())},
		fields=PROPOSAL_FIELDS,
		order_by="consultation_deadline asc, name asc",
	)
	owners = get_titles("Stakeholder", [row.owner_stakeholder for row in proposals])
	policies = get_titles("Public Policy", [row.policy for row in proposals])
	for row in proposals:
		row.deadline = format_date(row.consultation_deadline, "d. MMMM y")
		row.owner_name, row.policy_title = owners.get(row.owner_stakeholder), policies.get(row.policy)
	return proposals


def get_campaigns() -> list[frappe._dict]:
	"""Return the public campaigns, those that take supporters first."""
	return get_public_campaigns({})


def get_campaign(name: str) -> frappe._dict | None:
	"""Return one public campaign; None when there is none of that name."""
	found = get_public_campaigns({"name": name})
	return found[0] if found else None


def get_public_campaigns(filters: dict) -> list[dict]:
	campaigns = frappe.get_all(
		CAMPAIGN,
		filters={**filters, "is_public": 1, "stage": ("in", PUBLIC_STAGES)},
		fields=CAMPAIGN_FIELDS,
		order_by="starts_on desc, name asc",
	)
	supporters = count_supporters([row.name for row in campaigns])
	for row in campaigns:
		row.supporters = supporters[row.name]
		row.is_open = row.stage == "Active"
		row.time = f"{format_date(row.starts_on, 'd. M. y')} – {format_date(row.ends_on, 'd. M. y')}"
		wanted = row.supporters_wanted
		row.percent = min(100, round(100 * row.supporters / wanted)) if wanted else None
	return sorted(campaigns, key=lambda row: not row.is_open)


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=COUNTS_PER_MINUTE, seconds=60)
def get_supporter_count(campaign: str) -> dict[str, int]:
	"""Return the present number of supporters of a public campaign, for its page.

	Returns:
	        `supporters`.

	Raises:
	        frappe.DoesNotExistError: when there is no such public campaign.
	"""
	if not frappe.db.exists(CAMPAIGN, {"name": campaign, "is_public": 1, "stage": ("in", PUBLIC_STAGES)}):
		raise frappe.DoesNotExistError
	return {"supporters": count_supporters([campaign])[campaign]}
