# SPDX-License-Identifier: GPL-3.0-only
"""Public campaigns and consultations as open data: what they want and what they reached, in numbers and without people."""

import frappe
from frappe import _
from frappe.utils import get_url

from planota_hub.advocacy.campaigns.stages import PUBLIC_STAGES
from planota_hub.advocacy.campaigns.supporters import count_supporters
from planota_hub.advocacy.participation.pages import (
	CAMPAIGN,
	CAMPAIGN_FIELDS,
	CONSULTED,
	PROPOSAL,
	PROPOSAL_FIELDS,
)
from planota_hub.public_forms.datasets import (
	DataField,
	Dataset,
	as_day,
	get_codes,
	get_key_fields,
	get_options,
	get_place_fields,
	get_updated_field,
	get_work_field,
)
from planota_hub.public_forms.public_areas import as_list
from planota_hub.rules.titles import get_titles

PUBLIC = {"is_public": 1, "stage": ("in", PUBLIC_STAGES)}
READ_ANYWAY = ("name", "modified")
PLACED = {"municipality": "municipality", "field_of_work": "field_of_work", "stage": "stage"}


def get_campaigns() -> Dataset:
	"""Return the public campaigns. Hook `hub_open_data`."""
	return Dataset(
		folder="campaigns",
		title=_("Campaigns"),
		description=_(
			"What non-governmental organisations of the region stand up for together, and what came of it."
		),
		keywords=[_("advocacy"), _("campaigns"), _("civil dialogue")],
		theme="GOVE",
		doctype=CAMPAIGN,
		columns=[name for name in CAMPAIGN_FIELDS if name not in READ_ANYWAY],
		get_filters=lambda: as_list(PUBLIC),
		describe=describe_campaigns,
		fields=[
			*get_key_fields(_("Page of the campaign")),
			DataField("title", _("Title"), is_required=True),
			DataField("goal", _("Goal")),
			DataField("text", _("Description")),
			DataField("stage", _("Stage"), options=PUBLIC_STAGES, is_required=True),
			DataField("starts_on", _("Begins"), "date"),
			DataField("ends_on", _("Ends"), "date"),
			*get_place_fields(),
			get_work_field(),
			DataField("supporters", _("Supporters"), "integer", _("Confirmed")),
			DataField("supporters_wanted", _("Supporters Wanted"), "integer"),
			DataField("outcome_level", _("Goal Reached"), options=get_options(CAMPAIGN, "outcome_level")),
			DataField("outcome", _("Outcome")),
			get_updated_field(),
		],
		asked=PLACED,
	)


def describe_campaigns(records: list[frappe._dict]) -> list[dict]:
	"""Return campaigns as rows; what was reached is told as on the page, once it was evaluated."""
	codes = get_codes([record.municipality for record in records])
	supporters = count_supporters([record.name for record in records])
	return [
		{
			"id": record.name,
			"url": get_url(f"/campaigns/{record.name}"),
			"title": record.campaign_title,
			"goal": record.goal or None,
			"text": record.public_text or None,
			"stage": record.stage,
			"starts_on": as_day(record.starts_on),
			"ends_on": as_day(record.ends_on),
			"municipality": record.municipality or None,
			"municipality_code": codes.get(record.municipality),
			"field_of_work": record.field_of_work or None,
			"supporters": supporters[record.name],
			"supporters_wanted": record.supporters_wanted or None,
			"outcome_level": (record.outcome_level or None) if record.stage != "Active" else None,
			"outcome": (record.outcome or None) if record.stage != "Active" else None,
		}
		for record in records
	]


def get_consultations() -> Dataset:
	"""Return the proposals on which the public can or could comment. Hook `hub_open_data`."""
	return Dataset(
		folder="consultations",
		title=_("Consultations"),
		description=_("Proposals on which everybody may comment, and what became of them."),
		keywords=[_("consultations"), _("public policy"), _("civil dialogue")],
		theme="GOVE",
		doctype=PROPOSAL,
		columns=[name for name in PROPOSAL_FIELDS if name not in READ_ANYWAY],
		get_filters=lambda: as_list(CONSULTED),
		describe=describe_proposals,
		fields=[
			*get_key_fields(_("Page of the consultation")),
			DataField("title", _("Title"), is_required=True),
			DataField("summary", _("Summary")),
			DataField("question", _("Question")),
			DataField("policy", _("Policy")),
			DataField("decided_by", _("Decided By"), description=_("Whose policy it is")),
			DataField("stage", _("Stage"), options=get_options(PROPOSAL, "stage"), is_required=True),
			DataField("opened_on", _("Opened On"), "date"),
			DataField("deadline", _("Deadline"), "date"),
			DataField("comments", _("Comments"), "integer"),
			DataField("submitted_on", _("Submitted On"), "date"),
			DataField("replied_on", _("Replied On"), "date"),
			DataField("result", _("Result"), options=get_options(PROPOSAL, "result")),
			*get_place_fields(),
			get_work_field(),
			get_updated_field(),
		],
		asked=PLACED,
	)


def describe_proposals(records: list[frappe._dict]) -> list[dict]:
	"""Return proposals as rows."""
	codes = get_codes([record.municipality for record in records])
	owners = get_titles("Stakeholder", [record.owner_stakeholder for record in records])
	policies = get_titles("Public Policy", [record.policy for record in records])
	return [
		{
			"id": record.name,
			"url": get_url(f"/consultations/{record.name}"),
			"title": record.proposal_title,
			"summary": record.summary or None,
			"question": record.consultation_question or None,
			"policy": policies.get(record.policy),
			"decided_by": owners.get(record.owner_stakeholder),
			"stage": record.stage,
			"opened_on": as_day(record.consultation_opened_on),
			"deadline": as_day(record.consultation_deadline),
			"comments": record.comment_count or 0,
			"submitted_on": as_day(record.submitted_on),
			"replied_on": as_day(record.replied_on),
			"result": record.result or None,
			"municipality": record.municipality or None,
			"municipality_code": codes.get(record.municipality),
			"field_of_work": record.field_of_work or None,
		}
		for record in records
	]
