# SPDX-License-Identifier: GPL-3.0-only
"""A list of people as somebody pastes it, from Excel, a mail or a list of addresses: who is meant in each row.

Columns are known by their heading or, without one, by what stands in them. Nothing is stored here.
"""

import re
from collections import Counter
from collections.abc import Iterator

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.rules.fields import read_email_address
from planota_hub.rules.names import fold_person_name
from planota_hub.rules.text import has_markup
from planota_hub.sheets.table import Misread
from planota_hub.sheets.texts import read_text

MOST_PEOPLE = 1000
LONGEST_TEXT = 500_000  # characters
LONGEST_VALUE = 140  # characters, as in the fields
COLUMNS = ("person_name", "organisation", "email", "phone")
# folded heading -> column; a first and a last name make one name
HEADINGS = {
	"first_name": ("ime", "first name", "given name"),
	"last_name": ("priimek", "last name", "surname", "family name"),
	"person_name": (
		"ime in priimek",
		"priimek in ime",
		"name",
		"full name",
		"udelezenec",
		"participant",
		"oseba",
	),
	"organisation": ("organizacija", "nvo", "drustvo", "organisation", "organization", "ngo", "ustanova"),
	"email": ("e posta", "eposta", "email", "e mail", "e naslov", "mail", "elektronski naslov"),
	"phone": ("telefon", "tel", "gsm", "mobitel", "phone", "mobile", "telephone", "telefonska stevilka"),
}
COLUMN_OF_HEADING = {heading: column for column, headings in HEADINGS.items() for heading in headings}
NAMED_ADDRESS = re.compile(r"^(?P<name>[^<>@]*)<(?P<email>[^<>]+)>\s*$")
PHONE = re.compile(r"^\+?[\d\s()/.-]{6,}$")


def read_people(text: str) -> list[frappe._dict]:
	"""Return who is meant in each row of a pasted text, in its order.

	Returns:
	        rows with `row` (its number in the text), `person_name`, `organisation`, `email`, `phone`, and `problem`
	        in words for a row that can't be used as it is.

	Raises:
	        frappe.ValidationError: for a text that is empty, too long, or no table.
	"""
	rows = split_rows(text)
	columns, first = find_columns([cells for _number, cells in rows])
	people = [read_row(number, cells, columns) for number, cells in rows[first:]]
	if not people:
		frappe.throw(_("There is nobody in the text. Please paste one person per row."))
	mark_repeated(people)
	return people


def split_rows(text: str) -> list[tuple[int, list[str]]]:
	"""Return the rows that hold something, each with its number, and its cells as text."""
	if len(text) > LONGEST_TEXT:
		frappe.throw(_("The text is too long. Please paste at most {0} rows at once.").format(MOST_PEOPLE))
	try:
		sheet = read_text(text.strip("\r\n").encode(), "\t;,", count_headings)
	except Misread as error:
		frappe.throw(str(error))
	rows = [
		(number, [cstr(cell).strip() for cell in cells])
		for number, cells in enumerate(sheet.rows, start=1)
		if any(cstr(cell).strip() for cell in cells)
	]
	if not rows:
		frappe.throw(_("There is nobody in the text. Please paste one person per row."))
	if len(rows) > MOST_PEOPLE + 1:
		frappe.throw(_("The text has {0} rows; expected are at most {1}.").format(len(rows), MOST_PEOPLE))
	return rows


def count_headings(rows: list) -> int:
	return sum(get_heading(cell) is not None for cell in rows[0]) if rows else 0


def get_heading(cell) -> str | None:
	"""Return the column that a heading names."""
	words = " ".join(re.sub(r"[^\w]+", " ", fold_person_name(cstr(cell))).split())
	return COLUMN_OF_HEADING.get(words)


def find_columns(rows: list[list[str]]) -> tuple[list[str | None], int]:
	"""Return what stands in each column, and which row is the first with a person."""
	headings = [get_heading(cell) for cell in rows[0]]
	if any(headings) and not any("@" in cell for cell in rows[0]):
		return headings, 1
	width = max(len(row) for row in rows)
	kinds = [
		guess_column([row[position] for row in rows if position < len(row)]) for position in range(width)
	]
	texts = [position for position, kind in enumerate(kinds) if kind == "text"]
	# with three columns of text the first two are first and last name
	names = (
		["first_name", "last_name", "organisation"] if len(texts) >= 3 else ["person_name", "organisation"]
	)
	columns: list[str | None] = [None if kind == "text" else kind for kind in kinds]
	for position, column in zip(texts, names, strict=False):
		columns[position] = column
	return columns, 0


def guess_column(cells: list[str]) -> str:
	"""Return "email", "phone" or "text": what most of the cells of a column are."""
	kinds = Counter(
		"email" if "@" in cell and not NAMED_ADDRESS.match(cell) else "phone" if PHONE.match(cell) else "text"
		for cell in cells
		if cell
	)
	return max(kinds.items(), key=lambda one: one[1])[0] if kinds else "text"


def read_row(number: int, cells: list[str], columns: list[str | None]) -> frappe._dict:
	values = dict(pair_up(cells, columns))
	names = [values.get(column) for column in ("person_name", "first_name", "last_name")]
	person = frappe._dict(row=number, person_name=" ".join(filter(None, names)))
	person.update({column: values.get(column) or "" for column in ("organisation", "email", "phone")})
	if named := NAMED_ADDRESS.match(person.person_name or person.email):
		person.person_name, person.email = named["name"].strip(' "'), named["email"].strip()
	person.problem = find_problem(person) or find_surplus(cells, columns)
	return person


def pair_up(cells: list[str], columns: list[str | None]) -> Iterator[tuple[str, str]]:
	for column, cell in zip(columns, cells, strict=False):
		if column and cell:
			yield column, cell


def find_surplus(cells: list[str], columns: list[str | None]) -> str | None:
	"""Return that a row has more cells than the columns that are known; None when it has not."""
	surplus = [
		cell
		for position, cell in enumerate(cells)
		if cell and (position >= len(columns) or columns[position] is None)
	]
	if surplus:
		return _("Nobody knows what this is: {0}").format(", ".join(surplus))
	return None


def find_problem(person: frappe._dict) -> str | None:
	"""Return in words why a person can't be entered like this; None when nothing speaks against it."""
	if not person.person_name:
		return _("There is no name.")
	for column in COLUMNS:
		if len(person[column]) > LONGEST_VALUE:
			return _("{0} is longer than {1} characters.").format(person[column][:20] + "…", LONGEST_VALUE)
		if has_markup(person[column]):
			return _("{0} holds characters of a program, such as <.").format(person[column][:20])
	if person.email and not read_email_address(person.email):
		return _("{0} is no e-mail address.").format(person.email)
	return None


def mark_repeated(people: list[frappe._dict]) -> None:
	"""Say of each person who stands in the text already in which row."""
	known: dict[tuple[str, str], int] = {}
	for person in people:
		key = (fold_person_name(person.person_name), person.email.casefold())
		if not person.problem and key in known:
			person.problem = _("The same as row {0}.").format(known[key])
		known.setdefault(key, person.row)
