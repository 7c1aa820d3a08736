# SPDX-License-Identifier: GPL-3.0-only
"""The money of a funded project: shares of the funders, budget, spending and claims.

The project's form, its report and its print show what is worked out here.
"""

from collections.abc import Sequence
from datetime import date as Date
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import DocType
from frappe.utils import cstr, flt, getdate, today

from planota_hub.rules.readable import show_day, show_money, show_number
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import field_label, shown

if TYPE_CHECKING:
	from planota_hub.funding.doctype.funded_project.funded_project import FundedProject
	from planota_hub.funding.doctype.project_claim.project_claim import ProjectClaim
	from planota_hub.funding.doctype.project_spending.project_spending import ProjectSpending

MONEY_PRECISION = 2
WHOLE = 100


def set_shares(project: "FundedProject") -> None:
	"""Check that the shares make up the whole, and share the value out; the last funder gets what is left.

	Raises:
	        frappe.ValidationError: for a share of 0 and for shares that are not 100 % together.
	"""
	for row in project.funders:
		if flt(row.share_percent, 2) <= 0:
			refuse(row, "share_percent", _("expected is a share above 0."))
	total = flt(sum(flt(row.share_percent, 2) for row in project.funders), 2)
	if total != WHOLE:
		frappe.throw(
			_("{0}: the shares must be 100 % together, not {1} %.").format(
				field_label(project, "funders"), show_number(total)
			),
			title=_("Wrong Shares"),
		)
	left = flt(project.value, MONEY_PRECISION)
	for row in project.funders[:-1]:
		row.amount = flt(flt(project.value) * flt(row.share_percent) / WHOLE, MONEY_PRECISION)
		left -= row.amount
	project.funders[-1].amount = flt(left, MONEY_PRECISION)


def set_budget(project: "FundedProject") -> None:
	"""Check budget and spending, and work out what was spent on each line.

	Raises:
	        frappe.ValidationError: for two lines with one code, lines above the value of the project, spending
	        without an amount, on an unknown line or outside the time of the project.
	"""
	validate_lines(project)
	codes = {row.line_code for row in project.budget_lines}
	spent = dict.fromkeys(codes, 0.0)
	for row in project.spending:
		validate_spending(project, row, codes)
		spent[row.line_code] += flt(row.amount, MONEY_PRECISION)
	for line in project.budget_lines:
		line.spent = flt(spent[line.line_code], MONEY_PRECISION)
		line.remaining = flt(flt(line.amount) - line.spent, MONEY_PRECISION)


def validate_lines(project: "FundedProject") -> None:
	seen = set()
	for row in project.budget_lines:
		row.line_code = cstr(row.line_code).strip()
		if row.line_code in seen:
			refuse(
				row, "line_code", _("the code {0} stands in two budget lines.").format(shown(row.line_code))
			)
		seen.add(row.line_code)
	planned = flt(sum(flt(row.amount) for row in project.budget_lines), MONEY_PRECISION)
	if planned > flt(project.value, MONEY_PRECISION):
		frappe.throw(
			_("{0}: together the lines are {1}, more than the value of the project, {2}.").format(
				field_label(project, "budget_lines"), show_money(planned), show_money(project.value)
			),
			title=_("Budget above the Value"),
		)


def validate_spending(project: "FundedProject", row: "ProjectSpending", codes: set[str]) -> None:
	row.line_code = cstr(row.line_code).strip()
	if row.line_code not in codes:
		frappe.throw(
			_("{0}: there is no budget line {1}; expected is one of {2}.").format(
				field_label(row, "line_code"), shown(row.line_code), ", ".join(sorted(codes)) or "–"
			)
		)
	if not flt(row.amount, MONEY_PRECISION):
		refuse(row, "amount", _("expected is an amount other than 0."))
	refuse_day_outside(project, row, "spent_on")
	if getdate(row.spent_on) > getdate(today()):
		refuse(row, "spent_on", _("this day lies in the future."))


def refuse_day_outside(project: "FundedProject", row: Document, fieldname: str) -> None:
	if not getdate(project.starts_on) <= getdate(row.get(fieldname)) <= getdate(project.ends_on):
		frappe.throw(
			_("{0}: expected is a day of the project, from {1} to {2}.").format(
				field_label(row, fieldname), show_day(project.starts_on), show_day(project.ends_on)
			),
			title=_("Outside the Project"),
		)


def set_claims(project: "FundedProject") -> None:
	"""Check the claims, fill in what was spent in their time, and derive how far they have come."""
	for row in project.claims:
		for fieldname in ("from_date", "to_date"):
			refuse_day_outside(project, row, fieldname)
		if getdate(row.to_date) < getdate(row.from_date):
			refuse(row, "to_date", _("expected is a day not before {0}.").format(show_day(row.from_date)))
		if not flt(row.amount_claimed):
			row.amount_claimed = get_spent(project, getdate(row.from_date), getdate(row.to_date))
		validate_payment(row)
		row.status = get_claim_status(row)


def validate_payment(row: "ProjectClaim") -> None:
	if row.paid_on or flt(row.amount_paid):
		refuse_missing(row, "submitted_on", _("a claim is paid only after it was submitted."))
	if flt(row.amount_paid, MONEY_PRECISION) > flt(row.amount_claimed, MONEY_PRECISION):
		refuse(
			row, "amount_paid", _("more was paid than claimed, {0}.").format(show_money(row.amount_claimed))
		)


def get_claim_status(row: "ProjectClaim | frappe._dict") -> str:
	"""Return the status that follows from the days and amounts of a claim."""
	if flt(row.amount_paid):
		is_whole = flt(row.amount_paid, MONEY_PRECISION) >= flt(row.amount_claimed, MONEY_PRECISION)
		return "Paid" if is_whole else "Partly Paid"
	if row.submitted_on:
		return "Submitted"
	return "Overdue" if row.due_on and getdate(row.due_on) < getdate(today()) else "Open"


def update_claim_statuses() -> None:
	"""Mark the claims whose day has passed."""
	claim = DocType("Project Claim")
	late = (claim.status == "Open") & claim.due_on.isnotnull() & (claim.due_on < getdate(today()))
	frappe.qb.update(claim).set(claim.status, "Overdue").where(late).run()


def get_spent(project: "FundedProject", start: Date, end: Date) -> float:
	"""Return what was spent from a day to a day, both included."""
	amounts = [flt(row.amount) for row in project.spending if start <= getdate(row.spent_on) <= end]
	return flt(sum(amounts), MONEY_PRECISION)


def set_totals(project: "FundedProject") -> None:
	"""Add up budget, spending and claims."""
	project.budget_total = add_up(project.budget_lines, "amount")
	project.spent_total = add_up(project.spending, "amount")
	project.claimed_total = add_up([row for row in project.claims if row.submitted_on], "amount_claimed")
	project.paid_total = add_up(project.claims, "amount_paid")
	project.spent_percent = flt(project.spent_total / flt(project.value) * WHOLE, 2)


def add_up(rows: Sequence[Document], fieldname: str) -> float:
	return flt(sum(flt(row.get(fieldname)) for row in rows), MONEY_PRECISION)
