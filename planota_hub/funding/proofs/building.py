# SPDX-License-Identifier: GPL-3.0-only
"""What goes into the archive of a reporting period, and what its index says of each record.

Records are read a page at a time and files a piece at a time, so that the size of a project makes no difference to the
memory. What somebody may not read, what is gone from the disk or was deleted meanwhile has a line in the index instead.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from planota_hub.files.access import may_read
from planota_hub.funding.indicators import evidence, evidence_workbook, funder_report
from planota_hub.funding.proofs.kinds import (
	FIELD,
	FILE,
	INVOICE,
	KINDS,
	PROJECT,
	REQUIREMENT,
	SPENDING,
	MadeProof,
	get_records,
)
from planota_hub.funding.proofs.names import make_safe
from planota_hub.funding.proofs.proving import Record, find_proving
from planota_hub.funding.proofs.spending import get_spending, may_read_spending
from planota_hub.funding.proofs.zipping import Added, Index, Parts
from planota_hub.rules.titles import get_titles

if TYPE_CHECKING:
	from planota_hub.files.hub_file import HubFile
	from planota_hub.funding.doctype.reporting_period.reporting_period import ReportingPeriod

REPORT = "Funder Report"


@dataclass
class Outcome:
	"""What was made: where the archives lie, how many proofs are in them, and how many were left out."""

	paths: list[Path]
	files: int
	left_out: int


@dataclass
class Building:
	"""An archive that is being made.

	Attributes:
	        wanted: DocType -> kinds of proof that the project asks for.
	        seen: records that have been put in, with the folder in which they lie.
	        there: addresses of files that have been put in, so that none is put in twice.
	        makes_pdf: becomes False when the machine can't; then prints are pages.
	"""

	parts: Parts
	index: Index
	wanted: dict[str, list[str]]
	seen: dict[Record, str] = field(default_factory=dict)
	there: dict[str, Added] = field(default_factory=dict)
	files: int = 0
	left_out: int = 0
	makes_pdf: bool = True


def build(period: "ReportingPeriod", folder: Path, most: int | None = None) -> Outcome:
	"""Make the archives of a period in a folder, with the rights of the current user.

	Args:
	        most: bytes that one archive may have.
	"""
	parts = Parts(folder, most)
	index = Index(folder / "index.csv", get_heading())
	building = Building(parts, index, get_wanted(period.project))
	report = funder_report.get(period)
	add_print(building, period, REPORT, "", _("Report"))
	workbook_name, index_name = _("Workbook"), _("Index")
	workbook_path = folder / "workbook.xlsx"
	evidence_workbook.write_workbook(period, workbook_path)
	workbook = parts.add_path("", f"{workbook_name}.xlsx", workbook_path, part=1)
	write_line(building, kind=workbook_name, state=_("In the archive"), added=workbook)
	for position, figure in enumerate(report.figures, start=1):
		name = f"{position:02} {figure.indicator_name}"
		for page in evidence.read_in_pages(figure.name):
			add_page(building, name, page)
	add_spending(building, period)
	index.close()
	parts.add_path("", f"{index_name}.csv", index.path, part=1)
	return Outcome(parts.close(), building.files, building.left_out)


def get_wanted(project: str) -> dict[str, list[str]]:
	"""Return the kinds of proof that a project requires, by the DocType of the records."""
	wanted: dict[str, list[str]] = {}
	filters = {"parent": project, "parenttype": "Funded Project", "required": 1}
	for row in frappe.get_all(
		REQUIREMENT, filters, ["record_doctype", "proof_kind"], order_by="idx asc", limit_page_length=0
	):
		wanted.setdefault(row.record_doctype, []).append(row.proof_kind)
	return wanted


# The index


def get_heading() -> list[str]:
	return [
		_("Indicator"),
		_("Kind of Record"),
		_("Record"),
		_("Title"),
		_("Kind of Proof"),
		_("State"),
		_("File"),
		_("Archive"),
		_("Bytes"),
		"SHA-256",
	]


def write_line(
	building: Building,
	state: str,
	kind: str = "",
	added: Added | None = None,
	file: str = "",
	about: tuple[str, str, str, str] = ("", "", "", ""),
) -> None:
	"""Write a line of the index.

	Args:
	        about: indicator, kind of record, its name and its title.
	"""
	place = (added.path, added.part, added.size, added.sha256) if added else (file, "", "", "")
	building.index.write([*about, kind, state, *place])


# Records


def add_page(building: Building, indicator: str, page: list[frappe._dict]) -> None:
	"""Put in what proves a page of counted records."""
	led = find_proving(page)
	for doctype, name in (counted for counted, proving in led.items() if proving is None):
		write_line(building, _("The record was deleted"), about=(indicator, _(doctype), name, ""))
	new = list(dict.fromkeys(proving for proving in led.values() if proving))
	for doctype in dict.fromkeys(of_doctype for of_doctype, _name in new):
		names = [name for of_doctype, name in new if of_doctype == doctype]
		add_records(building, indicator, doctype, names)


def add_records(building: Building, indicator: str, doctype: str, names: list[str]) -> None:
	titles = get_titles(doctype, names)
	readable = get_readable(doctype, names)
	files = get_files(doctype, names)
	for name in names:
		about = (indicator, _(doctype), name, cstr(titles.get(name)) if name in readable else "")
		if (doctype, name) in building.seen:
			write_line(building, _("See {0}").format(building.seen[doctype, name]), about=about)
		elif name not in titles:
			building.seen[doctype, name] = indicator
			write_line(building, _("The record was deleted"), about=about)
		elif name not in readable:
			leave_out(building, about, doctype, name, len(files.get(name, ())))
		else:
			add_record(building, about, doctype, name, files.get(name, []))


def get_readable(doctype: str, names: list[str]) -> set[str]:
	"""Return those of these records that the current user may read."""
	if not frappe.has_permission(doctype):
		return set()
	named = {"name": ("in", names)}
	return set(frappe.get_list(doctype, named, pluck="name", order_by="name asc", limit_page_length=0))


def get_files(doctype: str, names: list[str]) -> dict[str, list[str]]:
	"""Return the files that are proofs of these records, by the record."""
	rows = frappe.get_all(
		FILE,
		{"attached_to_doctype": doctype, "attached_to_name": ("in", names), FIELD: ("in", KINDS)},
		["name", "attached_to_name"],
		order_by="creation asc, name asc",
		limit_page_length=0,
	)
	files: dict[str, list[str]] = {}
	for row in rows:
		files.setdefault(row.attached_to_name, []).append(row.name)
	return files


def leave_out(
	building: Building, about: tuple[str, str, str, str], doctype: str, name: str, number: int
) -> None:
	building.seen[doctype, name] = about[0]
	building.left_out += number
	write_line(building, _("Left out: you may not read this record (files: {0})").format(number), about=about)


def add_record(
	building: Building, about: tuple[str, str, str, str], doctype: str, name: str, files: list[str]
) -> None:
	"""Put in the proofs of a record, each kind that is required and not there with a line of its own."""
	indicator, _kind, _name, title = about
	folder = f"{make_safe(indicator)}/{make_safe(f'{name} {title}')}"
	building.seen[doctype, name] = folder
	there = {add_file(building, about, folder, file) for file in files}
	made = get_records()[doctype].made
	if made:
		there |= add_made(building, about, folder, frappe.get_doc(doctype, name), made)
	for kind in building.wanted.get(doctype, ()):
		if kind not in there:
			write_line(building, _("Missing"), _(kind), about=about)


def add_file(building: Building, about: tuple[str, str, str, str], folder: str, name: str) -> str:
	"""Put in a file, unless that can't be; return which kind of proof it is."""
	if not frappe.db.exists(FILE, name):
		return ""
	file: HubFile = frappe.get_doc(FILE, name)
	kind = cstr(file.get(FIELD))
	put_in(building, about, folder, file, kind)
	return kind


