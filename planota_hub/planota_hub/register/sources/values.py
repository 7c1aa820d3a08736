# SPDX-License-Identifier: GPL-3.0-only
"""What a record of a source says in the fields of an NGO, or why it can't be read: never another value."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import cstr
from stdnum.exceptions import ValidationError as InvalidNumber

from planota_hub.planota_hub.register.addresses import get_seat, make_address, split_address
from planota_hub.planota_hub.register.municipalities import Municipalities
from planota_hub.planota_hub.register.sources.columns import PUBLIC_INTEREST, REQUIRED, STATUS_TARGETS
from planota_hub.rules.countries import get_country_code
from planota_hub.rules.names import fold_name
from planota_hub.rules.organisation_numbers import REGISTRATION, TAX, get_expectation, read_number
from planota_hub.rules.text import clean_text, has_markup, shown
from planota_hub.sheets.days import read_day
from planota_hub.sheets.records import Records, read_option
from planota_hub.sheets.table import Misread

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.register_source.register_source import RegisterSource

NGO = "NGO"
# fields of an NGO that a source fills, in the order in which differences are shown
FIELDS = (
	"ngo_name",
	"short_name",
	"registration_number",
	"tax_number",
	"legal_form",
	"founded_on",
	"municipality",
	"seat_street",
	"seat_postal_code",
	"seat_town",
	"website",
)
STATUSES = "public_interest_statuses"
ADDRESS_TARGETS = ("Street", "House Number", "Addition", "Settlement", "Postal Code", "Post Office")
LENGTHS = {"ngo_name": 140, "short_name": 140, "seat_street": 140, "seat_town": 140, "website": 140}
# of the whole body, in Slovenia: a unit has other digits there
BODY_DIGITS, BODY_ENDING = 7, "000"
FEDERATION_WORD = "zveza"


@dataclass
class Reading:
	"""What was read of a record.

	Attributes:
	        number: by which the organisation is known.
	        values: field of an NGO → its value; what the source does not say is left out.
	        faults: what the column means → why it can't be read.
	"""

	number: str | None = None
	values: dict[str, Any] = field(default_factory=dict)
	faults: dict[str, str] = field(default_factory=dict)


class ValueReader:
	"""Reads the records of one source."""

	def __init__(self, source: "RegisterSource"):
		self.source = source
		self.country = source.country
		self.is_slovene = get_country_code(source.country) == "si"
		self.municipalities = Municipalities(source.country)
		self.found_municipalities: dict[str, str | None] = {}
		self.records = Records()

	@cached_property
	def words(self) -> dict[str, dict[str, str]]:
		"""What kind of word → what the source says, folded → what it means."""
		words: dict[str, dict[str, str]] = {}
		for row in self.source.words:
			words.setdefault(row.kind, {})[fold_name(row.said)] = row.means
		return words

	def get_number_key(self, cells: dict[str, Any]) -> str:
		"""Return the number of a record without the ending that in Slovenia says that it is the whole body."""
		text = "".join(cstr(cells.get("Registration Number")).split())
		is_body = (
			self.is_slovene and len(text) == BODY_DIGITS + len(BODY_ENDING) and text.endswith(BODY_ENDING)
		)
		return text[:BODY_DIGITS] if is_body else text

	def find_legal_form(self, text: str) -> str | None:
		return self.words.get("Legal Form", {}).get(fold_name(text))

	def find_municipality(self, text: str) -> str | None:
		"""Return the municipality that a text means; each text is looked up once."""
		if text not in self.found_municipalities:
			said = self.words.get("Municipality", {}).get(fold_name(text))
			self.found_municipalities[text] = said or self.municipalities.find(text)
		return self.found_municipalities[text]

	def read(self, cells: dict[str, Any]) -> Reading:
		"""Return what a record says of an NGO; of a list of statuses `STATUSES` has the one that the record is."""
		reading = Reading()
		for target in REQUIRED[self.source.kind]:
			if not cells.get(target):
				reading.faults[target] = _("it is empty.")
		for target, fieldname, read in self.get_readers():
			if target in cells and target not in reading.faults:
				fill(reading, fieldname, target, read, cells[target])
		reading.number = reading.values.get(REGISTRATION)
		if self.source.kind == PUBLIC_INTEREST:
			reading.values[STATUSES] = self.read_status(cells, reading)
		else:
			self.read_address(cells, reading)
			self.tell_federation(reading)
		return reading

	def get_readers(self) -> tuple[tuple[str, str, Callable[[Any], Any]], ...]:
		numbers = (("Registration Number", REGISTRATION, self.read_registration_number),)
		names = (("Name", "ngo_name", lambda value: read_text("ngo_name", value)),)
		if self.source.kind == PUBLIC_INTEREST:
			return (*numbers, *names)
		return (
			*numbers,
			*names,
			("Short Name", "short_name", lambda value: read_text("short_name", value)),
			("Tax Number", TAX, lambda value: self.read_number(TAX, value)),
			("Legal Form", "legal_form", self.read_legal_form),
			("Founded On", "founded_on", lambda value: read_day(value, None).isoformat()),
			("Municipality", "municipality", self.read_municipality),
			("Website", "website", lambda value: read_text("website", value)),
		)

	def read_registration_number(self, value: Any) -> str:
		return self.read_number(REGISTRATION, self.get_number_key({"Registration Number": value}))

	def read_number(self, fieldname: str, value: Any) -> str:
		try:
			return read_number(fieldname, value, self.country)
		except InvalidNumber:
			label = _(frappe.get_meta(NGO).get_label(fieldname), context=NGO)
			raise Misread(
				get_expectation(fieldname, self.country).format(label, shown(value), _(self.country))
			) from None

	def read_legal_form(self, value: Any) -> str:
		if found := self.find_legal_form(cstr(value)):
			return found
		return read_option(frappe.get_meta(NGO).get_field("legal_form"), value)

	def read_municipality(self, value: Any) -> str:
		if found := self.find_municipality(cstr(value).strip()):
			return found
		raise Misread(
			_(
				"{0} is no municipality that the hub knows. If it was merged or renamed, enter this name under Also Called of the municipality, or among the words of the source."
			).format(shown(value))
		)

	def read_address(self, cells: dict[str, Any], reading: Reading) -> None:
		"""Put the address together as the hub keeps it; what has a column of its own counts more than a whole one."""
		address = make_address(*(cells.get(target) for target in ADDRESS_TARGETS))
		if whole := cells.get("Whole Address"):
			given = {name: part for name, part in address._asdict().items() if part}
			address = split_address(cstr(whole))._replace(**given)
		for fieldname, value in get_seat(address).items():
			if value:
				fill(reading, fieldname, "Street", partial(read_text, fieldname), value)

	def tell_federation(self, reading: Reading) -> None:
		"""The register has one form for associations and federations; the name tells which it is."""
		name = fold_name(reading.values.get("ngo_name")).split()
		if reading.values.get("legal_form") == "Association" and FEDERATION_WORD in name:
			reading.values["legal_form"] = "Federation"

	def read_status(self, cells: dict[str, Any], reading: Reading) -> dict[str, str | None]:
		"""Return the one status that a record of the list is: what `STATUS_TARGETS` say."""
		readers = {
			"Field of Work": lambda value: self.find_word("Field of Work", "Field of Work", value),
			"Ministry": lambda value: self.find_word("Ministry", "Stakeholder", value),
			"Act Number": lambda value: read_text("act_number", value),
		}
		status: dict[str, str | None] = {}
		for target in STATUS_TARGETS:
			read = readers.get(target, lambda value: read_day(value, None).isoformat())
			try:
				status[frappe.scrub(target)] = read(cells[target]) if target in cells else None
			except Misread as fault:
				reading.faults[target] = cstr(fault)
		return status

	def find_word(self, kind: str, doctype: str, value: Any) -> str:
		said = self.words.get(kind, {}).get(fold_name(cstr(value)))
		return self.records.find(doctype, said or value)


def fill(reading: Reading, fieldname: str, target: str, read: Callable[[Any], Any], cell: Any) -> None:
	"""Put what a cell says into a reading, or why it can't be read."""
	try:
		reading.values[fieldname] = read(cell)
	except Misread as fault:
		reading.faults[target] = cstr(fault)


def describe(register_values: str | None) -> list[list[str]]:
	"""Return label and value of what a source says of an organisation, in the order of the fields."""
	kept = json.loads(register_values or "{}")
	meta = frappe.get_meta(NGO)
	return [
		[_(meta.get_label(name), context=NGO), _(cstr(kept[name]), context=NGO)]
		for name in FIELDS
		if kept.get(name)
	]


def read_text(fieldname: str, value: Any) -> str:
	"""Return a text in one line.

	Raises:
	        Misread: for markup, and for what is longer than the field.
	"""
	text = clean_text(cstr(value))
	if has_markup(text):
		raise Misread(_("please write plain text, HTML is not possible here."))
	most = LENGTHS.get(fieldname, 140)
	if len(text) > most:
		raise Misread(_("the text has {0} characters, at most {1} are possible.").format(len(text), most))
	return text
