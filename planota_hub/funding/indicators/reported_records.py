# SPDX-License-Identifier: GPL-3.0-only
"""Records that a locked report has counted: they can be corrected, by who is told so first and says why.

The report itself stays as it was. What a correction does to its figures is written beside each figure, with the
reason.
"""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import DocType
from frappe.utils import cstr, escape_html, get_link_to_form, today

from planota_hub.funding.indicators import evidence, readings
from planota_hub.funding.indicators.evidence import EVIDENCE, READING
from planota_hub.funding.indicators.readings import INDICATOR, PERIOD
from planota_hub.metrics.counted import MetricError, add_up
from planota_hub.planota_hub.merging.declarations import Difference
from planota_hub.rules.own_doctypes import is_hub_document
from planota_hub.rules.readable import show_number

LEDGER = "Support Entry"
# marks the comments in which somebody says why
SUBJECT = "Correction of a reported record"
FEWEST_LETTERS = 10


class ReportedRecordError(frappe.ValidationError):
	"""A record that a locked report counts would change without a reason."""


# What is counted where


def get_keys(doc: Document) -> list[tuple[str, str]]:
	"""Return a document and its rows as metrics name them."""
	return [(part.doctype, part.name) for part in [doc, *doc.get_all_children()] if part.name]


def find_locked_figures(keys: Iterable[tuple[str, str]]) -> list[frappe._dict]:
	"""Return the locked figures that count these records: one of each indicator, that of the earliest period.

	Keys: `reading`, `indicator`, `indicator_name`, `period_title`, `counted_from`, `counted_to`.
	"""
	first: dict[str, frappe._dict] = {}
	for figure in select_locked_figures(keys):
		first.setdefault(figure.indicator, figure)
	return list(first.values())


def select_locked_figures(keys: Iterable[tuple[str, str]]) -> list[frappe._dict]:
	"""Return every locked figure that counts one of these records, the earliest first."""
	evidence, reading, period = DocType(EVIDENCE), DocType(READING), DocType(PERIOD)
	indicator = DocType(INDICATOR)
	keys = list(keys)
	return (
		frappe.qb.from_(evidence)
		.join(reading)
		.on((evidence.parent == reading.name) & (evidence.parenttype == READING))
		.join(period)
		.on(period.name == reading.reporting_period)
		.join(indicator)
		.on(indicator.name == reading.indicator)
		.select(
			reading.name.as_("reading"),
			reading.indicator,
			indicator.indicator_name,
			period.period_title,
			reading.counted_from,
			reading.counted_to,
		)
		.distinct()
		.where((period.stage == "Locked") & evidence.ref_name.isin([name for _doctype, name in keys] or [""]))
		.where(evidence.ref_doctype.isin(sorted({doctype for doctype, _name in keys}) or [""]))
		.orderby(reading.counted_to, reading.name)
		.run(as_dict=True)
	)


def find_merged_figures(doctype: str, kept: str, merged: str) -> list[Difference]:
	"""Return what a merge does to locked figures that count both records: one of each indicator (hook `hub_merging`)."""
	of_merged = {figure.reading for figure in select_locked_figures([(doctype, merged)])}
	found: dict[str, Difference] = {}
	for figure in select_locked_figures([(doctype, kept)]):
		if figure.reading in of_merged:
			label = f"{figure.indicator_name} ({figure.period_title})"
			stays = _("counted both in a locked report, which stays as it is")
			goes = _("counts as one from now on; the reason is noted beside the figure")
			found.setdefault(figure.indicator, Difference(label, stays, goes))
	return list(found.values())


# Saving and deleting


def guard_change(doc: Document, method: str | None = None) -> None:
	"""Refuse a change of what a locked report has counted until somebody says why (hook `on_update`).

	Raises:
	        ReportedRecordError: naming the report, what it counted and what it would be now.
	"""
	if doc.flags.in_insert or is_making_the_site():
		return
	keys = get_keys(doc)
	for figure in find_locked_figures(keys):
		then, now = compare(figure, keys)
		if then != now:
			take_correction(doc, figure, then, now)


def guard_deletion(doc: Document, method: str | None = None) -> None:
	"""Refuse to delete what a locked report has counted until somebody says why (hook `on_trash`).

	Raises:
	        ReportedRecordError: naming the report.
	"""
	if is_making_the_site():
		return
	keys = get_keys(doc)
	for figure in find_locked_figures(keys):
		take_correction(doc, figure, get_reported(figure, keys), 0)


