# SPDX-License-Identifier: GPL-3.0-only
"""Advocacy of the demo region: what the hub has told of its own, as proposals with results and two campaigns.

Volunteer work again an eligible cost of a municipality's social-care call, quality before formal criteria in
technical culture, a higher share of food for children's camps, friendlier rules of a local action group.
"""

from itertools import cycle, islice, product
from typing import TYPE_CHECKING

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_to_date, get_datetime, now_datetime

from planota_hub.advocacy.campaigns.targets import POSITION_FIELDS
from planota_hub.demo.files import read
from planota_hub.demo.marking import mark
from planota_hub.demo.people import OFFICER, find_ngo
from planota_hub.demo.plans import day

if TYPE_CHECKING:
	from planota_hub.advocacy.doctype.advocacy_campaign.advocacy_campaign import AdvocacyCampaign
	from planota_hub.advocacy.doctype.policy_proposal.policy_proposal import PolicyProposal

POLICY, PROPOSAL, COMMENT = "Public Policy", "Policy Proposal", "Proposal Comment"
CAMPAIGN, SUPPORTER, MEETING = "Advocacy Campaign", "Campaign Supporter", "Hub Meeting"
# what happens before a proposal or campaign is at its stage
PROPOSAL_STEPS = {
	"Draft": (),
	"In Consultation": ("Open Consultation",),
	"Submitted": ("Adopt", "Mark as Submitted"),
	"Closed": ("Adopt", "Mark as Submitted", "Record Reply", "Close"),
}
CAMPAIGN_STEPS = {"Active": ("Approve", "Start Campaign"), "Closed": ("Approve", "Start Campaign")}


def load_advocacy() -> None:
	"""Load policies, meetings, proposals and campaigns that are missing."""
	data = read("advocacy.json")
	policies = [load_policy(values) for values in data["policies"]]
	meetings = [load_meeting(values) for values in data["meetings"]]
	proposals = [load_proposal(values, policies, meetings) for values in data["proposals"]]
	people = cycle(product(data["surnames"], data["people"]))
	for values in data["campaigns"]:
		load_campaign(values, proposals, people)


def find(doctype: str, fieldname: str, value: str | None) -> str | None:
	return (
		frappe.db.get_value(doctype, {fieldname: value}, "name", order_by="creation asc") if value else None
	)


def find_stakeholder(name: str | None) -> str | None:
	return find("Stakeholder", "stakeholder_name", name)


def get_ngos(names: list[str]) -> list[dict]:
	"""Return rows of the organisations that the site has."""
	return [{"ngo": ngo} for ngo in map(find_ngo, names) if ngo]


def get_needs(values: dict) -> list[dict]:
	"""Return rows of the local needs that a proposal or campaign answers, as far as the site has them."""
	needs = (find("Local Need", "need_title", title) for title in values.get("needs", ()))
	return [{"need": need} for need in needs if need]


def insert(doctype: str, values: dict):
	doc = frappe.get_doc({"doctype": doctype, **values}).insert(ignore_permissions=True)
	mark(doctype, doc.name)
	return doc


def load_policy(values: dict) -> str:
	if known := find(POLICY, "policy_title", values["policy_title"]):
		return known
	fields = {key: value for key, value in values.items() if key not in ("owner", "affected")}
	owner = find_stakeholder(values["owner"])
	return insert(
		POLICY,
		{
			**fields,
			"owner_stakeholder": owner,
			"affected_ngos": get_ngos(values["affected"]),
			"responsible": OFFICER,
			"review_date": day(180),
		},
	).name


def load_meeting(values: dict) -> str:
	if known := find(MEETING, "subject", values["subject"]):
		return known
	starts_on = get_datetime(f"{day(values['days'])} 17:00:00")
	people = [
		{**row, "person_name": frappe.get_doc("NGO", row["ngo"]).representatives[0].full_name}
		for row in get_ngos(values["ngos"])
	]
	meeting = insert(
		MEETING,
		{
			**{key: values[key] for key in ("subject", "municipality", "venue", "minutes")},
			"delivery": "In Person",
			"starts_on": starts_on,
			"ends_on": add_to_date(starts_on, hours=2),
			"participants": [{**row, "has_vote": 1, "attendance": "Present"} for row in people],
		},
	)
	apply_workflow(meeting, "Mark as Held")
	return meeting.name


# Proposals


def load_proposal(values: dict, policies: list[str], meetings: list[str]) -> str:
	if known := find(PROPOSAL, "proposal_title", values["proposal_title"]):
		return known
	proposal = insert(
		PROPOSAL,
		{
			**{key: values[key] for key in ("proposal_title", "summary")},
			"policy": policies[values["policy"]],
			"responsible": OFFICER,
			"consultation_question": values.get("question"),
			"consultation_deadline": day(values.get("deadline_days")),
			"involved_ngos": get_ngos(values["ngos"]),
			"addressed_needs": get_needs(values),
			"asks": [without_result(ask) for ask in values["asks"]],
		},
	)
	if "consultation" in values:
		proposal = hold_consultation(proposal, values["consultation"])
	for action in PROPOSAL_STEPS[values["stage"]]:
		enter_step(proposal, action, values, meetings)
		proposal = apply_workflow(proposal, action)
	for comment in values.get("comments", ()):
		load_comment(proposal, comment)
	return proposal.name


def hold_consultation(proposal: "PolicyProposal", values: dict) -> "PolicyProposal":
	"""Let the public comment on a proposal in days gone by."""
	proposal.update({"consultation_question": values["question"], "consultation_deadline": day(1)})
	proposal.save(ignore_permissions=True)
	proposal = apply_workflow(proposal, "Open Consultation")
	for comment in values["comments"]:
		load_comment(proposal, comment)
	proposal.db_set(
		{
			"consultation_opened_on": day(values["opened_days"]),
			"consultation_deadline": day(values["deadline_days"]),
		}
	)
	return apply_workflow(proposal, "Close Consultation")


