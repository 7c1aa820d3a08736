# SPDX-License-Identifier: GPL-3.0-only
"""A vote of its members that takes a partner into a consortium."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.workflow import apply_workflow
from frappe.utils import cint, today

from planota_hub.partnerships.consortia.agreements import SIGNED_STAGES
from planota_hub.partnerships.consortia.balances import CONSORTIUM
from planota_hub.partnerships.consortia.partners import key_of
from planota_hub.planota_hub.register.state import get_left
from planota_hub.rules.refusals import refuse
from planota_hub.rules.titles import get_titles

if TYPE_CHECKING:
	from planota_hub.partnerships.doctype.partnership_consortium.partnership_consortium import (
		PartnershipConsortium,
	)
	from planota_hub.planota_hub.doctype.member_vote.member_vote import MemberVote

MOST_VOTES = 1000


def check_candidate(vote: "MemberVote") -> None:
	"""Hook `hub_vote_candidates`: refuse a candidate who can't become a partner, and partners of another consortium.

	Raises:
	        frappe.ValidationError: naming the field.
	"""
	if not 0 <= cint(vote.candidate_votes) <= MOST_VOTES:
		refuse(vote, "candidate_votes", _("expected is a number from 0 to {0}.").format(MOST_VOTES))
	whose = (vote.vote_of_doctype, vote.vote_of)
	if vote.vote_of_doctype == "Hub Meeting":
		whose = frappe.db.get_value("Hub Meeting", vote.vote_of, ["meeting_of_doctype", "meeting_of"])
	if tuple(whose) != (CONSORTIUM, vote.subject):
		refuse(vote, "vote_of", _("the partners of a consortium alone decide who joins it."))
	refuse_impossible(vote, frappe.get_doc(CONSORTIUM, vote.subject))


def accept_partner(name: str, vote: "MemberVote") -> None:
	"""Hook `hub_vote_subjects`: take the candidate into the consortium, with the rights of whoever does it.

	A signed agreement is opened for an amendment first: all partners, the new one too, sign anew.

	Raises:
	        frappe.ValidationError: when the candidate can't be taken in any more; nothing is changed then.
	"""
	consortium: PartnershipConsortium = frappe.get_doc(CONSORTIUM, name, for_update=True)
	consortium.check_permission("write")
	refuse_impossible(vote, consortium)
	is_signed = consortium.stage in SIGNED_STAGES
	if is_signed:
		apply_workflow(consortium, "Amend Agreement")
		consortium = frappe.get_doc(CONSORTIUM, name)
	consortium.append(
		"partners",
		{
			"partner_type": vote.candidate_type,
			"partner": vote.candidate,
			"partner_role": vote.candidate_role or "Partner",
			"votes": cint(vote.candidate_votes),
			"from_date": today() if is_signed else None,
		},
	).flags.accepted_by_vote = vote.name
	consortium.save()


def refuse_impossible(vote: "MemberVote", consortium: "PartnershipConsortium") -> None:
	"""Refuse a candidate who is a partner already or has left the register, and a consortium that is closed."""
	title = get_titles(vote.candidate_type, [vote.candidate]).get(vote.candidate) or vote.candidate
	if consortium.stage == "Closed":
		refuse(vote, "subject", _("the consortium is closed; nobody joins it any more."))
	if vote.candidate_type == "NGO" and vote.candidate in get_left([vote.candidate]):
		refuse(vote, "candidate", _("{0} is not active any more.").format(title))
	if vote.candidate_type == "Stakeholder" and frappe.db.get_value(
		"Stakeholder", vote.candidate, "disabled"
	):
		refuse(vote, "candidate", _("{0} is not active any more.").format(title))
	candidate = (vote.candidate_type, vote.candidate)
	if any(key_of(row) == candidate and is_not_over(row) for row in consortium.partners):
		refuse(vote, "candidate", _("{0} is a partner already.").format(title))


def is_not_over(row) -> bool:
	return not row.to_date or str(row.to_date) >= today()


def keep_votes(consortium: "PartnershipConsortium") -> None:
	"""By which vote a partner was taken in stays as it is stored, whatever a form or the API sends."""
	before = consortium.get_doc_before_save()
	known = {row.name: row.accepted_by_vote for row in before.partners} if before else {}
	for row in consortium.partners:
		row.accepted_by_vote = row.flags.accepted_by_vote or known.get(row.name)
