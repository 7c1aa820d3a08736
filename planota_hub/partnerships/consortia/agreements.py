# SPDX-License-Identifier: GPL-3.0-only
"""The agreement of a consortium: signed by all partners, frozen as it was signed, amended only by signing anew.

What was signed is kept word by word in a row of `agreements`; prints show that row, whatever changes in the
register afterwards.
"""

import json
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, flt, getdate, now, today

from planota_hub.partnerships.consortia.balances import get_counting_partners
from planota_hub.planota_hub.register.parties import describe_signature
from planota_hub.rules.readable import show_number
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import field_label, shown

if TYPE_CHECKING:
	from planota_hub.partnerships.doctype.consortium_partner.consortium_partner import ConsortiumPartner
	from planota_hub.partnerships.doctype.partnership_consortium.partnership_consortium import (
		PartnershipConsortium,
	)

SIGNED_STAGES = frozenset({"Agreement Signed", "Active", "Closed"})
# what stands in the signed agreement, of the consortium and of each partner
FROZEN_FIELDS = ("consortium_name", "purpose", "agreement_terms", "budget", "starts_on", "ends_on")
FROZEN_PARTNER_FIELDS = (
	"partner_type",
	"partner",
	"partner_role",
	"votes",
	"budget_share",
	"from_date",
	"signatory_name",
	"signatory_function",
	"signed_on",
	"letter_of_intent_on",
)
# kept by the server, whatever a form or the API sends
KEPT_TABLES = ("agreements", "overrides")
SHARES_PRECISION = 2


def keep_agreements(consortium: "PartnershipConsortium") -> None:
	"""Restore the tables that only the server writes as they are stored."""
	before = consortium.get_doc_before_save()
	for fieldname in KEPT_TABLES:
		stored = [row.as_dict() for row in before.get(fieldname)] if before else []
		consortium.set(fieldname, stored)
	consortium.agreement_signed_on = before.agreement_signed_on if before else None
	consortium.closed_on = before.closed_on if before else None
	consortium.stage_changed_on = before.stage_changed_on if before else None


def get_current_number(consortium: "PartnershipConsortium") -> int:
	"""Return the number of the latest signed agreement; 0 before the first one."""
	return max((row.agreement_number for row in consortium.agreements), default=0)


# Frozen


def refuse_changes_of_signed(consortium: "PartnershipConsortium") -> None:
	"""Refuse changes of what is signed; a partner may leave, everything else is an amendment.

	Raises:
	        frappe.ValidationError: naming the field.
	"""
	before = consortium.get_doc_before_save()
	if not before or before.stage not in SIGNED_STAGES or consortium.stage not in SIGNED_STAGES:
		return
	for fieldname in FROZEN_FIELDS:
		refuse_change(consortium, before, fieldname)
	if before.signed_agreement and consortium.signed_agreement != before.signed_agreement:
		throw_signed(consortium, "signed_agreement")
	known = {row.name: row for row in before.partners}
	if {row.name for row in consortium.partners} != set(known):
		throw_signed(consortium, "partners")
	for row in consortium.partners:
		for fieldname in FROZEN_PARTNER_FIELDS:
			refuse_change(row, known[row.name], fieldname)


def refuse_change(doc: Document, before: Document, fieldname: str) -> None:
	fieldtype = doc.meta.get_field(fieldname).fieldtype
	if normalise(doc.get(fieldname), fieldtype) != normalise(before.get(fieldname), fieldtype):
		throw_signed(doc, fieldname)


def normalise(value, fieldtype: str):
	if fieldtype == "Date":
		return getdate(value) if value else None
	return flt(value) if fieldtype in ("Int", "Percent", "Currency") else cstr(value)


def throw_signed(doc: Document, fieldname: str) -> None:
	step = _("Amend Agreement")
	frappe.throw(
		_(
			"{0}: the agreement is signed. Load the form anew and choose {1} under Actions to change it; the partners "
			"then sign anew."
		).format(field_label(doc, fieldname), f"<b>{step}</b>"),
		title=_("Signed Agreement"),
	)


# Shares


def validate_shares(consortium: "PartnershipConsortium") -> None:
	"""Refuse shares that can't be right any more, whatever else is still to come.

	Raises:
	        frappe.ValidationError: for a share above 100 %, or more than 100 % together.
	"""
	for row in consortium.partners:
		if not 0 <= flt(row.budget_share) <= 100:
			refuse(row, "budget_share", _("expected is a percentage from 0 to 100."))
	total = sum_shares(consortium)
	if total > 100:
		frappe.throw(
			_("{0}: together the shares are {1} %, expected are 100 %.").format(
				_("Share of the Budget"), show_number(total)
			),
			title=_("Wrong Shares"),
		)


