# SPDX-License-Identifier: GPL-3.0-only
"""What the print of a proposal for a regional programme says, as its lead sends it to the body of the programme."""

from typing import TYPE_CHECKING

import frappe
from frappe import _

from planota_hub.planota_hub.register.parties import describe_party
from planota_hub.rules.printed_records import get_title_of, make_record, make_table
from planota_hub.rules.readable import show_day, show_money

if TYPE_CHECKING:
	from planota_hub.partnerships.doctype.programme_proposal.programme_proposal import ProgrammeProposal


def describe_proposal(proposal: "ProgrammeProposal") -> frappe._dict:
	"""Return the proposal as a paper with its partners, needs and decisions; the lead signs."""
	party = describe_party(proposal.lead_type, proposal.lead)
	return make_record(
		_("Proposal for a programme"),
		proposal.proposal_title,
		[
			(_("Programme"), get_title_of("Regional Programme", proposal.regional_programme)),
			(_("Lead"), proposal.lead_name),
			(_("Address"), party.address),
			(_("Registration number"), party.number),
			(_("Represented by"), ", ".join(filter(None, [party.representative, party.function]))),
			(_("Consortium"), get_title_of("Partnership Consortium", proposal.consortium)),
			(_("Municipality"), proposal.municipality),
			(_("Field of Work"), _(proposal.field_of_work) if proposal.field_of_work else ""),
			(_("Amount"), show_money(proposal.amount) if proposal.amount else ""),
			(_("Financed Amount"), show_money(proposal.financed_amount) if proposal.financed_amount else ""),
			(_("Stage"), _(proposal.stage, context="Programme Proposal")),
		],
		[(_("Summary"), proposal.summary)],
		[get_partners(proposal), get_needs(proposal), get_steps(proposal)],
		[{"party": proposal.lead_name, "person": party.representative, "function": party.function}],
	)


def get_partners(proposal: "ProgrammeProposal") -> frappe._dict:
	rows = [
		(row.partner_name, _(row.sector) if row.sector else "", row.task or "") for row in proposal.partners
	]
	return make_table(_("Partners"), [_("Partner"), _("Sector"), _("Task")], rows)


def get_needs(proposal: "ProgrammeProposal") -> frappe._dict:
	rows = [
		(get_title_of("Local Need", row.need), row.contribution or "") for row in proposal.addressed_needs
	]
	return make_table(_("Needs that it answers"), [_("Need"), _("Contribution")], rows)


def get_steps(proposal: "ProgrammeProposal") -> frappe._dict:
	rows = [
		(
			_(row.stage, context="Programme Proposal"),
			show_day(row.decided_on),
			row.decision_reference or "",
			row.reason or "",
		)
		for row in proposal.steps
	]
	heads = [_("Stage"), _("Decided On"), _("Reference of the Decision"), _("Reason")]
	return make_table(_("Course"), heads, rows)