def is_making_the_site() -> bool:
	return bool(frappe.flags.in_install or frappe.flags.in_migrate or frappe.flags.in_patch)


def get_reported(figure: frappe._dict, keys: list[tuple[str, str]]) -> float:
	return add_up(evidence.find(figure.reading, keys))


def compare(figure: frappe._dict, keys: list[tuple[str, str]]) -> tuple[float, float]:
	"""Return what these records counted in a figure and what they count now."""
	indicator = frappe.get_doc(INDICATOR, figure.indicator)
	try:
		rows = readings.ask(
			indicator, figure.counted_from, figure.counted_to, lambda counted: counted.find(keys)
		)
	except MetricError:
		return 0, 0
	return get_reported(figure, keys), add_up(rows)


def take_correction(doc: Document, figure: frappe._dict, then: float, now: float) -> None:
	"""Write the correction beside the figure; without a reason refuse it."""
	source = get_source(doc)
	reason = find_reason(*source)
	if not reason and is_by_hand():
		frappe.throw(
			_(
				"{0} is counted in a locked report: {1}, {2}, {3}. It would become {4}. Open it, choose "
				"Correct a Reported Record and say why; the report itself stays as it is."
			).format(
				describe(*source),
				escape_html(figure.period_title),
				escape_html(figure.indicator_name),
				show_number(then),
				show_number(now),
			),
			ReportedRecordError,
			title=_("Already Reported"),
		)
	text = _("{0}: {1} was reported, {2} by the records of today. {3}").format(
		get_link_to_form(*source),
		show_number(then),
		show_number(now),
		escape_html(reason or _("By the hub itself.")),
	)
	frappe.get_doc(READING, figure.reading).add_comment("Info", text)


def get_source(doc: Document) -> tuple[str, str]:
	"""Return the document that people correct: of a row of the ledger the one that it comes from."""
	if doc.doctype == LEDGER:
		return doc.get("source_doctype"), doc.get("source_name")
	return doc.doctype, doc.name


def describe(doctype: str, name: str) -> str:
	return f"{_(doctype)} {escape_html(name)}"


def is_by_hand() -> bool:
	"""Tell whether a person is at work and not a job of the hub, which must not stop."""
	return not getattr(frappe.local, "job", None)


# The reason


def find_reason(doctype: str, name: str) -> str | None:
	"""Return why a record is corrected: as somebody said today, or as the hub itself knows (`change_reason`)."""
	if frappe.flags.change_reason:
		return frappe.flags.change_reason
	said = frappe.get_all(
		"Comment",
		filters={
			"reference_doctype": doctype,
			"reference_name": name,
			"subject": SUBJECT,
			"owner": frappe.session.user,
			"creation": (">=", today()),
		},
		pluck="content",
		order_by="creation desc",
		limit_page_length=1,
	)
	return said[0] if said else None


@frappe.whitelist(methods=["POST"])
def announce_correction(doctype: str, name: str, reason: str) -> None:
	"""Say why a record that a locked report counts is corrected; it can be changed by the same user until midnight.

	Raises:
	        frappe.PermissionError: for who may not change the record.
	        frappe.ValidationError: for a reason that says nothing.
	"""
	doc = frappe.get_doc(doctype, name)
	if not is_hub_document(doc):
		frappe.throw(_("This is no record of the hub."), frappe.PermissionError)
	doc.check_permission("write")
	reason = cstr(reason).strip()
	if len(reason) < FEWEST_LETTERS:
		frappe.throw(_("Reason: please say in a few words what was wrong and how you know."))
	comment = doc.add_comment("Info", escape_html(reason))
	frappe.db.set_value("Comment", comment.name, "subject", SUBJECT, update_modified=False)


@frappe.whitelist()
def get_locked_reports(doctype: str, name: str) -> list[dict]:
	"""Return the locked figures that count a record or its support, for its form: period, indicator and reading."""
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	if not frappe.has_permission(READING):
		return []
	support = frappe.get_all(
		LEDGER,
		{"source_doctype": doctype, "source_name": name},
		pluck="name",
		order_by="name asc",
		limit_page_length=0,
	)
	figures = find_locked_figures([*get_keys(doc), *((LEDGER, entry) for entry in support)])
	return [{key: row[key] for key in ("reading", "indicator_name", "period_title")} for row in figures]
