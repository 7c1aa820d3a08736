# SPDX-License-Identifier: GPL-3.0-only
"""The ledger of support: every delivered hour is one row, posted and reversed by its source document.

A source says in `get_support_rows` what it delivered, and calls `post_support` whenever it is saved; for a DocType of
a lower floor the hook `hub_support_rows` names the function that says it. Nobody else writes the ledger: `Support Entry` refuses everything that does not come through here. Whoever needs a
figure on support asks `hours_by_kind` or reads the rows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date as Date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import Criterion, DocType
from frappe.query_builder.functions import Sum
from frappe.utils import cint, cstr, flt, getdate

from planota_hub.operation.portions import take_portion
from planota_hub.planota_hub.register.history import get_place

KINDS = ("Workshop", "Mentoring", "Counselling", "Information", "Application Help", "Report Help")
LEDGER = "Support Entry"
HOURS_PRECISION = 2
SOURCES_AT_ONCE = 500
ROWS_AT_ONCE = 5_000
# from one check of all sources to the next
DAYS_OF_A_ROUND = 7
# columns that say what was delivered; the others say where the row comes from
VALUES = ("posting_date", "ngo", "kind", "hours", "participants", "funded_project")


@dataclass(frozen=True)
class SupportRow:
	"""What one NGO got from one source document, or from one row of it.

	Attributes:
	        date: the day of delivery.
	        ngo: name of the NGO.
	        kind: one of `KINDS`.
	        hours: hours of support, more than 0.
	        participants: people of the NGO who took part.
	        key: tells the rows of one source apart; a source with one row leaves it empty.
	"""

	date: Date
	ngo: str
	kind: str
	hours: float
	participants: int = 1
	key: str = ""

	def as_values(self) -> dict:
		"""Return the row as the ledger stores it."""
		return {
			"posting_date": getdate(self.date),
			"ngo": self.ngo,
			"kind": self.kind,
			"hours": flt(self.hours, HOURS_PRECISION),
			"participants": cint(self.participants),
		}


# Posting


def post_support(source: Document, rows: list[SupportRow]) -> None:
	"""Make the ledger's rows of a source exactly these; what is right already stays untouched.

	Raises:
	        frappe.ValidationError: for a row that can't be right; nothing is posted then.
	"""
	validate_rows(rows)
	lock_source(source)
	wanted = get_wanted(source, rows)
	posted = get_posted(source)
	with posting():
		for key in posted.keys() - wanted.keys():
			frappe.delete_doc(
				LEDGER, posted[key].name, ignore_permissions=True, force=True, delete_permanently=True
			)
		for key, values in wanted.items():
			if key not in posted:
				insert_entry(source, key, values)
			elif values != get_values(posted[key]):
				change_entry(posted[key].name, values)


def get_support_rows(source: Document) -> list[SupportRow]:
	"""Return what a source says that it delivered."""
	paths = frappe.get_hooks("hub_support_rows").get(source.doctype)
	return frappe.get_attr(paths[-1])(source) if paths else source.get_support_rows()


def reverse_support(source: Document) -> None:
	"""Remove every row of a source from the ledger."""
	post_support(source, [])


def validate_rows(rows: list[SupportRow]) -> None:
	"""Refuse rows that the ledger could not stand for.

	Raises:
	        frappe.ValidationError: for an unknown kind, hours or participants below what counts, or two rows of
	        one source that can't be told apart.
	"""
	for row in rows:
		if row.kind not in KINDS:
			frappe.throw(_("Support: the kind {0} is none of {1}.").format(row.kind, ", ".join(KINDS)))
		if not row.ngo or not row.date:
			frappe.throw(_("Support: every row needs an NGO and a date."))
		if flt(row.hours, HOURS_PRECISION) <= 0 or cint(row.participants) < 1:
			frappe.throw(_("Support: expected are more than 0 hours and at least one participant."))
	if len({cstr(row.key) for row in rows}) < len(rows):
		frappe.throw(_("Support: two rows of one document have the same key."))


def lock_source(source: Document) -> None:
	"""Let two people who save one source at the same time post one after the other."""
	frappe.db.get_value(source.doctype, source.name, "name", for_update=True)


def get_posted(source: Document) -> dict[str, frappe._dict]:
	"""Return the rows of a source as they stand in the ledger, by their key."""
	rows = frappe.get_all(
		LEDGER,
		filters={"source_doctype": source.doctype, "source_name": source.name},
		fields=["name", "row_key", *VALUES],
		order_by="name asc",
		limit_page_length=0,
	)
	return {cstr(row.row_key): row for row in rows}


def get_wanted(source: Document, rows: list[SupportRow]) -> dict[str, dict]:
	"""Return what the ledger should hold of a source, by key; the funded project is that of the source."""
	project = {"funded_project": source.get("funded_project") or None}
	return {cstr(row.key): {**row.as_values(), **project} for row in rows}


def get_values(row: frappe._dict) -> dict:
	"""Return what a row of the ledger says was delivered, in the form of `SupportRow.as_values`."""
	return {
		**{field: row[field] for field in VALUES},
		"posting_date": getdate(row.posting_date),
		"hours": flt(row.hours, HOURS_PRECISION),
		"funded_project": row.funded_project or None,
	}


def insert_entry(source: Document, key: str, values: dict) -> None:
	entry = frappe.new_doc(LEDGER)
	entry.update({**values, "source_doctype": source.doctype, "source_name": source.name, "row_key": key})
	entry.update(get_place(entry.ngo, entry.posting_date))
	# all that it names was looked up, in the source or here
	entry.flags.ignore_links = True
	entry.insert(ignore_permissions=True)


def change_entry(name: str, values: dict) -> None:
	"""Change a row; what the NGO was then is asked again when it was another NGO or another day."""
	entry = frappe.get_doc(LEDGER, name)
	before = entry.ngo, getdate(entry.posting_date)
	entry.update(values)
	if before != (entry.ngo, getdate(entry.posting_date)):
		entry.update(get_place(entry.ngo, entry.posting_date))
	entry.save(ignore_permissions=True)


@contextmanager
def posting() -> Iterator[None]:
	"""Let the ledger be written for a moment; only this module does so."""
	before = frappe.flags.posting_support
	frappe.flags.posting_support = True
	try:
		yield
	finally:
		frappe.flags.posting_support = before


def is_posting() -> bool:
	"""Tell whether it is this module that writes the ledger now."""
	return bool(frappe.flags.posting_support)


# NGOs that change their name or become one


def rework_renamed_ngo(doctype: str, new: str, old: str) -> None:
	"""Let the rows of an NGO that was renamed or merged have its new name in their keys.

	A source may tell its rows apart by the name of the NGO; two NGOs at one workshop become one row when they are merged.
	Answers a `Key` of the hook `hub_merging`.
	"""
	if doctype != "NGO":
		return
	stale = get_sources_of(new, old)
	doubled = stale & get_sources_of(new, new)
	for source_doctype, source_name in sorted(doubled):
		source = frappe.get_doc(source_doctype, source_name)
		post_support(source, get_support_rows(source))
	frappe.db.set_value(LEDGER, {"ngo": new, "row_key": old}, "row_key", new, update_modified=False)


def get_sources_of(ngo: str, row_key: str) -> set[tuple[str, str]]:
	"""Return DocType and name of every document with a row of an NGO that has this key."""
	rows = frappe.get_all(
		LEDGER,
		{"ngo": ngo, "row_key": row_key},
		["source_doctype", "source_name"],
		order_by="name asc",
		limit_page_length=0,
	)
	return {(row.source_doctype, row.source_name) for row in rows}


# Figures


def hours_by_kind(
	ngo: str, from_date: Date | str | None = None, to_date: Date | str | None = None
) -> dict[str, float]:
	"""Return the hours that an NGO got, for every kind of support, 0 where there was none.

	Args:
	        from_date: first day that counts; None for no limit.
	        to_date: last day that counts; None for no limit.
	"""
	return hours_of_ngos([ngo], from_date, to_date)[ngo]


def hours_of_ngos(
	ngos: list[str], from_date: Date | str | None = None, to_date: Date | str | None = None
) -> dict[str, dict[str, float]]:
	"""Return the same as `hours_by_kind` for several NGOs, with one query."""
	entry = frappe.qb.DocType(LEDGER)
	query = (
		frappe.qb.from_(entry)
		.select(entry.ngo, entry.kind, Sum(entry.hours))
		.where(entry.ngo.isin(ngos or [""]))
		.groupby(entry.ngo, entry.kind)
	)
	if from_date:
		query = query.where(entry.posting_date >= getdate(from_date))
	if to_date:
		query = query.where(entry.posting_date <= getdate(to_date))
	hours = {ngo: dict.fromkeys(KINDS, 0.0) for ngo in ngos}
	for ngo, kind, total in query.run():
		hours[ngo][kind] = flt(total, HOURS_PRECISION)
	return hours


# Check


def check_ledger() -> list[dict]:
	"""Work the whole ledger out again from its sources and return every difference; empty when it is exact.

	Returns:
	        one dict per row that differs: `source_doctype`, `source_name`, `row_key`, `expected` (what the source
	        says, None when the row should not be there) and `found` (None when the row is missing).
	"""
	differences = []
	for doctype in frappe.get_hooks("hub_support_sources"):
		for sources in read_sources(doctype):
			differences += check_sources(doctype, sources)
	return differences + find_rows_without_source()


def check_sources(doctype: str, sources: list[Document]) -> list[dict]:
	"""Return what the ledger says otherwise than these sources."""
	posted = get_posted_rows(doctype, [source.name for source in sources])
	differences = []
	for source in sources:
		wanted = get_wanted(source, get_support_rows(source))
		differences += compare(doctype, source.name, wanted, posted.get(source.name, {}))
	return differences


def read_sources(doctype: str) -> Iterator[list[Document]]:
	"""Yield every document of a DocType with its rows, many at a time."""
	after = ""
	while names := frappe.get_all(
		doctype, {"name": (">", after)}, pluck="name", order_by="name asc", limit_page_length=SOURCES_AT_ONCE
	):
		after = names[-1]
		yield read_documents(doctype, names)


def read_documents(doctype: str, names: list[str]) -> list[Document]:
	"""Return documents with their rows; one query for each table."""
	if not names:
		return []
	documents = {
		row.name: {"doctype": doctype, **row}
		for row in frappe.get_all(
			doctype, {"name": ("in", names)}, ["*"], order_by="name asc", limit_page_length=0
		)
	}
	for table in frappe.get_meta(doctype).get_table_fields():
		belonging = {"parenttype": doctype, "parentfield": table.fieldname, "parent": ("in", names)}
		for child in frappe.get_all(
			table.options, belonging, ["*"], order_by="parent asc, idx asc", limit_page_length=0
		):
			documents[child.parent].setdefault(table.fieldname, []).append(child)
	return [frappe.get_doc(document) for document in documents.values()]


def get_posted_rows(doctype: str, names: list[str]) -> dict[str, dict[str, dict]]:
	"""Return the rows of the ledger of sources, by source and key."""
	posted: dict[str, dict[str, dict]] = {}
	for row in frappe.get_all(
		LEDGER,
		{"source_doctype": doctype, "source_name": ("in", names or [""])},
		["source_name", "row_key", *VALUES],
		order_by="source_name asc, row_key asc",
		limit_page_length=0,
	):
		posted.setdefault(row.source_name, {})[cstr(row.row_key)] = get_values(row)
	return posted


def find_rows_without_source(entries: list[str] | None = None) -> list[dict]:
	"""Return as differences what stands in the ledger of documents that are gone, or that support nobody.

	Args:
	        entries: names of the rows that are looked at; all without them.
	"""
	if entries is not None and not entries:
		return []
	known = frappe.get_hooks("hub_support_sources")
	looked_at = get_condition(entries)
	differences = []
	for source_doctype, source_name in sorted(
		{*find_foreign_sources(known, looked_at), *find_gone_sources(known, looked_at)}
	):
		posted = get_posted_rows(source_doctype, [source_name])[source_name]
		differences += compare(source_doctype, source_name, {}, posted)
	return differences


def get_condition(entries: list[str] | None) -> Criterion:
	"""Return the condition that a row of the ledger is one of these, which follow each other by their names."""
	entry = DocType(LEDGER)
	return entry.name[entries[0] : entries[-1]] if entries else entry.name.notnull()


def find_foreign_sources(known: list[str], looked_at: Criterion) -> list[tuple[str, str]]:
	entry = DocType(LEDGER)
	query = frappe.qb.from_(entry).select(entry.source_doctype, entry.source_name).distinct()
	return [tuple(row) for row in query.where(looked_at & entry.source_doctype.notin(known)).run()]


def find_gone_sources(known: list[str], looked_at: Criterion) -> list[tuple[str, str]]:
	found = []
	for doctype in known:
		entry, source = DocType(LEDGER), DocType(doctype)
		query = (
			frappe.qb.from_(entry)
			.left_join(source)
			.on(source.name == entry.source_name)
			.select(entry.source_doctype, entry.source_name)
			.distinct()
			.where(looked_at & (entry.source_doctype == doctype) & source.name.isnull())
		)
		found += [tuple(row) for row in query.run()]
	return found


def compare(source_doctype: str, source_name: str, rows: dict, posted: dict) -> list[dict]:
	return [
		{
			"source_doctype": source_doctype,
			"source_name": source_name,
			"row_key": key,
			"expected": rows.get(key),
			"found": posted.get(key),
		}
		for key in sorted(rows.keys() | posted.keys())
		if rows.get(key) != posted.get(key)
	]


def check_portion() -> list[dict]:
	"""Check as `check_ledger` does the sources, and the rows of the ledger, whose turn it is."""
	differences = []
	for doctype in frappe.get_hooks("hub_support_sources"):
		names = take_portion(f"ledger_{frappe.scrub(doctype)}", doctype, SOURCES_AT_ONCE, DAYS_OF_A_ROUND)
		differences += check_sources(doctype, read_documents(doctype, names))
	rows = take_portion("ledger_entries", LEDGER, ROWS_AT_ONCE, DAYS_OF_A_ROUND)
	return differences + find_rows_without_source(rows)


def watch_ledger() -> None:
	"""Scheduler, hourly: leave an entry in the error log when the ledger differs from its sources.

	Each source and each row is looked at once a week, a portion at a time; on a very large site less often.
	"""
	if differences := check_portion():
		frappe.log_error(
			title=_("The ledger of support differs from its sources"),
			message=frappe.as_json(differences),
		)
