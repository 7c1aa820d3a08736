# SPDX-License-Identifier: GPL-3.0-only
"""Figures of partnerships that indicators can be computed from; each asks for the records that it counts.

Every function takes the first and the last day of a period. A filter keeps the records with that value.
"""

from datetime import date as Date

import frappe
from frappe.query_builder import Case, DocType
from frappe.query_builder.functions import Count, Max, Min
from frappe.utils import getdate
from pypika.queries import QueryBuilder, Table
from pypika.terms import Criterion, Term

from planota_hub.metrics.queries import is_within, keep, ngo_of, select_records
from planota_hub.partnerships.action_plans.progress import ACTION, PLAN
from planota_hub.partnerships.consortia.balances import CONSORTIUM
from planota_hub.planota_hub.register.sector_balance import SECTORS

PROPOSAL, ACTIVITY = "Programme Proposal", "Promotion Activity"


def get_places(table: Table) -> dict[str, Term]:
	return {key: table[key] for key in ("municipality", "field_of_work")}


def get_signed_consortia(start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return the consortia whose first agreement was signed in a period."""
	consortium, signed = DocType(CONSORTIUM), select_signed(start, end).as_("signed")
	found = frappe.qb.from_(consortium).join(signed).on(signed.consortium == consortium.name)
	found = keep(found, filters, **get_places(consortium))
	return select_records(found, CONSORTIUM, consortium.name, signed.signed_on, **get_places(consortium))


def get_consortia_of_all_sectors(start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return the consortia signed in a period whose partners, on the day of the signature, were of all three sectors."""
	consortium, signed = DocType(CONSORTIUM), select_signed(start, end).as_("signed")
	partner = DocType("Consortium Partner")
	# one that was signed before it began counts who was a partner when it began
	begins_later = consortium.starts_on > signed.signed_on
	day = Case().when(begins_later, consortium.starts_on).else_(signed.signed_on)
	found = (
		frappe.qb.from_(consortium)
		.join(signed)
		.on(signed.consortium == consortium.name)
		.join(partner)
		.on((partner.parent == consortium.name) & (partner.parenttype == CONSORTIUM))
		.where(partner.sector.isin(SECTORS) & lasts_on(partner, day))
		.groupby(consortium.name, signed.signed_on, consortium.municipality, consortium.field_of_work)
		.having(Count(partner.sector).distinct() == len(SECTORS))
	)
	found = keep(found, filters, **get_places(consortium))
	return select_records(found, CONSORTIUM, consortium.name, signed.signed_on, **get_places(consortium))


def lasts_on(partner: Table, day: Term) -> Criterion:
	"""Return the condition that somebody is a partner on a day; see `consortia.partners.lasts_on`."""
	has_begun = partner.from_date.isnull() | (partner.from_date <= day)
	return has_begun & (partner.to_date.isnull() | (partner.to_date >= day))


def select_signed(start: Date, end: Date) -> QueryBuilder:
	"""Return the query of the consortia signed in a period, with the day of their first agreement."""
	agreement = DocType("Consortium Agreement")
	return (
		frappe.qb.from_(agreement)
		.select(agreement.parent.as_("consortium"), Max(agreement.signed_on).as_("signed_on"))
		.where((agreement.parenttype == CONSORTIUM) & (agreement.agreement_number == 1))
		.where(is_within(agreement.signed_on, start, end))
		.groupby(agreement.parent)
	)


def get_agreed_plans(start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return the joint action plans that were agreed in a period and not cancelled."""
	plan = DocType(PLAN)
	agreed = frappe.qb.from_(plan).where(plan.stage.isin(["Agreed", "Completed"]))
	agreed = keep(agreed.where(is_within(plan.agreed_on, start, end)), filters, **get_places(plan))
	return select_records(agreed, PLAN, plan.name, plan.agreed_on, **get_places(plan))


def get_done_actions(start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return the joint actions that were done in a period; each has its evidence, or it could not be done."""
	action, plan = DocType(ACTION), DocType(PLAN)
	done = frappe.qb.from_(action).left_join(plan).on(plan.name == action.joint_action_plan)
	done = done.where((action.status == "Done") & is_within(action.done_on, start, end))
	places = {
		"ngo": ngo_of(action.partner_type, action.partner),
		"municipality": action.municipality,
		"field_of_work": plan.field_of_work,
	}
	return select_records(keep(done, filters, **places), ACTION, action.name, action.done_on, **places)


def get_people_reached(start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return the promotion activities of a period; the figure is the number of people whom they reached."""
	activity = DocType(ACTIVITY)
	held = frappe.qb.from_(activity).where((activity.status == "Carried Out") & (activity.reach > 0))
	held = keep(held.where(is_within(activity.activity_date, start, end)), filters, **get_places(activity))
	return select_records(
		held, ACTIVITY, activity.name, activity.activity_date, activity.reach, **get_places(activity)
	)


def get_included_proposals(start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return the proposals that came into a regional programme for the first time in a period."""
	return select_proposals("Included", start, end, filters)


def get_priority_proposals(start: Date, end: Date, filters: dict | None = None) -> QueryBuilder:
	"""Return the proposals that became a priority of a regional programme for the first time in a period."""
	return select_proposals("Priority", start, end, filters)


def select_proposals(stage: str, start: Date, end: Date, filters: dict | None) -> QueryBuilder:
	"""Return the query of the proposals whose first step to a stage lies in a period."""
	step, proposal = DocType("Programme Proposal Step"), DocType(PROPOSAL)
	first_day = Min(step.decided_on)
	first = (
		frappe.qb.from_(step)
		.select(step.parent.as_("proposal"), first_day.as_("day"))
		.where((step.parenttype == PROPOSAL) & (step.stage == stage))
		.groupby(step.parent)
		.having((first_day >= getdate(start)) & (first_day <= getdate(end)))
	).as_("first")
	found = frappe.qb.from_(proposal).join(first).on(first.proposal == proposal.name)
	places = {"ngo": ngo_of(proposal.lead_type, proposal.lead), **get_places(proposal)}
	return select_records(keep(found, filters, **places), PROPOSAL, proposal.name, first.day, **places)
