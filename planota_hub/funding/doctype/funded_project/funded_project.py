# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, getdate, today

from planota_hub.capacity_building.support.funded_project import assign_support
from planota_hub.funding.indicators.period_calendar import create_periods
from planota_hub.funding.indicators.progress import get_progress, get_state_label
from planota_hub.funding.projects import money as project_money
from planota_hub.funding.proofs.rules import validate_required_proofs
from planota_hub.rules.readable import show_day, show_money
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import field_label, validate_plain_text

DOCTYPE = "Funded Project"


class FundedProject(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.funding.doctype.project_budget_line.project_budget_line import ProjectBudgetLine
		from planota_hub.funding.doctype.project_claim.project_claim import ProjectClaim
		from planota_hub.funding.doctype.project_funder.project_funder import ProjectFunder
		from planota_hub.funding.doctype.project_proof.project_proof import ProjectProof
		from planota_hub.funding.doctype.project_publicity_duty.project_publicity_duty import (
			ProjectPublicityDuty,
		)
		from planota_hub.funding.doctype.project_spending.project_spending import ProjectSpending

		budget_lines: DF.Table[ProjectBudgetLine]
		budget_total: DF.Currency
		claimed_total: DF.Currency
		claims: DF.Table[ProjectClaim]
		contract_number: DF.Data | None
		description: DF.SmallText | None
		ends_on: DF.Date
		funders: DF.Table[ProjectFunder]
		next_order: DF.Int
		paid_total: DF.Currency
		programme: DF.Data | None
		project_title: DF.Data
		publicity_duties: DF.Table[ProjectPublicityDuty]
		publicity_statement: DF.SmallText | None
		required_proofs: DF.Table[ProjectProof]
		responsible: DF.Link | None
		show_on_website: DF.Check
		spending: DF.Table[ProjectSpending]
		spent_percent: DF.Percent
		spent_total: DF.Currency
		starts_on: DF.Date
		status: DF.Literal["Planned", "Running", "Finished"]
		value: DF.Currency
		waits_for_proofs: DF.Check
	# end: auto-generated types

	def onload(self):
		if not frappe.has_permission("Project Indicator"):
			return
		rows = get_progress([self.name])
		for row in rows:
			row.label = get_state_label(row.state)
		self.set_onload("progress", rows)

	def validate(self):
		validate_plain_text(self)
		self.validate_dates()
		self.validate_periods()
		self.validate_amount()
		project_money.set_shares(self)
		project_money.set_budget(self)
		project_money.set_claims(self)
		project_money.set_totals(self)
		self.validate_duties()
		validate_required_proofs(self)
		self.status = derive_status(self)

	def on_update(self):
		frappe.clear_document_cache(DOCTYPE, self.name)
		self.warn_of_overspending()

	def validate_dates(self):
		if getdate(self.ends_on) < getdate(self.starts_on):
			refuse(
				self,
				"ends_on",
				_("expected is a day not before {0}.").format(show_day(self.starts_on)),
				_("Wrong Time"),
			)

	def validate_periods(self):
		"""The first reporting period begins with the project, and none lasts longer."""
		periods = get_periods(self.name) if not self.is_new() else []
		if periods and getdate(periods[0].starts_on) != getdate(self.starts_on):
			frappe.throw(
				_("{0}: the first reporting period begins on {1}; change it first.").format(
					field_label(self, "starts_on"), show_day(periods[0].starts_on)
				)
			)
		if periods and getdate(periods[-1].ends_on) > getdate(self.ends_on):
			frappe.throw(
				_("{0}: the last reporting period ends on {1}; change it first.").format(
					field_label(self, "ends_on"), show_day(periods[-1].ends_on)
				)
			)

	def validate_amount(self):
		if flt(self.value) <= 0:
			refuse(self, "value", _("expected is an amount above 0."))

	def validate_duties(self):
		for row in self.publicity_duties:
			if row.done_on and getdate(row.done_on) > getdate(today()):
				refuse(row, "done_on", _("this day lies in the future."))

	def warn_of_overspending(self):
		"""Name the budget lines on which more was spent than planned; it is possible, but to be agreed."""
		if lines := [row for row in self.budget_lines if flt(row.remaining, 2) < 0]:
			rows = [
				_("{0}: planned {1}, spent {2}").format(
					frappe.utils.escape_html(f"{row.line_code} {row.line_name}"),
					show_money(row.amount),
					show_money(row.spent),
				)
				for row in lines
			]
			frappe.msgprint(rows, title=_("More Spent than Planned"), indicator="orange", as_list=True)

	@frappe.whitelist()
	def create_periods(self, months: int) -> int:
		"""Create the missing reporting periods up to the end of the project; return how many.

		Args:
		        months: length of a period, from 1 to 24; the last one ends with the project.
		"""
		self.check_permission("write")
		return create_periods(self, months)

	@frappe.whitelist()
	def assign_support(self) -> int:
		"""Give this project the support in its time that belongs to none yet; return how many documents."""
		self.check_permission("write")
		return assign_support(self.name)


def get_periods(project: str) -> list[frappe._dict]:
	"""Return the reporting periods of a project in their order."""
	return frappe.get_all(
		"Reporting Period",
		filters={"project": project},
		fields=["name", "period_title", "period_number", "starts_on", "ends_on", "due_on", "stage"],
		order_by="starts_on asc",
		limit_page_length=0,
	)


def derive_status(project: "FundedProject | frappe._dict") -> str:
	"""Return the status that follows from the days of a project."""
	if getdate(today()) < getdate(project.starts_on):
		return "Planned"
	return "Finished" if getdate(today()) > getdate(project.ends_on) else "Running"


def update_statuses() -> None:
	"""Scheduler, daily: bring status and claims of all projects up to date."""
	for row in frappe.get_all(
		DOCTYPE, fields=["name", "status", "starts_on", "ends_on"], order_by="name asc", limit_page_length=0
	):
		if (status := derive_status(row)) != row.status:
			frappe.db.set_value(DOCTYPE, row.name, "status", status, update_modified=False)
	project_money.update_claim_statuses()
