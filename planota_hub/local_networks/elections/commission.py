# SPDX-License-Identifier: GPL-3.0-only
"""Who counts the ballots: people whom one can tell apart, and nobody who stands in the election."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.local_networks.elections.people import OUT
from planota_hub.rules.fields import normalise_email
from planota_hub.rules.refusals import refuse, refuse_missing

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.election_candidate.election_candidate import ElectionCandidate
	from planota_hub.local_networks.doctype.election_commission_member.election_commission_member import (
		ElectionCommissionMember,
	)
	from planota_hub.local_networks.doctype.representative_election.representative_election import (
		RepresentativeElection,
	)

FIELDS = ("contact", "member_name", "email", "organisation")


def validate_commission(election: "RepresentativeElection") -> None:
	"""Each member is a contact, or a name with its address, stands there once, and does not stand in the election."""
	known: list[ElectionCommissionMember] = []
	for row in election.commission_members:
		normalise_email(row, "email")
		fill_from_contact(row)
		if is_changed(election, row):
			require_person(row)
		for other in known:
			if is_one_person(row, other):
				refuse(row, "member_name", _("this is the same person as in row {0}.").format(other.idx))
		known.append(row)
		refuse_candidate(election, row)


def fill_from_contact(row: "ElectionCommissionMember") -> None:
	if not row.contact:
		return
	contact = frappe.db.get_value(
		"Contact", row.contact, ["full_name", "email_id", "company_name"], as_dict=True
	)
	if not contact:
		return
	row.member_name = row.member_name or contact.full_name
	row.email = row.email or contact.email_id
	row.organisation = row.organisation or contact.company_name


def is_changed(election: "RepresentativeElection", row: "ElectionCommissionMember") -> bool:
	"""Tell whether a row is not as it is stored: what was only a line of text once is left alone."""
	before = election.get_doc_before_save()
	old = next((old for old in before.commission_members if old.name == row.name), None) if before else None
	return not old or any(cstr(old.get(name)) != cstr(row.get(name)) for name in FIELDS)


def require_person(row: "ElectionCommissionMember") -> None:
	refuse_missing(row, "member_name", _("please choose the person, or enter name and address."))
	if not (row.contact or row.email):
		refuse(row, "email", _("please enter the address of the person, or choose a contact."))


def refuse_candidate(election: "RepresentativeElection", row: "ElectionCommissionMember") -> None:
	for candidate in election.candidates:
		if candidate.status not in OUT and is_one_person(row, candidate):
			message = _("{0} stands in this election and can't count its ballots.")
			refuse(row, "member_name", message.format(row.member_name), _("Candidate"))


def is_one_person(
	row: "ElectionCommissionMember", other: "ElectionCommissionMember | ElectionCandidate"
) -> bool:
	"""Tell whether two rows are of one person: the same contact, or the same name and no two addresses.

	A mailbox alone makes nobody the same person: an office may share one.
	"""
	if row.get("contact") and row.get("contact") == other.get("contact"):
		return True
	if row.email and other.email and row.email != other.email:
		return False
	return get_name(row) == get_name(other)


def get_name(row: "ElectionCommissionMember | ElectionCandidate") -> str:
	name = row.get("member_name") or row.get("candidate_name")
	return " ".join(cstr(name).casefold().split())


def describe_commission(election: "RepresentativeElection") -> list[str]:
	"""Return the members with where they come from, for the record."""
	return [
		", ".join(part for part in (row.member_name, row.organisation) if part)
		for row in election.commission_members
	]
