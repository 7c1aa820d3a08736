# SPDX-License-Identifier: GPL-3.0-only
"""What the public pages show of consultations and campaigns; nothing else of them leaves the Desk.

No name and no address of a person is among it, only numbers.
"""

from collections import Counter

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import get_url, getdate, today

from planota_hub.advocacy.campaigns.stages import PUBLIC_STAGES
from planota_hub.advocacy.campaigns.supporters import count_supporters
from planota_hub.advocacy.proposals.comments import ANSWERS, COMMENT
from planota_hub.advocacy.proposals.versions import ASK_FIELDS
from planota_hub.mail.calendar_entries import CalendarEntry
from planota_hub.public_forms.public_areas import PublicArea, PublicItem
from planota_hub.rules.readable import show_day, show_day_in_text, show_number
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
	"stage",
	"result",
	"consultation_opened_on",
	"submitted_on",
	"replied_on",
	"municipality",
	"field_of_work",
	"modified",
]
# once everybody could comment on it, a proposal stays readable; a withdrawn one is shown as such
CONSULTED = {"consultation_opened_on": ("is", "set"), "stage": ("!=", "Draft")}
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
	"municipality",
	"field_of_work",
	"evaluated_on",
]
COUNTS_PER_MINUTE = 120


def get_consultations() -> list[frappe._dict]:
	"""Return the proposals on which the public may comment today, the one that ends first at the top."""
	return get_open_proposals({})


def get_ended_consultations() -> list[frappe._dict]:
	"""Return the proposals on which the public could comment, the latest first."""
	ended = [row for row in get_proposals(CONSULTED) if not row.is_open]
	return sorted(ended, key=lambda row: row.consultation_deadline, reverse=True)


def get_consultation(name: str) -> frappe._dict | None:
	"""Return one proposal on which the public can or could comment, with its `asks` and `comments`; else None."""
	found = get_proposals({"name": name, **CONSULTED})
	if not found:
		return None
	proposal = found[0]
	proposal.asks = frappe.get_all(
		"Policy Ask",
		filters={"parenttype": PROPOSAL, "parent": name},
		fields=[*ASK_FIELDS, "result", "result_note", "legal_reference"],
		order_by="idx asc",
	)
	proposal.comments, proposal.uses = [], []
	if not proposal.is_open:
		proposal.comments, proposal.uses = get_public_comments(name), count_uses(name)
	return proposal


def get_public_comments(proposal: str) -> list[frappe._dict]:
	"""Return the answered comments that staff show, with the answer and without anything of the sender."""
	return frappe.get_all(
		COMMENT,
		filters={"proposal": proposal, "status": ("in", ANSWERS), "is_public": 1},
		fields=["ask", "comment", "status", "answer"],
		order_by="confirmed_on asc, name asc",
	)


def count_uses(proposal: str) -> list[tuple[str, int]]:
	"""Return what became of the comments on a proposal, and of how many."""
	filters = {"proposal": proposal, "status": ("in", ANSWERS)}
	answers = Counter(frappe.get_all(COMMENT, filters=filters, pluck="status", order_by="name asc"))
	return [(answer, answers[answer]) for answer in ANSWERS if answers[answer]]


def get_open_proposals(filters: dict) -> list[frappe._dict]:
	return get_proposals({**filters, "stage": "In Consultation", "consultation_deadline": (">=", today())})


def get_proposals(filters: dict) -> list[frappe._dict]:
	proposals = frappe.get_all(
		PROPOSAL,
		filters=filters,
		fields=PROPOSAL_FIELDS,
		order_by="consultation_deadline asc, name asc",
	)
	owners = get_titles("Stakeholder", [row.owner_stakeholder for row in proposals])
	policies = get_titles("Public Policy", [row.policy for row in proposals])
	for row in proposals:
		row.deadline = show_day_in_text(row.consultation_deadline)
		row.owner_name, row.policy_title = owners.get(row.owner_stakeholder), policies.get(row.policy)
		row.is_open = row.stage == "In Consultation" and getdate(row.consultation_deadline) >= getdate()
		row.state = describe_state(row)
	return proposals


