# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from planota_hub.capacity_building.support.funded_project import set_funded_project
from planota_hub.capacity_building.support.ledger import SupportRow, post_support, reverse_support
from planota_hub.capacity_building.support.rules import (
	is_mentor_only,
	validate_supported_ngo,
	validate_supporter,
)
from planota_hub.funding.applications.prints import describe_application
from planota_hub.funding.applications.rules import (
	set_own_share,
	validate_amendments,
	validate_amounts,
	validate_call,
	validate_consortium,
	validate_dates,
	validate_deadlines,
	validate_help,
)
from planota_hub.funding.applications.stages import set_step_dates, validate_stage
from planota_hub.funding.calls.matching import get_profiles, get_rules, judge
from planota_hub.rules.fields import normalise_email
from planota_hub.rules.text import field_label, shown, validate_plain_text


class CallApplication(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.funding.doctype.call_application_amendment.call_application_amendment import (
			CallApplicationAmendment,
		)
		from planota_hub.funding.doctype.call_application_help.call_application_help import (
			CallApplicationHelp,
		)
		from planota_hub.funding.doctype.call_reporting_deadline.call_reporting_deadline import (
			CallReportingDeadline,
		)

		amendments: DF.Table[CallApplicationAmendment]
		application_hours: DF.Float
		application_title: DF.Data
		approved_amount: DF.Currency
		consortium: DF.Link | None
		contact_email: DF.Data | None
		contact_name: DF.Data | None
		decided_on: DF.Date | None
		decision_note: DF.SmallText | None
		decision_reference: DF.Data | None
		ends_on: DF.Date | None
		funded_project: DF.Link | None
		funding_call: DF.Link
		granted_amount: DF.Currency
		help_rows: DF.Table[CallApplicationHelp]
		next_order: DF.Int
		next_report_due: DF.Date | None
		ngo: DF.Link
		own_share: DF.Currency
		own_share_percent: DF.Percent
		project_from: DF.Date | None
		project_until: DF.Date | None
		project_value: DF.Currency
		report_hours: DF.Float
		reporting_deadlines: DF.Table[CallReportingDeadline]
		requested_amount: DF.Currency
		responsible: DF.Link | None
		stage: DF.Literal["In Preparation", "Submitted", "Approved", "Rejected", "Completed", "Withdrawn"]
		submitted_on: DF.Date | None
		summary: DF.Text | None
		withdrawal_reason: DF.SmallText | None
	# end: auto-generated types

	def onload(self):
		self.set_onload("unmet", self.get_unmet_conditions())

	def before_validate(self):
		if self.is_new() and is_mentor_only(frappe.session.user):
			self.responsible = self.responsible or frappe.session.user
		for row in self.help_rows:
			row.done_by = row.done_by or frappe.session.user

	def describe(self) -> frappe._dict:
		"""Return what the print says."""
		return describe_application(self)

	def validate(self):
		validate_plain_text(self)
		normalise_email(self, "contact_email")
		validate_supported_ngo(self)
		self.validate_responsible()
		set_step_dates(self)
		validate_stage(self)
		validate_call(self)
		validate_consortium(self)
		validate_amounts(self)
		validate_dates(self)
		validate_help(self)
		validate_amendments(self)
		validate_deadlines(self)
		self.keep_reminders()
		set_own_share(self)
		set_funded_project(self)

	def after_insert(self):
		self.warn_of_unmet_conditions()
		self.warn_of_second_application()

	def on_update(self):
		post_support(self, self.get_support_rows())

	def on_trash(self):
		reverse_support(self)

	def get_support_rows(self) -> list[SupportRow]:
		"""Return one row of the ledger for each row of help."""
		return [
			SupportRow(
				date=getdate(row.work_date),
				ngo=self.ngo,
				kind=row.kind,
				hours=row.hours,
				participants=row.participants,
				key=row.name,
			)
			for row in self.help_rows
		]

	def get_unmet_conditions(self) -> list[dict]:
		"""Return the conditions of the call that the NGO does not meet, or of which the register does not tell."""
		rules = get_rules({"name": self.funding_call}) if self.funding_call else []
		profiles = get_profiles({"name": self.ngo}) if self.ngo else []
		if not rules or not profiles:
			return []
		criteria = judge(rules[0], profiles[0]).criteria
		return [vars(criterion) for criterion in criteria if not criterion.met]

	def warn_of_unmet_conditions(self):
		unmet = [row for row in self.get_unmet_conditions() if row["met"] is False]
		if unmet:
			frappe.msgprint(
				"<br>".join(shown(f"{row['label']}: {row['reason']}") for row in unmet),
				title=_("The NGO does not meet the conditions of the call"),
				indicator="orange",
			)

	def warn_of_second_application(self):
		filters = {
			"funding_call": self.funding_call,
			"ngo": self.ngo,
			"name": ("!=", self.name),
			"stage": ("!=", "Withdrawn"),
		}
		for name in frappe.get_all("Call Application", filters, pluck="name", order_by="name asc"):
			frappe.msgprint(
				_("The NGO applies to this call already: {0}").format(
					frappe.utils.get_link_to_form("Call Application", name)
				),
				indicator="orange",
			)

	def validate_responsible(self):
		before = self.get_doc_before_save()
		if before and before.responsible != self.responsible and is_mentor_only(frappe.session.user):
			frappe.throw(
				_("{0}: only the staff of the hub give an application to somebody else.").format(
					field_label(self, "responsible")
				),
				frappe.PermissionError,
			)
		validate_supporter(self, "responsible")

	def keep_reminders(self):
		"""Who was reminded when is written by the daily job only; another day is reminded of anew."""
		before = self.get_doc_before_save()
		known = {row.name: row for row in before.reporting_deadlines} if before else {}
		for row in self.reporting_deadlines:
			old = known.get(row.name)
			same_day = old and getdate(old.due_date) == getdate(row.due_date)
			row.reminded_on = old.reminded_on if same_day else None
			row.overdue_reminded_on = old.overdue_reminded_on if same_day else None