def put_in(
	building: Building, about: tuple[str, str, str, str], folder: str, file: "HubFile", kind: str
) -> None:
	label, file_name = _(kind), cstr(file.file_name)
	if not may_read(file):
		building.left_out += 1
		write_line(building, _("Left out: you may not read this file"), label, about=about)
	elif file.is_remote_file:
		write_line(building, _("Lies on the web"), label, file=file.file_url, about=about)
	elif added := building.there.get(file.file_url):
		write_line(building, _("In the archive"), label, added, about=about)
	else:
		try:
			added = building.parts.add_path(folder, f"{label} {file_name}", Path(file.get_full_path()))
		except FileNotFoundError:
			building.left_out += 1
			write_line(building, _("The file is gone from the disk"), label, file=file_name, about=about)
			return
		building.there[file.file_url] = added
		building.files += 1
		write_line(building, _("In the archive"), label, added, about=about)


# Invoices


def add_spending(building: Building, period: "ReportingPeriod") -> None:
	"""Put in the invoices of what the project spent in the period, in a folder of their own."""
	label = _("Spending")
	rows = get_spending(period)
	if rows and not may_read_spending():
		building.left_out += len(rows)
		write_line(
			building,
			_("Left out: you may not read this record (files: {0})").format(len(rows)),
			about=(label, _(SPENDING), "", ""),
		)
		return
	is_wanted = INVOICE in building.wanted.get(SPENDING, ())
	for row in rows:
		about = (label, _(SPENDING), cstr(row.document_number), cstr(row.description))
		folder = f"{make_safe(label)}/{make_safe(f'{row.spent_on} {row.document_number or row.idx} {row.description}')}"
		names = find_invoice(period.project, cstr(row.invoice)) if row.invoice else []
		for name in names:
			put_in(building, about, folder, frappe.get_doc(FILE, name), INVOICE)
		if row.invoice and not names:
			building.left_out += 1
			write_line(
				building, _("The file is gone from the disk"), _(INVOICE), file=row.invoice, about=about
			)
		elif is_wanted and not row.invoice and row.amount > 0:
			write_line(building, _("Missing"), _(INVOICE), about=about)


