# SPDX-License-Identifier: GPL-3.0-only
"""The index: one row for each record that is found, with its folded words and the digits of its phone numbers.

It has no DocType, as the framework's own index has none, so that no door of the framework leads to it. It is written
here and nowhere else, in the transaction of the record: no queue and no scheduler stand between a save and its being
found.
"""

from collections.abc import Iterable, Iterator

import frappe
from frappe.model.document import Document
from frappe.query_builder import Table
from pypika.terms import Criterion

from planota_hub.finding.kinds import Kind, get_kind, list_kinds
from planota_hub.rules.names import fold_name
from planota_hub.rules.searching import get_digits

TABLE = "__hub_search"
BATCH = 2000
# no folded text has such a sign
AFTER_TITLE = " | "
# compared by its bytes: what stands there is folded already, and a database folds slowly
COLUMNS = """document_type varchar(140) NOT NULL, document_name varchar(140) NOT NULL,
	search_text {text} NOT NULL, PRIMARY KEY (document_type, document_name)"""
TEXT = {"mariadb": "longblob"}
OPTIONS = {"mariadb": "ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci"}


def create_index() -> None:
	"""Make the table of the index where a site has none yet: before anything is saved that is to be found."""
	kind = frappe.db.db_type
	columns = COLUMNS.format(text=TEXT.get(kind, "text"))
	frappe.db.sql_ddl(f"CREATE TABLE IF NOT EXISTS `{TABLE}` ({columns}) {OPTIONS.get(kind, '')}")


def keep_as_bytes() -> None:
	"""Let the index of a site from before hold bytes: MariaDB looks through a text sign by sign, which takes thrice as long."""
	if text := TEXT.get(frappe.db.db_type):
		frappe.db.sql_ddl(f"ALTER TABLE `{TABLE}` MODIFY search_text {text} NOT NULL")


def fill_index() -> None:
	"""Fill the index of a site that has just got it."""
	if not frappe.qb.from_(Table(TABLE)).select("document_type").limit(1).run():
		rebuild()


def drop_index() -> None:
	"""Take the table away with the app."""
	frappe.db.sql_ddl(f"DROP TABLE IF EXISTS `{TABLE}`")


def rebuild(*doctypes: str) -> None:
	"""Write the index anew for all kinds of record, or for some: after records were written without documents."""
	for doctype in doctypes or list_kinds():
		index = Table(TABLE)
		frappe.qb.from_(index).delete().where(index.document_type == doctype).run()
		names = frappe.get_all(doctype, pluck="name", order_by="name asc", limit_page_length=0)
		for start in range(0, len(names), BATCH):
			insert(doctype, names[start : start + BATCH])


def insert(doctype: str, names: list[str]) -> None:
	rows = [(doctype, name, text) for name, text in read_texts(get_kind(doctype), names)]
	index = frappe.qb.into(Table(TABLE)).columns("document_type", "document_name", "search_text")
	if rows:
		index.insert(*rows).run()


def read_texts(kind: Kind, names: list[str]) -> Iterator[tuple[str, str]]:
	"""Yield the names of records and their texts, whatever the database holds of them at present."""
	fields = list(dict.fromkeys(["name", kind.title, *kind.texts, *kind.phones]))
	filters = {"name": ("in", names)}
	records = frappe.get_all(kind.doctype, filters, fields, order_by="name asc", limit_page_length=0)
	of_records = {record.name: record for record in records}
	for doctype, (table, texts, phones) in kind.tables.items():
		of_table = {"parenttype": kind.doctype, "parentfield": table, "parent": ("in", names)}
		columns = ["parent", *texts, *phones]
		for row in frappe.get_all(doctype, of_table, columns, order_by="idx asc", limit_page_length=0):
			of_records.get(row.parent, frappe._dict()).setdefault(table, []).append(row)
	for record in records:
		yield record.name, make_text(kind, record)


def make_text(kind: Kind, record: Document | dict) -> str:
	"""Return what a record is found by: its title, then every other word and number, each once."""
	title = fold_name(record.get(kind.title))
	parts = [*list_parts(record, kind.texts, kind.phones), fold_name(record.get("name"))]
	for table, texts, phones in kind.tables.values():
		for row in record.get(table) or ():
			parts += list_parts(row, texts, phones)
	return f"{title}{AFTER_TITLE}{' '.join(dict.fromkeys(filter(None, parts)))}"


def list_parts(record, texts: Iterable[str], phones: Iterable[str]) -> list[str]:
	return [
		*(fold_name(record.get(name)) for name in texts),
		*(get_digits(record.get(name)) for name in phones),
	]


# Hooks on every document


def follow(doc: Document, method: str | None = None) -> None:
	"""Hook `on_change`: a record is found by what it says now."""
	if kind := get_kind(doc.doctype):
		put(doc.doctype, doc.name, make_text(kind, doc))


def forget(doc: Document, method: str | None = None) -> None:
	"""Hook `after_delete`: what is gone is not found."""
	if get_kind(doc.doctype):
		remove(doc.doctype, doc.name)


def follow_rename(doc: Document, method: str, old: str, new: str, merge: bool = False) -> None:
	"""Hook `after_rename`: a record is found under its new name."""
	if get_kind(doc.doctype):
		remove(doc.doctype, old)
		refresh(doc.doctype, new)


def refresh(doctype: str, name: str) -> None:
	"""Write anew what a record is found by, as the database has it: after it was changed past its document."""
	if get_kind(doctype):
		remove(doctype, name)
		insert(doctype, [name])


def put(doctype: str, name: str, text: str) -> None:
	index = Table(TABLE)
	same = is_of(index, doctype, name)
	known = frappe.qb.from_(index).select(index.search_text).where(same).run()
	if not known:
		columns = ("document_type", "document_name", "search_text")
		frappe.qb.into(index).columns(*columns).insert(doctype, name, text).run()
	elif frappe.safe_decode(known[0][0]) != text:
		frappe.qb.update(index).set(index.search_text, text).where(same).run()


def remove(doctype: str, name: str) -> None:
	# not by `frappe.db.delete`, which looks for the DocType of the table and tells the user that there is none
	index = Table(TABLE)
	frappe.qb.from_(index).delete().where(is_of(index, doctype, name)).run()


def is_of(index: Table, doctype: str, name: str) -> Criterion:
	return (index.document_type == doctype) & (index.document_name == name)


def refresh_those_with(words: Iterable[str]) -> None:
	"""Write anew every row that holds one of some words: names, addresses or numbers of a person who was removed."""
	index = Table(TABLE)
	for word in words:
		folded = get_digits(word) if not any(map(str.isalpha, word)) else fold_name(word)
		if folded:
			rows = frappe.qb.from_(index).select(index.document_type, index.document_name)
			for doctype, name in rows.where(index.search_text.like(f"%{folded}%")).run():
				refresh(doctype, name)
