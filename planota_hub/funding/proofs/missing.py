# SPDX-License-Identifier: GPL-3.0-only
"""Which proofs are missing: of every record that counts in a period, each proof that its project asks for and that is not there.

A record that counts for several figures is asked for once. It is the database that compares; nothing is read but what is
missing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.db_query import DatabaseQuery
from frappe.query_builder import Criterion, DocType
from frappe.query_builder.functions import Coalesce, Count, Min, Sum
from frappe.utils import cint
from pypika.queries import QueryBuilder, Selectable, Table
from pypika.terms import LiteralValue

from planota_hub.figures.addresses import get_report_address
from planota_hub.funding.indicators.evidence import EVIDENCE, READING
from planota_hub.funding.proofs import spending
from planota_hub.funding.proofs.kinds import (
	FIELD,
	FILE,
	INVOICE,
	OF_LEDGER,
	PROJECT,
	REQUIREMENT,
	SPENDING,
	ProvedRecord,
	get_records,
)
from planota_hub.metrics.queries import as_term, read_rows, unite

if TYPE_CHECKING:
	from planota_hub.funding.doctype.reporting_period.reporting_period import ReportingPeriod

REPORT = "Proofs Missing"
KEYS = (
	"project",
	"reporting_period",
	"record_doctype",
	"record_name",
	"title",
	"day",
	"proof_kind",
	"required",
)


@dataclass(frozen=True)
class Question:
	"""What is asked for.

	Attributes:
	        periods: names of reporting periods.
	        user: what this user may not read is left out; nothing is left out without one.
	        doctype, kind: only of this kind of record, only this kind of proof.
	        only_required: leave out what is only recommended.
	"""

	periods: Sequence[str]
	user: str | None = None
	doctype: str | None = None
	kind: str | None = None
	only_required: bool = False


def find(question: Question) -> list[frappe._dict]:
	"""Return what is missing, with the keys of `KEYS`, the oldest record first."""
	missing = select_missing(question)
	if missing is None:
		return []
	table = missing.as_("missing")
	query = frappe.qb.from_(table).select(*(table[key] for key in KEYS))
	order = ("day", "record_doctype", "record_name", "proof_kind", "reporting_period")
	return query.orderby(*(table[key] for key in order)).run(as_dict=True)


def count_by_kind(question: Question) -> list[frappe._dict]:
	"""Return how many proofs are missing by their kind: `proof_kind`, `missing`, `required` of these; most first."""
	missing = select_missing(question)
	if missing is None:
		return []
	table = missing.as_("missing")
	query = frappe.qb.from_(table).groupby(table.proof_kind)
	rows = query.select(table.proof_kind, Count("*").as_("missing"), Sum(table.required).as_("required")).run(
		as_dict=True
	)
	return sorted(rows, key=lambda row: (-row.missing, row.proof_kind))


def count(question: Question) -> frappe._dict:
	"""Return how many proofs are `missing` in all, how many of them are `required`, and how many only `recommended`."""
	rows = count_by_kind(question)
	missing, required = sum(row.missing for row in rows), sum(cint(row.required) for row in rows)
	return frappe._dict(missing=missing, required=required, recommended=missing - required)


# The query


def select_missing(question: Question) -> Selectable | None:
	"""Return a query of what is missing; None when nothing can be."""
	counted = find_counted_kinds(question.periods)
	wanted = find_wanted_kinds(question)
	records = get_records()
	queries = [
		query
		for doctype in sorted(wanted.intersection(records))
		if (query := select_missing_of(records[doctype], counted, question)) is not None
	]
	if SPENDING in wanted and question.kind in (None, "", INVOICE):
		queries += select_missing_invoices(question)
	if not queries:
		return None
	return unite(*queries) if len(queries) > 1 else queries[0]


def select_missing_invoices(question: Question) -> list[QueryBuilder]:
	"""Return the query of the invoices that are missing, in a list; none for who may not see what was spent."""
	if question.user and not spending.may_read_spending(question.user):
		return []
	query = spending.select_missing(list(question.periods))
	if question.only_required:
		query = query.where(DocType(REQUIREMENT).required == 1)
	if question.user:
		row, project = DocType(SPENDING), DocType(PROJECT)
		readable = frappe.qb.from_(project).select(project.name)
		query = query.where(row.parent.isin(readable.where(may_read(PROJECT, project, question.user))))
	return [query]


def find_counted_kinds(periods: Sequence[str]) -> set[str]:
	"""Return the DocTypes of the records that count in these periods."""
	row = DocType(EVIDENCE)
	query = select_counted(periods).select(row.ref_doctype).distinct()
	return {found.ref_doctype for found in read_rows(query)}


def find_wanted_kinds(question: Question) -> set[str]:
	"""Return the DocTypes for which the projects of these periods ask for proofs."""
	need, period = DocType(REQUIREMENT), DocType("Reporting Period")
	query = (
		frappe.qb.from_(need)
		.join(period)
		.on(period.project == need.parent)
		.select(need.record_doctype)
		.distinct()
		.where(period.name.isin(question.periods or [""]))
	)
	wanted = set(query.run(pluck=True))
	return wanted.intersection({question.doctype}) if question.doctype else wanted


def select_counted(periods: Sequence[str]) -> QueryBuilder:
	"""Return a query of the counted records of these periods with their readings, without columns."""
	row, reading = DocType(EVIDENCE), DocType(READING)
	return (
		frappe.qb.from_(row)
		.join(reading)
		.on((reading.name == row.parent) & (row.parenttype == READING))
		.where(reading.reporting_period.isin(periods or [""]))
	)


def select_missing_of(record: ProvedRecord, counted: set[str], question: Question) -> QueryBuilder | None:
	"""Return a query of what is missing of one kind of record; None when none of it counts, or the user may read none."""
	carried = select_carried(record, counted, question.periods)
	if carried is None or (question.user and not frappe.has_permission(record.doctype, user=question.user)):
		return None
	document, need, file = DocType(record.doctype), DocType(REQUIREMENT), DocType(FILE)
	once = select_once(carried)
	is_there = (
		(file.attached_to_doctype == record.doctype)
		& (file.attached_to_name == once.name)
		& (file[FIELD] == need.proof_kind)
	)
	asked_for = (need.parent == once.project) & (need.record_doctype == record.doctype)
	query = (
		frappe.qb.from_(once)
		.join(document)
		.on(document.name == once.name)
		.join(need)
		.on(asked_for)
		.left_join(file)
		.on(is_there)
		.where(file.name.isnull() & narrow(need, question))
	)
	for kind, made in record.made.items():
		value = Coalesce(document[made.fieldname], "")
		has_it = value == made.value if made.value else value != ""
		query = query.where((need.proof_kind != kind) | has_it.negate())
	if question.user:
		query = query.where(may_read(record.doctype, document, question.user))
	title = frappe.get_meta(record.doctype).get_title_field()
	return query.select(
		once.project.as_("project"),
		once.period.as_("reporting_period"),
		as_term(record.doctype).as_("record_doctype"),
		once.name.as_("record_name"),
		document[title].as_("title"),
		once.day.as_("day"),
		need.proof_kind.as_("proof_kind"),
		need.required.as_("required"),
	)


def narrow(need: Table, question: Question) -> Criterion:
	conditions = [need.parenttype == "Funded Project"]
	if question.kind:
		conditions.append(need.proof_kind == question.kind)
	if question.only_required:
		conditions.append(need.required == 1)
	return Criterion.all(conditions)


def select_once(carried: Selectable) -> Selectable:
	"""Return each record once for each period, with the first day on which it counts."""
	every = carried.as_("every")
	return (
		frappe.qb.from_(every)
		.select(every.project, every.period, every.name, Min(every.day).as_("day"))
		.groupby(every.project, every.period, every.name)
		.as_("once")
	)


def select_carried(record: ProvedRecord, counted: set[str], periods: Sequence[str]) -> Selectable | None:
	"""Return a query of the records of one kind by which counted records are proved; None when none can be."""
	row = DocType(EVIDENCE)
	queries = []
	if record.doctype in counted:
		queries.append(add_columns(select_counted(periods), record.doctype, row.ref_name))
	for kind, fieldname in record.counted_as.items():
		if kind in counted:
			queries.append(lead_to(periods, kind, fieldname))
	for kind, doctype_field, name_field in (OF_LEDGER, *get_rows_of(record.doctype)):
		if kind in counted:
			queries.append(lead_to(periods, kind, name_field, (doctype_field, record.doctype)))
	if not queries:
		return None
	return unite(*queries) if len(queries) > 1 else queries[0]


def get_rows_of(doctype: str) -> Iterable[tuple[str, str, str]]:
	"""Return the kinds of rows of a record with the fields that lead to it."""
	return [(field.options, "parenttype", "parent") for field in frappe.get_meta(doctype).get_table_fields()]


def lead_to(
	periods: Sequence[str], kind: str, name_field: str, of: tuple[str, str] | None = None
) -> QueryBuilder:
	"""Return a query that leads from counted records of a kind to those that prove them.

	Args:
	        of: field with the DocType, and the DocType that is asked for.
	"""
	row, document = DocType(EVIDENCE), DocType(kind)
	query = select_counted(periods).join(document).on(document.name == row.ref_name)
	query = query.where(document[of[0]] == of[1]) if of else query
	return add_columns(query, kind, document[name_field])


def add_columns(query: QueryBuilder, kind: str, name) -> QueryBuilder:
	row, reading = DocType(EVIDENCE), DocType(READING)
	columns = (reading.project.as_("project"), reading.reporting_period.as_("period"))
	return query.where(row.ref_doctype == kind).select(
		*columns, name.as_("name"), row.counted_on.as_("day"), row.ref_name.as_("counted")
	)


def may_read(doctype: str, document: Table, user: str) -> Criterion:
	"""Return the condition that a user may read a record."""
	condition = DatabaseQuery(doctype, user=user).build_match_conditions()
	if not condition:
		return document.name.notnull()
	return document.name.isin(
		LiteralValue(f"(select `tab{doctype}`.`name` from `tab{doctype}` where {condition})")
	)


# Before a period is submitted


@frappe.whitelist()
def get_state(period: str) -> dict:
	"""Return how many proofs of a period are missing for its form, whether it `waits` for them, and the `address` of the list.

	Raises:
	        frappe.PermissionError: for who may not read the period.
	"""
	doc = frappe.get_doc("Reporting Period", period)
	doc.check_permission("read")
	waits = cint(frappe.db.get_value("Funded Project", doc.project, "waits_for_proofs"))
	return {**count(Question([doc.name])), "waits": waits, "address": get_address(doc.name)}


def get_address(period: str) -> str:
	"""Return the address of the list of what a period is missing."""
	return get_report_address(REPORT, {"reporting_period": period})


def refuse_missing(period: "ReportingPeriod") -> None:
	"""Refuse to report while a required proof is missing, where the project says so.

	Raises:
	        frappe.ValidationError: with the number and the list.
	"""
	if not cint(frappe.db.get_value("Funded Project", period.project, "waits_for_proofs")):
		return
	if number := count(Question([period.name], only_required=True)).required:
		link = f'<a href="{get_address(period.name)}">{_(REPORT)}</a>'
		frappe.throw(
			_("The report can't be submitted yet: {0} required proofs are missing. See {1}.").format(
				number, link
			),
			title=_("Proofs Missing"),
		)
