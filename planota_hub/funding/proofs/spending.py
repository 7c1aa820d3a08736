# SPDX-License-Identifier: GPL-3.0-only
"""Invoices: what a project spent in the time of a report is proved by the file in its row, whatever figure counts it."""

from typing import TYPE_CHECKING

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Coalesce
from frappe.utils import getdate
from pypika.queries import QueryBuilder

from planota_hub.funding.proofs.kinds import INVOICE, PROJECT, REQUIREMENT, SPENDING
from planota_hub.metrics.queries import as_term

if TYPE_CHECKING:
	from planota_hub.funding.doctype.project_spending.project_spending import ProjectSpending
	from planota_hub.funding.doctype.reporting_period.reporting_period import ReportingPeriod

PERIOD, TABLE = "Reporting Period", "spending"


def may_read_spending(user: str | None = None) -> bool:
	"""Tell whether a user sees what projects spent; it is kept from some who see the projects."""
	if not frappe.has_permission(PROJECT, user=user):
		return False
	meta = frappe.get_meta(PROJECT)
	return meta.get_field(TABLE).permlevel in meta.get_permlevel_access("read", user=user)


def select_missing(periods: list[str]) -> QueryBuilder:
	"""Return a query of the spending in the time of periods whose project asks for invoices and which has none.

	A correction below 0 has no invoice of its own.
	"""
	row, period, need = DocType(SPENDING), DocType(PERIOD), DocType(REQUIREMENT)
	return (
		frappe.qb.from_(row)
		.join(period)
		.on((period.project == row.parent) & row.spent_on.between(period.starts_on, period.ends_on))
		.join(need)
		.on((need.parent == row.parent) & (need.record_doctype == SPENDING) & (need.proof_kind == INVOICE))
		.where((row.parenttype == PROJECT) & (need.parenttype == PROJECT))
		.where(period.name.isin(periods or [""]) & (row.amount > 0) & (Coalesce(row.invoice, "") == ""))
		.select(
			row.parent.as_("project"),
			period.name.as_("reporting_period"),
			as_term(SPENDING).as_("record_doctype"),
			row.parent.as_("record_name"),
			row.description.as_("title"),
			row.spent_on.as_("day"),
			need.proof_kind.as_("proof_kind"),
			need.required.as_("required"),
		)
	)


def get_spending(period: "ReportingPeriod") -> list["ProjectSpending"]:
	"""Return what the project spent in the time of a period, the first day first."""
	rows = frappe.get_doc(PROJECT, period.project).spending
	first, last = getdate(period.starts_on), getdate(period.ends_on)
	return sorted(
		(row for row in rows if first <= getdate(row.spent_on) <= last),
		key=lambda row: (getdate(row.spent_on), row.idx),
	)
