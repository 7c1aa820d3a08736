# SPDX-License-Identifier: GPL-3.0-only
"""What an area gives away as open data, said once: files, catalogue, Data Package, interface and its description read it.

The hook `hub_open_data` names functions that return a `Dataset` in the language that is spoken. A set is made of the
records that the public pages show, by the same conditions: what is taken off the website is in none of its files.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import frappe
from frappe import _
from frappe.utils import get_datetime

from planota_hub.public_forms.structured_data import as_iso

PAGE_LENGTH = 500
Filters = list[list]


@dataclass(frozen=True)
class DataField:
	"""One field of a set.

	Attributes:
	        kind: `string`, `integer`, `number`, `date`, `datetime` (in universal time), `uri`, `boolean` or `list` (of texts).
	        options: the values that it can have, by the names that stay the same in every language.
	        is_required: whether every row has it.
	        is_term: whether its values are terms of the app, which people read in their language.
	"""

	name: str
	title: str
	kind: str = "string"
	description: str = ""
	options: Sequence[str] = ()
	is_required: bool = False
	is_term: bool = False

	@property
	def is_translated(self) -> bool:
		"""Whether people are shown its values in their language."""
		return self.is_term or bool(self.options)


@dataclass(frozen=True)
class StandardFile:
	"""The records of a set, in a standard of its field.

	Attributes:
	        path: of its address, below `/open-data/`.
	        standard: address of the standard's text; empty for what belongs to another file and is in no catalogue.
	        write: returns the content.
	        get_item: returns one record, given what follows the path; None when there is none.
	"""

	path: str
	title: str
	media_type: str
	standard: str
	write: Callable[[], str]
	get_item: Callable[[str], dict | None] | None = None


@dataclass(frozen=True)
class Dataset:
	"""One set of open data.

	Attributes:
	        folder: its name in addresses.
	        theme: of the European portals, by its code: https://op.europa.eu/en/web/eu-vocabularies/concept-scheme/-/resource?uri=http://publications.europa.eu/resource/authority/data-theme
	        doctype: of the records, with `columns` that are read.
	        get_filters: returns the conditions of what the public sees.
	        describe: makes rows for the public of records, in the same order.
	        asked: what can be asked of it: parameter of the address → field, or DocType of a table and its field.
	        standards: files of the same records in standards of the field.
	"""

	folder: str
	title: str
	description: str
	keywords: Sequence[str]
	theme: str
	doctype: str
	columns: Sequence[str]
	get_filters: Callable[[], Filters]
	describe: Callable[[list[frappe._dict]], list[dict]]
	fields: Sequence[DataField]
	asked: Mapping[str, str | tuple[str, str]] = field(default_factory=dict)
	standards: Sequence[StandardFile] = ()


def get_datasets() -> list[Dataset]:
	"""Return the sets of all areas, in the language that is spoken."""
	return [frappe.get_attr(path)() for path in frappe.get_hooks("hub_open_data")]


def get_dataset(folder: str) -> Dataset | None:
	"""Return the set of a folder."""
	return next((dataset for dataset in get_datasets() if dataset.folder == folder), None)


def read(dataset: Dataset, asked: Filters, start: int, length: int) -> list[dict]:
	"""Return some rows of a set, by the names of the records.

	Args:
	        asked: further conditions; they can only make the set smaller.
	"""
	records = frappe.get_all(
		dataset.doctype,
		filters=[*dataset.get_filters(), *asked],
		fields=["name", "modified", *dataset.columns],
		order_by="name asc",
		limit_start=start,
		limit_page_length=length,
	)
	rows = dataset.describe(records)
	for row, record in zip(rows, records, strict=True):
		row["updated"] = as_moment(record.modified)
	return [{one.name: row.get(one.name) for one in dataset.fields} for row in rows]


def read_all(dataset: Dataset) -> Iterator[dict]:
	"""Yield all rows of a set, read in pages."""
	start = 0
	while rows := read(dataset, [], start, PAGE_LENGTH):
		yield from rows
		start += PAGE_LENGTH


def count(dataset: Dataset, asked: Filters) -> int:
	"""Return how many rows of a set meet further conditions."""
	filters = [*dataset.get_filters(), *asked]
	return len(
		frappe.get_all(dataset.doctype, filters, pluck="name", order_by="name asc", limit_page_length=0)
	)


def get_size(dataset: Dataset) -> int:
	"""Return how many rows a set has."""
	return count(dataset, [])


def get_modified(dataset: Dataset) -> str | None:
	"""Return when the record of a set that has changed last has done so, in universal time; None for an empty one."""
	found = frappe.get_all(
		dataset.doctype,
		dataset.get_filters(),
		pluck="modified",
		order_by="modified desc",
		limit_page_length=1,
	)
	return as_moment(found[0]) if found else None


def as_condition(asked: str | tuple[str, str], value: str, parenttype: str) -> list:
	"""Return the condition that a record has a value in a field, or in a row of one of its tables."""
	if isinstance(asked, str):
		return [asked, "=", value]
	table, fieldname = asked
	parents = frappe.get_all(
		table,
		{"parenttype": parenttype, fieldname: value},
		pluck="parent",
		order_by="parent asc",
		limit_page_length=0,
	)
	return ["name", "in", parents or [""]]


# Fields that many sets have


def get_key_fields(url: str) -> list[DataField]:
	"""Return the fields by which a row is known.

	Args:
	        url: what the address leads to, in words.
	"""
	return [
		DataField("id", _("Number"), description=_("Stays the same for good."), is_required=True),
		DataField("url", _("Address"), "uri", url, is_required=True),
	]


def get_place_fields() -> list[DataField]:
	"""Return the fields that say where something is."""
	return [
		DataField("municipality", _("Municipality")),
		DataField("municipality_code", _("Code of the Municipality"), description=_("Official code")),
	]


def get_work_field() -> DataField:
	"""Return the field of work that something is about."""
	return DataField("field_of_work", _("Field of Work"), is_term=True)


def get_updated_field() -> DataField:
	"""Return the field that says when a row changed."""
	return DataField("updated", _("Last Change"), "datetime", is_required=True)


def get_options(doctype: str, fieldname: str) -> list[str]:
	"""Return the choices of a Select field, without the empty one."""
	options = frappe.get_meta(doctype).get_field(fieldname).options or ""
	return [option for option in options.split("\n") if option]


def get_codes(municipalities: Sequence[str | None]) -> dict[str, str | None]:
	"""Return the official codes of municipalities."""
	names = sorted({name for name in municipalities if name}) or [""]
	rows = frappe.get_all(
		"Municipality", {"name": ("in", names)}, ["name", "official_code"], order_by="name asc"
	)
	return {row.name: row.official_code or None for row in rows}


def get_table(doctype: str, parenttype: str, column: str, parents: Sequence[str]) -> dict[str, list[Any]]:
	"""Return one column of the table of each of several records, in the order of the tables."""
	found: dict[str, list[Any]] = {}
	for row in frappe.get_all(
		doctype,
		{"parenttype": parenttype, "parent": ("in", list(parents) or [""])},
		["parent", column],
		order_by="parent asc, idx asc",
		limit_page_length=0,
	):
		found.setdefault(row.parent, []).append(row[column])
	return found


def as_moment(value) -> str | None:
	"""Return a moment of the site's clock as files write it: in universal time, to the second."""
	return as_iso(get_datetime(value).replace(microsecond=0)) if value else None


def as_day(value) -> str | None:
	"""Return a day as files write it."""
	return str(value)[:10] if value else None
