# SPDX-License-Identifier: GPL-3.0-only
"""The places of a country from a file: one municipality a row, with its unit and its region.

The file is CSV in UTF-8, its columns parted by commas, semicolons or tabs; that of Slovenia lies in
`setup/data/slovenia_municipalities.csv`. It is taken as a whole or not at all. What the register has already stays as
it is, so that a file can be taken twice and a hub's own changes are never lost.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.files.uploads import taken_in
from planota_hub.planota_hub.register.municipalities import CODE
from planota_hub.planota_hub.register.places import point
from planota_hub.rules.decimals import read_typed_number
from planota_hub.rules.text import DATA_LENGTH, shown

if TYPE_CHECKING:
	from frappe.core.doctype.file.file import File

MUNICIPALITY, UNIT, REGION = "Municipality", "Administrative Unit", "Statistical Region"
# the column of the name -> where the name is kept
NAME_COLUMNS = {"municipality": MUNICIPALITY, "administrative_unit": UNIT, "statistical_region": REGION}
REQUIRED = ("municipality", "statistical_region")
COLUMNS = (
	"municipality",
	"code",
	"administrative_unit",
	"statistical_region",
	"nuts3",
	"latitude",
	"longitude",
	"urban",
	"population",
	"area_km2",
	"also_called",
)
# what else a column may be called
OTHER_NAMES = {"sl_code": "code", "official_code": "code", "nuts3_code": "nuts3", "is_urban": "urban"}
TICKED, NOT_TICKED = ("1", "yes", "da", "x"), ("", "0", "no", "ne")
MOST_BYTES = 5_000_000
MOST_FAULTS_SHOWN = 20


@dataclass
class Place:
	"""One row of a file: its number as a spreadsheet shows it, and its values by the names of the columns."""

	row: int
	values: dict

	def __getitem__(self, column: str):
		return self.values.get(column)


class Faults:
	"""What is wrong with a file: each fault with its row and column."""

	def __init__(self) -> None:
		self.lines: list[str] = []

	def add(self, row: int, column: str, message: str) -> None:
		self.lines.append(_("Row {0}, column {1}: {2}").format(row, column, message))

	def throw(self) -> None:
		"""Refuse the file when there is any fault.

		Raises:
		        frappe.ValidationError: naming the first faults and the number of the others.
		"""
		if not self.lines:
			return
		lines = self.lines[:MOST_FAULTS_SHOWN]
		if further := len(self.lines) - len(lines):
			lines.append(_("and {0} more").format(further))
		frappe.throw("<br>".join([_("Nothing was imported."), *lines]), title=_("Please Correct the File"))


@frappe.whitelist(methods=["POST"])
def import_file(file: str, country: str) -> dict[str, int]:
	"""Take the places of a country out of an uploaded file, which is removed afterwards.

	Args:
	        file: name of the File.

	Returns:
	        how many municipalities, units and regions are new, and how many municipalities were `known`.

	Raises:
	        frappe.PermissionError: for somebody who may not import municipalities or read the file.
	        frappe.ValidationError: naming row and column of what is wrong; nothing is imported then.
	"""
	frappe.has_permission(MUNICIPALITY, "import", throw=True)
	with taken_in(file) as uploaded:
		return import_places(read_file(uploaded), country)


def read_file(file: "File") -> bytes:
	"""Return the content of an uploaded file, or as much of it as shows that it is too large."""
	with open(file.get_full_path(), "rb") as stream:
		return stream.read(MOST_BYTES + 1)


def import_path(path: str, country: str) -> dict[str, int]:
	"""Take the places of a country out of a file on this machine; for the command line. See `import_file`."""
	with open(path, "rb") as stream:
		return import_places(stream.read(MOST_BYTES + 1), country)


def import_places(content: bytes, country: str) -> dict[str, int]:
	"""Take the places of a country out of the content of a file; see `import_file`."""
	if not frappe.db.exists("Country", country):
		frappe.throw(_("{0}: please choose from the list.").format(_("Country")))
	return create_places(read_places(content, country), country)


# Reading


def read_places(content: bytes, country: str) -> list[Place]:
	"""Return the rows of a file, checked one by one and against each other and the register.

	Raises:
	        frappe.ValidationError: naming row and column of what is wrong.
	"""
	faults = Faults()
	places = parse_places(content, faults)
	for place, column, known_in in find_foreign(places, country):
		other = f"{place[column]} ({_(country)})"
		message = _("{0} is a place in {1} already; please write it as {2}.")
		faults.add(place.row, column, message.format(shown(place[column]), _(known_in), shown(other)))
	faults.throw()
	return places


def parse_places(content: bytes, faults: Faults) -> list[Place]:
	"""Return the rows of a file, checked one by one and against each other.

	Raises:
	        frappe.ValidationError: naming row and column of what is wrong.
	"""
	places = []
	for row, texts in read_rows(content):
		place = Place(row, {})
		for column in COLUMNS:
			try:
				place.values[column] = read_value(column, cstr(texts.get(column)).strip())
			except ValueError as error:
				faults.add(row, column, str(error))
		places.append(place)
	faults.throw()
	check_together(places, faults)
	return places


def read_rows(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
	"""Yield the number and the texts of every row that is not empty, by the names of the columns.

	Raises:
	        frappe.ValidationError: when it is no such file.
	"""
	if len(content) > MOST_BYTES:
		refuse(_("The file is larger than {0} MB.").format(MOST_BYTES // 1_000_000))
	try:
		text = content.decode("utf-8-sig")
	except UnicodeDecodeError:
		refuse(_("The file is no text in UTF-8. Please save it as CSV UTF-8."))
	first = text.partition("\n")[0]
	delimiter = max(",;\t", key=first.count)
	lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
	header = [name.strip().lower() for name in next(lines, [])]
	header = [OTHER_NAMES.get(name, name) for name in header]
	if missing := [name for name in REQUIRED if name not in header]:
		refuse(
			_("Row 1: the column {0} is missing. Expected are the columns {1}.").format(
				missing[0], ", ".join(COLUMNS)
			)
		)
	yield from get_filled(lines, header)


def get_filled(lines: Iterator[list[str]], header: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
	is_empty = True
	for row, cells in enumerate(lines, start=2):
		if any(cell.strip() for cell in cells):
			is_empty = False
			yield row, dict(zip(header, cells, strict=False))
	if is_empty:
		refuse(_("The file holds no places."))


def refuse(message: str) -> None:
	frappe.throw(message, title=_("Please Correct the File"))


def read_value(column: str, text: str):
	"""Return the value of a cell.

	Raises:
	        ValueError: saying what is expected.
	"""
	if not text and column in REQUIRED:
		raise ValueError(_("please fill in this field."))
	reader = READERS.get(column)
	return reader(text) if reader else read_text(text)


def read_text(text: str) -> str | None:
	if len(text) > DATA_LENGTH:
		raise ValueError(_("the text is longer than {0} characters.").format(DATA_LENGTH))
	if re.search(r"[<>\n\r]", text):
		raise ValueError(_("expected is one line without < and >."))
	return text or None


def read_code(text: str) -> str | None:
	if text and not CODE.fullmatch(text.upper()):
		raise ValueError(
			_("{0} is not an official code; expected are letters and digits.").format(shown(text))
		)
	return text.upper() or None


def read_degrees(most: int) -> Callable[[str], float | None]:
	def read(text: str) -> float | None:
		try:
			degrees = float(text.replace(",", ".")) if text else None
		except ValueError:
			degrees = float("nan")
		if degrees is not None and not -most <= degrees <= most:
			raise ValueError(_("{0} is not a number of degrees from -{1} to {1}.").format(shown(text), most))
		return degrees

	return read


def read_whole(text: str) -> int:
	return int(read_number(text, is_whole=True))


def read_number(text: str, is_whole: bool = False) -> float:
	try:
		number = read_typed_number(text, is_whole, (",", ".") if "," in text else (".", ",")) if text else 0
	except ValueError:
		number = -1
	if number < 0 or re.search(r"[^\d.,'\s]", text):
		raise ValueError(_("{0} is not a number of 0 or more.").format(shown(text)))
	return number


def read_mark(text: str) -> int:
	if text.casefold() not in (*TICKED, *NOT_TICKED):
		raise ValueError(_("{0} is neither 1 for yes nor 0 for no.").format(shown(text)))
	return int(text.casefold() in TICKED)


READERS: dict[str, Callable] = {
	"code": read_code,
	"latitude": read_degrees(90),
	"longitude": read_degrees(180),
	"urban": read_mark,
	"population": read_whole,
	"area_km2": read_number,
}


# Checking


def check_together(places: list[Place], faults: Faults) -> None:
	"""Find what contradicts another row, and half a point."""
	rows: dict[tuple[str, str], int] = {}
	nuts_of: dict[str, str] = {}
	for place in places:
		for column in ("municipality", "code"):
			key = (column, cstr(place[column]).casefold())
			if place[column] and rows.setdefault(key, place.row) != place.row:
				faults.add(
					place.row, column, _("{0} is in row {1} too.").format(shown(place[column]), rows[key])
				)
		nuts = cstr(place["nuts3"])
		if nuts and nuts_of.setdefault(place["statistical_region"], nuts) != nuts:
			other = nuts_of[place["statistical_region"]]
			faults.add(
				place.row, "nuts3", _("the region has the code {0} in another row.").format(shown(other))
			)
		if (place["latitude"] is None) != (place["longitude"] is None):
			column = "latitude" if place["latitude"] is None else "longitude"
			faults.add(place.row, column, _("latitude and longitude go together."))


def find_foreign(places: list[Place], country: str) -> Iterator[tuple[Place, str, str]]:
	"""Yield the rows whose names a place of another country has already, with column and country: a name means one place."""
	countries = {doctype: get_countries(doctype) for doctype in NAME_COLUMNS.values()}
	for place in places:
		for column, doctype in NAME_COLUMNS.items():
			known_in = countries[doctype].get(place[column])
			if known_in and known_in != country:
				yield place, column, known_in


def get_countries(doctype: str) -> dict[str, str]:
	"""Return the country of every place of a kind."""
	if doctype != UNIT:
		rows = frappe.get_all(doctype, fields=["name", "country"], order_by="name asc", limit_page_length=0)
		return {row.name: row.country for row in rows}
	regions = get_countries(REGION)
	rows = frappe.get_all(
		doctype, fields=["name", "statistical_region"], order_by="name asc", limit_page_length=0
	)
	return {row.name: regions.get(row.statistical_region) for row in rows}


# Creating


def create_places(places: list[Place], country: str) -> dict[str, int]:
	"""Create the regions, units and municipalities that the register lacks; the others stay as they are.

	A municipality is known by its official code in the country, or else by its name; a region by its NUTS 3 code, or
	else by its name.

	Returns:
	        how many of each are new, and how many municipalities were `known`.
	"""
	use_known_regions(places)
	seats = get_regions_of_seats(places)
	known = get_known_codes(country)
	counts = dict.fromkeys(("municipalities", "units", "regions", "known"), 0)
	for place in places:
		if place["code"] in known or frappe.db.exists(MUNICIPALITY, place["municipality"]):
			counts["known"] += 1
			continue
		counts["regions"] += create_region(place, country)
		if unit := place["administrative_unit"]:
			counts["units"] += create(UNIT, unit, unit_name=unit, statistical_region=seats[unit])
		counts["municipalities"] += create_municipality(place)
	return counts


def use_known_regions(places: list[Place]) -> None:
	"""Let the rows name a region as the register does, which may have given it another name."""
	rows = frappe.get_all(REGION, {"nuts3_code": ("is", "set")}, ["name", "nuts3_code"], order_by="name asc")
	names = {row.nuts3_code: row.name for row in rows}
	for place in places:
		place.values["statistical_region"] = names.get(place["nuts3"]) or place["statistical_region"]


def get_known_codes(country: str) -> set[str]:
	filters = {"country": country, "official_code": ("is", "set")}
	return set(frappe.get_all(MUNICIPALITY, filters, pluck="official_code", order_by="name asc"))


def get_regions_of_seats(places: list[Place]) -> dict[str, str]:
	"""Return the region of every unit: of the municipality that has its name, else of its first one."""
	regions: dict[str, str] = {}
	for place in places:
		unit = place["administrative_unit"]
		if unit and (unit not in regions or place["municipality"] == unit):
			regions[unit] = place["statistical_region"]
	return regions


def create_region(place: Place, country: str) -> bool:
	region = place["statistical_region"]
	return create(REGION, region, region_name=region, nuts3_code=place["nuts3"], country=country)


def create_municipality(place: Place) -> bool:
	has_point = place["latitude"] is not None
	return create(
		MUNICIPALITY,
		place["municipality"],
		municipality_name=place["municipality"],
		also_called=place["also_called"],
		official_code=place["code"],
		administrative_unit=place["administrative_unit"],
		statistical_region=place["statistical_region"],
		population=place["population"],
		area_km2=place["area_km2"],
		is_urban=place["urban"],
		location=point(place["latitude"], place["longitude"]) if has_point else None,
	)


def create(doctype: str, name: str, **values) -> bool:
	"""Create a place unless it is there; tell whether it is new."""
	if frappe.db.exists(doctype, name):
		return False
	frappe.get_doc({"doctype": doctype, **values}).insert(ignore_permissions=True)
	return True