def find_invoice(project: str, address: str) -> list[str]:
	"""Return the file of a row of the project, in a list; the framework hangs it on the project or on the row."""
	filters = {"attached_to_doctype": ("in", [PROJECT, SPENDING]), "file_url": address}
	files = frappe.get_all(FILE, filters, ["name", "attached_to_name"], order_by="creation asc")
	return [file.name for file in sorted(files, key=lambda file: file.attached_to_name != project)][:1]


# What records make themselves


def add_made(
	building: Building,
	about: tuple[str, str, str, str],
	folder: str,
	doc: Document,
	made: dict[str, MadeProof],
) -> set[str]:
	"""Put in the proofs that a record has made; return their kinds."""
	kinds = set()
	for kind, proof in made.items():
		value = doc.get(proof.fieldname)
		if not (value == proof.value if proof.value else value):
			continue
		kinds.add(kind)
		if proof.print_format:
			add_print(building, doc, proof.print_format, folder, _(kind), about)
		else:
			for name in find_files_of_field(doc, cstr(value)):
				put_in(building, about, folder, frappe.get_doc(FILE, name), kind)
	return kinds


def find_files_of_field(doc: Document, address: str) -> Iterable[str]:
	filters = {"attached_to_doctype": doc.doctype, "attached_to_name": doc.name, "file_url": address}
	return frappe.get_all(FILE, filters, pluck="name", order_by="creation asc", limit=1)


def add_print(
	building: Building,
	doc: Document,
	print_format: str,
	folder: str,
	label: str,
	about: tuple[str, str, str, str] = ("", "", "", ""),
) -> None:
	"""Put in a print of a record, as PDF where the machine can make one, else as a page."""
	if not doc.has_permission("print"):
		building.left_out += 1
		write_line(building, _("Left out: you may not print this record"), label, about=about)
		return
	ending, content = print_record(building, doc, print_format)
	added = building.parts.add_bytes(folder, f"{label}.{ending}", content, part=0 if folder else 1)
	building.files += bool(folder)
	write_line(building, _("In the archive"), label, added, about=about)


def print_record(building: Building, doc: Document, print_format: str) -> tuple[str, bytes]:
	"""Return the ending and the content of a print."""
	if building.makes_pdf:
		try:
			return "pdf", print_as_pdf(doc, print_format)
		except Exception:
			# no program for it, or one that fails: the pages say the same
			frappe.clear_messages()
			building.makes_pdf = False
	return "html", cstr(frappe.get_print(doc.doctype, doc.name, print_format, no_letterhead=1)).encode()


def print_as_pdf(doc: Document, print_format: str) -> bytes:
	return frappe.get_print(doc.doctype, doc.name, print_format, no_letterhead=1, as_pdf=True)
