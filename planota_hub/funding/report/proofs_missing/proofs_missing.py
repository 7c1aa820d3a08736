# SPDX-License-Identifier: GPL-3.0-only
"""Which proofs of counted records are missing, by project and reporting period."""

import frappe
from frappe import _
from frappe.utils import cint, getdate

from planota_hub.figures.report_parts import column, figure
from planota_hub.funding.proofs import missing
from planota_hub.funding.proofs.kinds import KINDS, PROJECT, SPENDING, get_provable
from planota_hub.rules.arguments import read_filters


def execute(filters: frappe._dict | None = None) -> tuple[list, list, str | None, dict | None, list]:
	"""Return columns, one row per record and missing proof, a note, the chart by kind of proof and the summary.

	Args:
	        filters: `project`, `reporting_period` (without one all periods that are not locked), `record_doctype`,
	                `proof_kind`, `only_required`.

	Raises:
	        frappe.ValidationError: for an unknown kind of record or of proof.
	"""
	filters = read_filters(filters)
	check(filters)
	periods = get_periods(filters)
	question = missing.Question(
		sorted(periods),
		frappe.session.user,
		filters.record_doctype,
		filters.proof_kind,
		bool(cint(filters.only_required)),
	)
	rows = name_rows(missing.find(question), periods)
	kinds = missing.count_by_kind(question)
	return get_columns(), rows, None, get_chart(kinds), get_summary(kinds)


def check(filters: frappe._dict) -> None:
	if filters.record_doctype and filters.record_doctype not in get_provable():
		frappe.throw(_("Kind of Record: expected is a kind of record that has proofs."))
	if filters.proof_kind and filters.proof_kind not in KINDS:
		frappe.throw(
			_("Kind of Proof: please choose one of {0}.").format(", ".join(_(kind) for kind in KINDS))
		)


def get_periods(filters: frappe._dict) -> dict[str, frappe._dict]:
	"""Return the periods that are asked for and that the user may read, with the titles of their projects."""
	conditions = {"name": filters.reporting_period, "project": filters.project}
	conditions = {key: value for key, value in conditions.items() if value}
	if not filters.reporting_period:
		conditions["stage"] = ("!=", "Locked")
	rows = frappe.get_list(
		"Reporting Period",
		conditions,
		["name", "period_title", "project", "project.project_title as project_title"],
		order_by="starts_on asc",
		limit_page_length=0,
	)
	return {row.name: row for row in rows}


def name_rows(rows: list[frappe._dict], periods: dict[str, frappe._dict]) -> list[dict]:
	"""Return the rows with the titles of project and period, and words for the reader."""
	for row in rows:
		period = periods[row.reporting_period]
		row.update({"project_title": period.project_title, "period_title": period.period_title})
		row.day = getdate(row.day)
		# what is spent has no form of its own
		row.form_doctype = PROJECT if row.record_doctype == SPENDING else row.record_doctype
		row.kind, row.proof = _(row.record_doctype), _(row.proof_kind)
	return rows


def get_columns() -> list[dict]:
	return [
		column("title", _("Title"), "Data", 200),
		column("proof", _("Missing Proof"), "Data", 170),
		column("add", _("Add Proof"), "Data", 130),
		column("day", _("Date"), "Date", 110),
		column("kind", _("Kind of Record"), "Data", 160),
		column("record_name", _("Record"), "Dynamic Link", 120, options="form_doctype"),
		column("required", _("Required"), "Check", 110),
		column("reporting_period", _("Reporting Period"), "Link", 200, options="Reporting Period"),
		column("project", _("Funded Project"), "Link", 220, options="Funded Project"),
	]


def get_chart(kinds: list[frappe._dict]) -> dict | None:
	"""Return what is missing by kind of proof; None when nothing is."""
	if not kinds:
		return None
	required = [cint(row.required) for row in kinds]
	recommended = [row.missing - cint(row.required) for row in kinds]
	return {
		"data": {
			"labels": [_(row.proof_kind) for row in kinds],
			"datasets": [
				{"name": _("Required"), "values": required},
				{"name": _("Recommended"), "values": recommended},
			],
		},
		"type": "bar",
		"colors": ["#c0392b", "#d99a2b"],
		"barOptions": {"stacked": 1},
	}


def get_summary(kinds: list[frappe._dict]) -> list[dict]:
	missing_in_all = sum(row.missing for row in kinds)
	required = sum(cint(row.required) for row in kinds)
	return [
		figure(_("Required Proofs Missing"), required, "Red" if required else "Green"),
		figure(_("Recommended Proofs Missing"), missing_in_all - required),
	]
