# SPDX-License-Identifier: GPL-3.0-only
"""docs/permissions.md: its tables are what the tests of permissions expect, and are kept in step with the metadata.

Which rights a role has and which fields stand at a higher level comes from the DocTypes; on which records ("own",
"published") and what guests see is written in the page by hand and kept when the tables are written anew by
`./hub run planota_hub.tests.access.page.write`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import frappe
from frappe.model.meta import Meta

ROLES = (
	"Hub Manager",
	"Hub Officer",
	"Hub Mentor",
	"Network Coordinator",
	"Hub Auditor",
	"NGO Representative",
)
COLUMNS = ("DocType", *ROLES, "Guest")
NOTHING = "–"
# two groups of letters: what is done with the records, and the views of them
LETTERS = (
	{"read": "R", "write": "W", "create": "C", "delete": "D", "export": "E", "import": "I"},
	{"report": "T", "print": "P", "email": "M", "share": "S"},
)
RIGHT_OF = {letter: right for group in LETTERS for right, letter in group.items()}
# tables of the page begin with such a line and end with the first empty one
MARKER = re.compile(r"<!-- (?P<what>[^>]+) -->\n(?P<table>(?:\|.*\n)*)")
LEVELS, REPORTS = "permission levels", "reports"


@dataclass(frozen=True)
class Cell:
	"""What a role may do with the records of a DocType: rights of the framework, and the words on which records."""

	rights: frozenset[str]
	records: str

	@property
	def is_limited(self) -> bool:
		"""Tell whether the role sees some records only."""
		return bool(self.records)


def get_path() -> Path:
	"""Return where the page is: beside the app, as in its repository."""
	return Path(frappe.get_app_path("planota_hub")).parent / "docs" / "permissions.md"


def write() -> str:
	"""Write the tables of the page anew from the metadata; return the path of the page."""
	path = get_path()
	path.write_text(build(path.read_text(encoding="utf-8")), encoding="utf-8")
	return str(path)


def build(text: str) -> str:
	"""Return the page with its tables as they follow from the metadata and the words that stand in it."""
	words = {name: row for _module, rows in read_tables(text) for name, row in rows.items()}

	def build_table(found: re.Match) -> str:
		what = found["what"]
		if what == LEVELS:
			rows = get_level_rows()
		elif what == REPORTS:
			rows = get_report_rows()
		else:
			rows = get_module_rows(what, words)
		return f"<!-- {what} -->\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)

	return MARKER.sub(build_table, text)


def read_expected() -> dict[str, dict[str, Cell]]:
	"""Return what the page promises: DocType -> role -> cell."""
	text = get_path().read_text(encoding="utf-8")
	return {
		name: {role: read_cell(row[role]) for role in ROLES}
		for _module, rows in read_tables(text)
		for name, row in rows.items()
	}


def read_public() -> set[str]:
	"""Return the DocTypes of which a guest sees something, as the page says."""
	text = get_path().read_text(encoding="utf-8")
	return {
		name for _module, rows in read_tables(text) for name, row in rows.items() if row["Guest"] != NOTHING
	}


def read_tables(text: str) -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
	"""Yield module and rows (DocType -> column -> text) of each table of DocTypes in the page."""
	for found in MARKER.finditer(text):
		if found["what"] in (LEVELS, REPORTS):
			continue
		rows = {}
		for line in found["table"].splitlines()[2:]:
			cells = [cell.strip() for cell in line.strip("|").split("|")]
			rows[cells[0]] = dict(zip(COLUMNS, cells, strict=True))
		yield found["what"], rows


def read_cell(text: str) -> Cell:
	letters, records = split_cell(text)
	return Cell(frozenset(RIGHT_OF[letter] for letter in letters), records)


def split_cell(text: str) -> tuple[str, str]:
	"""Return the letters and the words of a cell."""
	words = text.split()
	letters = [word for word in words if word.isupper()]
	return "".join(letters), " ".join(word for word in words if word not in letters and word != NOTHING)


def get_module_rows(module: str, words: dict[str, dict[str, str]]) -> list[list[str]]:
	"""Return the lines of the table of a module: every DocType that is no table of another."""
	rows = [list(COLUMNS), ["---"] * len(COLUMNS)]
	for name in get_doctypes(module):
		row = words.get(name, {})
		cells = [write_cell(name, role, row.get(role, "")) for role in ROLES]
		rows.append([name, *cells, row.get("Guest", NOTHING)])
	return rows


def get_doctypes(module: str | None = None) -> list[str]:
	"""Return the app's DocTypes that are no tables of others, of all modules unless one is given.

	Sorted here, for each database has an order of its own.
	"""
	modules = [module] if module else get_modules()
	filters = {"module": ("in", modules), "istable": 0, "custom": 0}
	return sorted(frappe.get_all("DocType", filters, pluck="name", order_by="name asc"))


def get_modules() -> list[str]:
	return frappe.get_all("Module Def", {"app_name": "planota_hub"}, pluck="name", order_by="name asc")


def write_cell(doctype: str, role: str, before: str) -> str:
	"""Return a cell: letters as the DocType's permission rows have them, words as they were."""
	given = get_given_rights(frappe.get_meta(doctype), role)
	groups = ["".join(letter for right, letter in group.items() if right in given) for group in LETTERS]
	_letters, records = split_cell(before)
	return " ".join(part for part in (*groups, records if given else "") if part) or NOTHING


def get_given_rights(meta: Meta, role: str, level: int = 0) -> set[str]:
	"""Return the rights that the permission rows of a DocType give a role at a level."""
	rows = [row for row in meta.permissions if row.role == role and (row.permlevel or 0) == level]
	given = {right for group in LETTERS for right in group if any(row.get(right) for row in rows)}
	return given if meta.allow_import else given - {"import"}


def get_level_rows() -> list[list[str]]:
	"""Return the lines of the table of permission levels: which fields, and who reads and writes them."""
	rows = [["DocType", "Fields", *ROLES], ["---"] * (len(ROLES) + 2)]
	for doctype in get_doctypes():
		meta = frappe.get_meta(doctype)
		for level, labels in sorted(get_levels(meta).items()):
			rights = [get_given_rights(meta, role, level) for role in ROLES]
			cells = [
				"".join(letter for right, letter in LETTERS[0].items() if right in given) or NOTHING
				for given in rights
			]
			rows.append([doctype, ", ".join(labels), *cells])
	return rows


def get_levels(meta: Meta) -> dict[int, list[str]]:
	"""Return the fields of a DocType and of its tables at levels above zero: level -> their labels."""
	levels = {}
	for df in meta.fields:
		if df.permlevel:
			levels.setdefault(df.permlevel, []).append(df.label)
		for row in frappe.get_meta(df.options).fields if df.fieldtype in frappe.model.table_fields else ():
			if row.permlevel:
				levels.setdefault(row.permlevel, []).append(f"{row.label} ({df.label})")
	return levels


def get_report_rows() -> list[list[str]]:
	"""Return the lines of the table of reports: who may open them."""
	rows = [["Report", *ROLES], ["---"] * (len(ROLES) + 1)]
	for name in get_reports():
		roles = frappe.get_all(
			"Has Role", {"parent": name, "parenttype": "Report"}, pluck="role", order_by="role asc"
		)
		rows.append([name, *("yes" if role in roles else NOTHING for role in ROLES)])
	return rows


def get_reports() -> list[str]:
	"""Return the app's reports."""
	filters = {"module": ("in", get_modules()), "is_standard": "Yes"}
	return sorted(frappe.get_all("Report", filters, pluck="name", order_by="name asc"))