def sum_shares(consortium: "PartnershipConsortium") -> float:
	"""Return the percentage of the budget that the counting partners take over together."""
	shares = (flt(row.get("budget_share")) for row in get_counting_partners(consortium))
	return flt(sum(shares), SHARES_PRECISION)


def shares_money(consortium: "PartnershipConsortium") -> bool:
	"""Tell whether the partners share money at all."""
	return bool(flt(consortium.budget) or sum_shares(consortium))


# Signing


def sign_agreement(consortium: "PartnershipConsortium") -> None:
	"""Keep the agreement as it stands, with the next number; the last signature dates it."""
	rows = get_counting_partners(consortium)
	consortium.agreement_signed_on = max(getdate(row.signed_on) for row in rows)
	number = get_current_number(consortium) + 1
	consortium.append(
		"agreements",
		{
			"agreement_number": number,
			"signed_on": consortium.agreement_signed_on,
			"partners": len(rows),
			"recorded_by": frappe.session.user,
			"content": json.dumps(
				describe_draft(consortium, number), ensure_ascii=False, sort_keys=True, default=cstr
			),
		},
	)


def unsign_agreement(consortium: "PartnershipConsortium") -> None:
	"""Open the agreement for an amendment: everybody signs anew, the signed one stays as it is."""
	consortium.agreement_signed_on = None
	consortium.signed_agreement = None
	for row in consortium.partners:
		row.signed_on = None


def describe_agreement(consortium: "PartnershipConsortium", number: int = 0) -> frappe._dict:
	"""Return what the agreement says, for prints.

	Args:
	        number: of a signed agreement; 0 for the valid one, or for the draft while none is valid.

	Raises:
	        frappe.DoesNotExistError: when no agreement of that number was signed.
	"""
	if not number and consortium.stage not in SIGNED_STAGES:
		return to_dicts(describe_draft(consortium, get_current_number(consortium) + 1), is_draft=True)
	number = number or get_current_number(consortium)
	for row in consortium.agreements:
		if row.agreement_number == number:
			return to_dicts(json.loads(row.content), is_draft=False)
	frappe.throw(_("No agreement number {0} was signed.").format(shown(number)), frappe.DoesNotExistError)


def to_dicts(content: dict, is_draft: bool) -> frappe._dict:
	partners = [frappe._dict(row) for row in content["partners"]]
	signatures = [
		frappe._dict(
			party=row.partner_name,
			person=row.signatory_name,
			function=row.signatory_function,
			signed_on=row.signed_on,
		)
		for row in partners
	]
	return frappe._dict({**content, "partners": partners, "signatures": signatures, "is_draft": is_draft})


def describe_draft(consortium: "PartnershipConsortium", number: int) -> dict:
	"""Return the agreement as it stands now; dates as ISO text, so that it can be kept."""
	budget = flt(consortium.budget)
	return {
		"agreement_number": number,
		"consortium_name": consortium.consortium_name,
		"purpose": consortium.purpose,
		"agreement_terms": cstr(consortium.agreement_terms),
		"budget": budget,
		"starts_on": cstr(consortium.starts_on),
		"ends_on": cstr(consortium.ends_on),
		"signed_on": cstr(consortium.agreement_signed_on),
		"kept_on": now(),
		"partners": [
			{
				**keep_signing_party(row),
				"partner_name": row.partner_name,
				"partner_role": row.partner_role,
				"sector": row.sector,
				"votes": row.votes,
				"budget_share": flt(row.budget_share),
				"amount": flt(budget * flt(row.budget_share) / 100, 2),
				"signed_on": cstr(row.signed_on),
			}
			for row in get_counting_partners(consortium)
		],
	}


def keep_signing_party(row: "ConsortiumPartner") -> dict:
	"""Return who signs for a partner, with its seat and number, as the agreement keeps them."""
	party = describe_signature(row)
	return {
		"address": party.address,
		"number": party.number,
		"signatory_name": party.person,
		"signatory_function": party.function,
	}


def validate_signatures(consortium: "PartnershipConsortium") -> None:
	"""Refuse signatures and letters of a day that is still to come.

	Raises:
	        frappe.ValidationError: naming row and field.
	"""
	for row in consortium.partners:
		for fieldname in ("letter_of_intent_on", "signed_on"):
			if row.get(fieldname) and getdate(row.get(fieldname)) > getdate(today()):
				refuse(row, fieldname, _("the day lies in the future."), _("Wrong Date"))
