# SPDX-License-Identifier: GPL-3.0-only
"""What prints say about policies, proposals and campaigns, in the words of the reader's language."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint

from planota_hub.advocacy.campaigns.figures import get_figures
from planota_hub.rules.readable import show_day, show_money, show_number
from planota_hub.rules.sorting import sort_key
from planota_hub.rules.titles import get_titles

if TYPE_CHECKING:
	from planota_hub.advocacy.doctype.advocacy_campaign.advocacy_campaign import AdvocacyCampaign
	from planota_hub.advocacy.doctype.campaign_objective.campaign_objective import CampaignObjective
	from planota_hub.advocacy.doctype.campaign_target.campaign_target import CampaignTarget
	from planota_hub.advocacy.doctype.policy_proposal.policy_proposal import PolicyProposal
	from planota_hub.advocacy.doctype.public_policy.public_policy import PublicPolicy

Fact = tuple[str, str]


def get_title(doctype: str, fieldname: str, name: str | None) -> str:
	return (frappe.db.get_value(doctype, name, fieldname) if name else None) or ""


def get_ngo_names(doc: "PolicyProposal | AdvocacyCampaign") -> list[str]:
	"""Return the names of the NGOs involved, in alphabetical order."""
	names = [row.ngo for row in doc.involved_ngos]
	titles = frappe.get_all("NGO", {"name": ("in", names or [""])}, pluck="ngo_name", order_by="ngo_name asc")
	return sorted(titles, key=sort_key)


def filled(facts: list[Fact]) -> list[Fact]:
	return [fact for fact in facts if fact[1]]


def describe_policy(policy: "PublicPolicy") -> frappe._dict:
	"""Return `facts` and `texts` of a policy for its print, and the `ngos` affected, each with how it is."""
	facts = [
		(_("Type"), _(policy.policy_type)),
		(_("Level"), _(policy.level)),
		(
			_("Owner", context="Public Policy"),
			get_title("Stakeholder", "stakeholder_name", policy.owner_stakeholder),
		),
		(_("Reference"), policy.reference or ""),
		(_("Link"), policy.link or ""),
		(_("In Force From"), show_day(policy.in_force_from)),
		(_("For Whom"), policy.affected_groups or ""),
		(_("Analysed On"), show_day(policy.analysed_on)),
	]
	texts = [(_("Summary"), policy.summary), (_("What Is Wrong"), policy.problem)]
	names = get_titles("NGO", {row.ngo for row in policy.affected_ngos})
	ngos = [(names.get(row.ngo, row.ngo), row.how_affected or "") for row in policy.affected_ngos]
	return frappe._dict(facts=filled(facts), texts=filled(texts), ngos=ngos)


def describe_proposal(proposal: "PolicyProposal") -> frappe._dict:
	"""Return `facts` and `ngos` of a proposal for its print."""
	addressee = proposal.submitted_to or proposal.owner_stakeholder
	facts = [
		(_("Submitted To"), get_title("Stakeholder", "stakeholder_name", addressee)),
		(_("Policy"), get_title("Public Policy", "policy_title", proposal.policy)),
		(_("Reference"), get_title("Public Policy", "reference", proposal.policy)),
		(_("Adopted On"), show_day(proposal.adopted_on)),
		(_("Adopted by the Vote"), get_title("Member Vote", "question", proposal.adopted_by_vote)),
		(_("Adopted at the Meeting"), get_title("Hub Meeting", "subject", proposal.adopted_at_meeting)),
		(_("Conclusion"), proposal.adoption_note or ""),
		(_("Submitted On"), show_day(proposal.submitted_on)),
		(_("Channel"), _(proposal.submission_channel) if proposal.submission_channel else ""),
		(_("Reference of the Submission"), proposal.submission_reference or ""),
		(_("Replied On"), show_day(proposal.replied_on)),
		(_("Reference of the Reply"), proposal.reply_reference or ""),
		(_("Result"), _(proposal.result) if proposal.result else ""),
		(_("Legal Reference of the Change"), proposal.legal_reference or ""),
	]
	return frappe._dict(facts=filled(facts), ngos=get_ngo_names(proposal))


def describe_campaign(campaign: "AdvocacyCampaign") -> frappe._dict:
	"""Return `facts`, `texts`, `objectives` and `targets` of a campaign for its print, and who is `responsible`."""
	figures = get_figures([campaign.name])[campaign.name]
	shift = "" if figures.shift is None else show_number(figures.shift)
	facts = [
		(_("Period"), f"{show_day(campaign.starts_on)} – {show_day(campaign.ends_on)}"),
		(_("Stage"), _(campaign.stage)),
		(_("NGOs Involved"), ", ".join(get_ngo_names(campaign))),
		(_("Goal Reached"), _(campaign.outcome_level) if campaign.outcome_level else ""),
		(_("Objectives reached"), f"{figures.objectives_reached} / {figures.objectives}"),
		(_("Asks won"), f"{figures.asks_won} / {figures.asks}"),
		(_("Supporters"), show_number(figures.supporters)),
		(_("Reach"), show_number(figures.reach)),
		(_("Cost of the Actions"), show_money(campaign.total_cost)),
		(_("Shift of support"), shift),
	]
	texts = [
		(_("Goal"), campaign.goal),
		(_("Strategy"), campaign.strategy),
		(_("What Has Changed"), campaign.outcome),
		(_("What We Learned"), campaign.lessons),
	]
	return frappe._dict(
		facts=filled(facts),
		texts=filled(texts),
		objectives=[describe_objective(row) for row in campaign.objectives],
		targets=[describe_target(campaign, row) for row in campaign.targets],
		responsible=(
			frappe.db.get_value("User", campaign.responsible, "full_name") if campaign.responsible else ""
		),
	)


def describe_objective(row: "CampaignObjective") -> frappe._dict:
	return frappe._dict(
		objective=row.objective,
		measure=row.measure,
		baseline=show_number(row.baseline),
		target=show_number(row.target_value),
		achieved=show_number(row.achieved_value) if row.is_measured else "–",
	)


def describe_target(campaign: "AdvocacyCampaign", target: "CampaignTarget") -> frappe._dict:
	moves = [move for move in campaign.moves if move.target_key == target.name]
	return frappe._dict(
		label=describe_person(target),
		power=target.power,
		interest=target.interest,
		first=describe_support(moves[0].support if moves else target.support),
		now=describe_support(target.support),
	)


def describe_person(target: "CampaignTarget") -> str:
	"""Return who is to be won over, with the function where it is known."""
	return (
		f"{target.target_label} ({target.person_function})" if target.person_function else target.target_label
	)


def describe_support(level) -> str:
	"""Return a level of support with its sign; nobody's side has none."""
	return f"{cint(level):+d}" if cint(level) else "0"