def describe_state(proposal: frappe._dict) -> str:
	"""Return how far a proposal has come since its consultation."""
	if proposal.is_open:
		return _("Comments until {0}").format(proposal.deadline)
	if proposal.result:
		return _("Result: {0}").format(_(proposal.result))
	return {
		"In Consultation": _("The consultation is over; the comments are being read"),
		"Consulted": _("The consultation is over; the comments are being read"),
		"Adopted": _("Adopted by the organisations; about to be submitted"),
		"Withdrawn": _("Withdrawn"),
	}.get(proposal.stage, _("Submitted; the answer is awaited"))


def get_consultations_area() -> PublicArea:
	"""Return what the public sees of consultations. Hook `hub_public_areas`."""
	return PublicArea(
		folder="consultations",
		title=_("Consultations"),
		doctype=PROPOSAL,
		filters=(CONSULTED,),
		get_items=get_consultation_items,
		block="Consultations",
		heading=_("Have your say"),
		more=_("All consultations"),
		feed=_("Proposals on which everybody may comment, and what became of them."),
		get_entries=lambda: [
			CalendarEntry(
				name=row.name,
				title=_("Last day for comments: {0}").format(row.proposal_title),
				starts_on=getdate(row.consultation_deadline),
				ends_on=getdate(row.consultation_deadline),
				modified=row.modified,
				url=get_url(f"/consultations/{row.name}"),
			)
			for row in get_consultations()
		],
	)


def get_consultation_items() -> list[PublicItem]:
	"""Return the open consultations, then those that are over."""
	return [
		PublicItem(
			title=row.proposal_title,
			url=f"/consultations/{row.name}",
			text=row.state,
			summary=row.summary or "",
			since=row.consultation_opened_on,
			is_open=row.is_open,
			places=[row.municipality] if row.municipality else [],
			fields=[row.field_of_work] if row.field_of_work else [],
		)
		for row in [*get_consultations(), *get_ended_consultations()]
	]


def get_campaigns_area() -> PublicArea:
	"""Return what the public sees of campaigns. Hook `hub_public_areas`."""
	return PublicArea(
		folder="campaigns",
		title=_("Campaigns"),
		doctype=CAMPAIGN,
		filters=({"is_public": 1, "stage": ("in", PUBLIC_STAGES)},),
		get_items=lambda: list(map(as_campaign_item, get_campaigns())),
		block="Campaigns",
		heading=_("Campaigns"),
		more=_("All campaigns"),
		feed=_("What non-governmental organisations of the region stand up for together."),
	)


def as_campaign_item(campaign: frappe._dict) -> PublicItem:
	"""Return a campaign as lists and feeds tell of it."""
	return PublicItem(
		title=campaign.campaign_title,
		url=f"/campaigns/{campaign.name}",
		text=_("Supporters: {0}").format(campaign.supporters),
		summary=campaign.goal or "",
		since=campaign.starts_on,
		is_open=campaign.is_open,
		places=[campaign.municipality] if campaign.municipality else [],
		fields=[campaign.field_of_work] if campaign.field_of_work else [],
	)


def get_campaigns() -> list[frappe._dict]:
	"""Return the public campaigns, those that take supporters first."""
	return get_public_campaigns({})


def get_campaign(name: str) -> frappe._dict | None:
	"""Return one public campaign; None when there is none of that name."""
	found = get_public_campaigns({"name": name})
	if not found:
		return None
	campaign = found[0]
	campaign.objectives = [] if campaign.is_open else get_objectives(name)
	return campaign


def get_objectives(campaign: str) -> list[frappe._dict]:
	"""Return the measured objectives of a campaign: what was wanted, and what was reached."""
	rows = frappe.get_all(
		"Campaign Objective",
		filters={"parenttype": CAMPAIGN, "parent": campaign, "is_measured": 1},
		fields=["objective", "measure", "target_value", "achieved_value"],
		order_by="idx asc",
	)
	for row in rows:
		row.wanted, row.reached = show_number(row.target_value), show_number(row.achieved_value)
	return rows


def get_public_campaigns(filters: dict) -> list[frappe._dict]:
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
		row.time = f"{show_day(row.starts_on)} – {show_day(row.ends_on)}"
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
