# SPDX-License-Identifier: GPL-3.0-only
"""Figures of advocacy that indicators can be computed from; each asks for the records that it counts.

Every function takes the first and the last day of a period. A filter keeps the records with that value.
"""

from datetime import date as Date

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Min
from pypika.queries import QueryBuilder, Table
from pypika.terms import Criterion, Term

from planota_hub.advocacy.proposals.results import WON
from planota_hub.metrics.queries import is_within, keep, select_records, unite

PROPOSAL, CAMPAIGN, ASK = "Policy Proposal", "Advocacy Campaign", "Policy Ask"
RAN = ["Active", "Suspended", "Evaluated", "Closed"]


def get_places(table: Table) -> dict[str, Term]:
	return {key: table[key] for key in ("municipality", "field_of_work")}


def has_been_submitted(proposal: Table, start: Date, end: Date) -> Criterion:
	return proposal.stage.isin(["Submitted", "Replied", "Closed"]) & is_within(
		proposal.submitted_on, start, end
	)


def has_begun(campaign: Table, start: Date, end: Date) -> Criterion:
	return campaign.stage.isin(RAN) & is_within(campaign.starts_on, start, end)


def get_submitted_proposals(start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return the policy proposals that were submitted to their addressee in a period."""
	proposal = DocType(PROPOSAL)
	submitted = frappe.qb.from_(proposal).where(has_been_submitted(proposal, start, end))
	submitted = keep(submitted, filters, **get_places(proposal))
	return select_records(submitted, PROPOSAL, proposal.name, proposal.submitted_on, **get_places(proposal))


def get_adopted_proposals(start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return the policy proposals whose asks were adopted, at least partly, by a reply in a period."""
	proposal = DocType(PROPOSAL)
	adopted = frappe.qb.from_(proposal).where(proposal.result.isin(sorted(WON)))
	adopted = keep(adopted.where(is_within(proposal.replied_on, start, end)), filters, **get_places(proposal))
	return select_records(adopted, PROPOSAL, proposal.name, proposal.replied_on, **get_places(proposal))


def get_won_asks(start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return the asks that were adopted, at least partly, by a reply in a period: changed rules."""
	proposal, ask = DocType(PROPOSAL), DocType(ASK)
	won = (
		frappe.qb.from_(ask)
		.join(proposal)
		.on((proposal.name == ask.parent) & (ask.parenttype == PROPOSAL))
		.where(ask.result.isin(sorted(WON)) & proposal.stage.isin(["Replied", "Closed"]))
		.where(is_within(proposal.replied_on, start, end))
	)
	won = keep(won, filters, **get_places(proposal))
	return select_records(won, ASK, ask.name, proposal.replied_on, **get_places(proposal))


def get_campaigns(start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return the campaigns that began in a period, whatever became of them."""
	campaign = DocType(CAMPAIGN)
	begun = frappe.qb.from_(campaign).where(has_begun(campaign, start, end))
	begun = keep(begun, filters, **get_places(campaign))
	return select_records(begun, CAMPAIGN, campaign.name, campaign.starts_on, **get_places(campaign))


def get_involved_ngos(start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return the NGOs that took part in proposals submitted or campaigns begun in a period, each once."""
	proposal, campaign, ngo = DocType(PROPOSAL), DocType(CAMPAIGN), DocType("NGO")
	part = unite(
		select_parts(proposal, PROPOSAL, has_been_submitted(proposal, start, end), proposal.submitted_on),
		select_parts(campaign, CAMPAIGN, has_begun(campaign, start, end), campaign.starts_on),
	).as_("part")
	places = {
		"ngo": part.ngo,
		"municipality": ngo.municipality,
		"field_of_work": ngo.primary_field_of_work,
		"legal_form": ngo.legal_form,
	}
	involved = frappe.qb.from_(part).join(ngo).on(ngo.name == part.ngo).groupby(*places.values())
	return select_records(keep(involved, filters, **places), "NGO", part.ngo, Min(part.day), **places)


def select_parts(document: Table, doctype: str, condition: Criterion, day: Term) -> QueryBuilder:
	"""Return who took part in the documents of a condition, and on which day that counts."""
	involved = DocType("Involved NGO")
	return (
		frappe.qb.from_(involved)
		.join(document)
		.on((document.name == involved.parent) & (involved.parenttype == doctype))
		.select(involved.ngo.as_("ngo"), day.as_("day"))
		.where(condition)
	)