def without_result(ask: dict) -> dict:
	return {key: value for key, value in ask.items() if key not in ("result", "note")}


def enter_step(proposal: "PolicyProposal", action: str, values: dict, meetings: list[str]) -> None:
	"""Enter what an officer does before a step."""
	if action == "Adopt":
		proposal.adopted_at_meeting = meetings[values["meeting"]]
	elif action == "Mark as Submitted":
		proposal.submitted_on, proposal.submission_channel = day(values["submitted_days"]), values["channel"]
	elif action == "Record Reply":
		proposal.replied_on, proposal.reply = day(values["replied_days"]), values["reply"]
	elif action == "Close":
		proposal.legal_reference = values["legal_reference"]
		for row, ask in zip(proposal.asks, values["asks"], strict=True):
			row.result, row.result_note = ask["result"], ask["note"]
	proposal.save(ignore_permissions=True)


def load_comment(proposal: "PolicyProposal", values: dict) -> None:
	comment = insert(
		COMMENT,
		{
			"proposal": proposal.name,
			"commenter_name": values["name"],
			"ask": proposal.asks[values["ask"]].subject if "ask" in values else None,
			**{key: values[key] for key in ("organisation", "position", "comment")},
		},
	)
	if "answer" in values:
		comment.update(
			{key: values[key] for key in ("answer_result", "answer", "is_public") if key in values}
		)
		comment.save(ignore_permissions=True)


# Campaigns


def load_campaign(values: dict, proposals: list[str], people) -> None:
	if find(CAMPAIGN, "campaign_title", values["campaign_title"]):
		return
	texts = (
		"campaign_title",
		"municipality",
		"field_of_work",
		"goal",
		"strategy",
		"public_text",
		"is_public",
		"supporters_wanted",
		"budget",
		"messages",
	)
	campaign = insert(
		CAMPAIGN,
		{
			**{key: values[key] for key in texts},
			"starts_on": day(values["starts_days"]),
			"ends_on": day(values["ends_days"]),
			"responsible": OFFICER,
			"proposals": [{"proposal": proposals[number]} for number in values["proposals"]],
			"involved_ngos": get_ngos(values["ngos"]),
			"addressed_needs": get_needs(values),
			"objectives": [
				{key: value for key, value in row.items() if key != "achieved_value"}
				for row in values["objectives"]
			],
			"targets": [get_target(target) for target in values["targets"]],
			"actions": [get_action(action) for action in values["actions"]],
		},
	)
	move_targets(campaign, values["targets"])
	for action in CAMPAIGN_STEPS[values["stage"]]:
		campaign = apply_workflow(campaign, action)
	load_supporters(campaign, list(islice(people, values["supporters"])))
	if values["stage"] == "Closed":
		close_campaign(campaign.name, values)


def get_target(values: dict) -> dict:
	offset, *position, _reason = values["moves"][0]
	return {
		"stakeholder": find_stakeholder(values.get("stakeholder")),
		"person_name": values.get("person_name"),
		"next_step": values.get("next_step"),
		"position_on": day(offset),
		"responsible": OFFICER,
		**dict(zip(POSITION_FIELDS, position, strict=True)),
	}


def get_action(values: dict) -> dict:
	row = {key: value for key, value in values.items() if key != "days"}
	status = "Done" if values["days"] < 0 else "Planned"
	return {**row, "starts_on": day(values["days"]), "status": status, "responsible": OFFICER}


def move_targets(campaign: "AdvocacyCampaign", targets: list[dict]) -> None:
	"""Let the targets move as they did, one save for each move, so that the history is written by the rules."""
	moves = [
		(offset, number, position, reason)
		for number, target in enumerate(targets)
		for offset, *position, reason in target["moves"][1:]
	]
	for offset, number, position, reason in sorted(moves):
		row = campaign.targets[number]
		row.update({**dict(zip(POSITION_FIELDS, position, strict=True)), "position_on": day(offset)})
		row.move_reason = reason
		campaign.save(ignore_permissions=True)


def load_supporters(campaign: "AdvocacyCampaign", people: list[tuple[str, str]]) -> None:
	"""People who signed on paper, one every two days since the campaign began."""
	for number, (surname, name) in enumerate(people):
		supporter = insert(
			SUPPORTER,
			{"campaign": campaign.name, "supporter_kind": "Person", "supporter_name": f"{name} {surname}"},
		)
		signed_on = add_to_date(get_datetime(campaign.starts_on), days=2 + 2 * number, hours=10)
		values = {
			"confirmed_on": min(signed_on, now_datetime()),
			"requested_on": min(signed_on, now_datetime()),
		}
		frappe.db.set_value(SUPPORTER, supporter.name, values, update_modified=False)


def close_campaign(name: str, values: dict) -> None:
	campaign = frappe.get_doc(CAMPAIGN, name)
	campaign.update({key: values[key] for key in ("outcome_level", "outcome", "lessons")})
	for row, objective in zip(campaign.objectives, values["objectives"], strict=True):
		row.is_measured, row.achieved_value = 1, objective["achieved_value"]
	campaign.save(ignore_permissions=True)
	for action in ("Evaluate", "Close"):
		campaign = apply_workflow(campaign, action)
	evaluated_on = day(values["ends_days"] + 10)
	frappe.db.set_value(CAMPAIGN, name, "evaluated_on", evaluated_on, update_modified=False)
