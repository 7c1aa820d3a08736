# SPDX-License-Identifier: GPL-3.0-only
"""The course of a consortium: the conditions of each step, and the override of its sector balance.

Who may take which step stands in the workflow (`workflows.py`); here stands when it can be taken.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import now, today

from planota_hub.partnerships.consortia import agreements
from planota_hub.partnerships.consortia.balances import get_counting_partners
from planota_hub.permissions import get_roles
from planota_hub.planota_hub.register.sector_balance import describe_failures, evaluate
from planota_hub.rules.readable import show_number
from planota_hub.rules.stages import begin, describe_empty, get_missing, refuse_incomplete, stamp
from planota_hub.rules.text import shown

if TYPE_CHECKING:
	from planota_hub.partnerships.doctype.partnership_consortium.partnership_consortium import (
		PartnershipConsortium,
	)

FIRST_STAGE = "Initiated"
OVERRIDE_ROLE = "Hub Manager"
MIN_PARTNERS = 2
LEAD = "Lead Partner"
SHOWN_NAMES = 5

# what comes next
NEXT_STAGE = {
	"Initiated": "Forming",
	"Forming": "Agreement Signed",
	"Agreement Signed": "Active",
}


def validate_stage(consortium: "PartnershipConsortium") -> None:
	"""Check a step of the workflow and do what belongs to it.

	Raises:
	        frappe.ValidationError: with everything that is missing for the step.
	"""
	begin(consortium, FIRST_STAGE, _("{0}: a new consortium begins as {1}."))
	before = consortium.get_doc_before_save()
	if not stamp(consortium) or not before:
		return
	refuse_incomplete(consortium, NEEDS)
	if consortium.stage == "Agreement Signed" and before.stage == "Forming":
		agreements.sign_agreement(consortium)
	if consortium.stage == "Forming" and before.stage in agreements.SIGNED_STAGES:
		agreements.unsign_agreement(consortium)
	consortium.closed_on = today() if consortium.stage == "Closed" else None


def get_missing_for_next(consortium: "PartnershipConsortium") -> list[str]:
	"""Return in words what the consortium still needs for its next step; empty when it can be taken."""
	missing = get_missing(consortium, NEXT_STAGE.get(consortium.stage), NEEDS)
	return [*missing, *foresee_imbalance(consortium)]


def foresee_imbalance(consortium: "PartnershipConsortium") -> list[str]:
	"""Return before the partners sign why the consortium could not start afterwards."""
	if consortium.stage not in (FIRST_STAGE, "Forming") or not consortium.partners:
		return []
	failures = describe_failures(evaluate(get_counting_partners(consortium)))
	return [_("Before the start, better before the partners sign: {0}").format(text) for text in failures]


def missing_for_forming(consortium: "PartnershipConsortium") -> list[str]:
	if consortium.partners:
		return []
	return [describe_empty(consortium, "partners", _("There is no partner yet."))]


def missing_for_signature(consortium: "PartnershipConsortium") -> list[str]:
	rows = get_counting_partners(consortium)
	missing: list[str] = [
		describe_empty(consortium, fieldname)
		for fieldname in ("agreement_terms", "starts_on")
		if not consortium.get(fieldname)
	]
	if len(rows) < MIN_PARTNERS:
		missing.append(_("A consortium has at least {0} partners.").format(MIN_PARTNERS))
	leads = [row for row in rows if row.partner_role == LEAD]
	if len(leads) != 1:
		missing.append(_("One partner leads the consortium; there are {0}.").format(len(leads)))
	if unsigned := [row for row in rows if not row.signed_on]:
		missing.append(_("Not signed yet: {0}.").format(list_names(unsigned)))
	if agreements.shares_money(consortium) and (total := agreements.sum_shares(consortium)) != 100:
		missing.append(
			_("The shares of the budget are {0} % together, expected are 100 %.").format(show_number(total))
		)
	return missing


def list_names(rows: list) -> str:
	"""Return the names of the first partners, and how many more there are."""
	names = [shown(row.partner_name) for row in rows[:SHOWN_NAMES]]
	if more := len(rows) - len(names):
		names.append(_("and {0} more").format(more))
	return ", ".join(names)


def missing_for_activation(consortium: "PartnershipConsortium") -> list[str]:
	balance = evaluate(get_counting_partners(consortium))
	if balance.passed or is_overridden(consortium):
		return []
	return describe_failures(balance)


def missing_for_closing(consortium: "PartnershipConsortium") -> list[str]:
	if consortium.outcome:
		return []
	return [describe_empty(consortium, "outcome", also=("outcome_note",))]


NEEDS = {
	"Forming": missing_for_forming,
	"Agreement Signed": missing_for_signature,
	"Active": missing_for_activation,
	"Closed": missing_for_closing,
}


# Override


def is_overridden(consortium: "PartnershipConsortium") -> bool:
	"""Tell whether a Hub Manager let the agreement that is valid now start although it fails the rules."""
	number = agreements.get_current_number(consortium)
	return any(row.agreement_number == number for row in consortium.overrides)


def override_balance(consortium: "PartnershipConsortium", note: str) -> None:
	"""Keep why a Hub Manager lets a signed consortium start although it fails its rules; does not save.

	Raises:
	        frappe.PermissionError: for everybody else.
	        frappe.ValidationError: without a note, at another stage, or when there is nothing to override.
	"""
	if OVERRIDE_ROLE not in get_roles(frappe.session.user):
		frappe.throw(
			_("Only a {0} may override the sector balance.").format(_(OVERRIDE_ROLE)), frappe.PermissionError
		)
	note = (note or "").strip()
	if not note:
		frappe.throw(_("Note: please say why the consortium may start anyway."), frappe.MandatoryError)
	if consortium.stage != "Agreement Signed":
		frappe.throw(_("The balance is overridden after the agreement is signed and before the start."))
	balance = evaluate(get_counting_partners(consortium))
	if balance.passed:
		frappe.throw(_("The consortium meets all rules; there is nothing to override."))
	consortium.append(
		"overrides",
		{
			"note": note,
			"failed_rules": "\n".join(describe_failures(balance)),
			"overridden_by": frappe.session.user,
			"overridden_on": now(),
			"agreement_number": agreements.get_current_number(consortium),
		},
	)
