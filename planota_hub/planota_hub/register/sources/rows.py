# SPDX-License-Identifier: GPL-3.0-only
"""The rows of an import: what was found of each organisation, to be decided on."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import cint, cstr, now

from planota_hub.planota_hub.register.sources import changes, statuses
from planota_hub.planota_hub.register.sources.comparison import (
	CHANGED,
	IDENTIFYING,
	IN_DOUBT,
	KINDS,
	NEW,
	REFUSED,
	Difference,
	Finding,
	compare_statuses,
	compare_values,
)
from planota_hub.planota_hub.register.sources.known import Known, read_values, write_values
from planota_hub.planota_hub.register.sources.values import FIELDS, NGO, STATUSES, Reading
from planota_hub.rules.many import insert_rows
from planota_hub.rules.text import clean_text

if TYPE_CHECKING:
	from pypika.terms import Criterion

	from planota_hub.planota_hub.doctype.register_import.register_import import RegisterImport
	from planota_hub.planota_hub.doctype.register_import_row.register_import_row import RegisterImportRow
	from planota_hub.planota_hub.register.sources.records import Record

ROW, DIFFERENCE = "Register Import Row", "Register Import Difference"
STANDARD = ("name", "creation", "modified", "owner", "modified_by", "idx")
ROW_FIELDS = (
	"register_import",
	"organisation_name",
	"registration_number",
	"municipality",
	"kind",
	"position",
	"ngo",
	"reason",
	"register_values",
	"depends_on_number",
)
DIFFERENCE_FIELDS = (
	"parent",
	"parenttype",
	"parentfield",
	"field_name",
	"field_label",
	"old_value",
	"new_value",
	"changed_by_hand",
	"take",
)
RESULTS = {
	"Applied": "applied_count",
	"Not Applied": "left_count",
	"Failed": "failed_count",
	"Undone": "undone_count",
	"Not Undone": "not_undone_count",
}
KINDS_TO_DECIDE = tuple(kind for kind in KINDS if kind != REFUSED)
COUNTS = {kind: f"{frappe.scrub(kind)}_count" for kind in KINDS}


class Rows:
	"""The rows that a batch finds; inserted together.

	Args:
	        register_import: its name.
	"""

	def __init__(self, register_import: str):
		self.register_import = register_import
		self.found: list[dict[str, Any]] = []

	def get_numbers(self) -> set[str]:
		"""Return the numbers of the rows that earlier batches found."""
		filters = {"register_import": self.register_import, "result": ("is", "not set")}
		numbers = frappe.get_all(
			ROW, filters, pluck="registration_number", order_by="name asc", limit_page_length=0
		)
		return {number for number in numbers if number}

	def add(self, record: "Record", reading: Reading, finding: Finding) -> None:
		cells, values = record.cells, reading.values
		self.found.append(
			{
				"organisation_name": cut(values.get("ngo_name") or cells.get("Name")),
				"registration_number": cut(reading.number or cells.get("Registration Number"), 30),
				"municipality": cut(values.get("municipality") or cells.get("Municipality")),
				"position": record.number,
				"register_values": write_values(values) if not reading.faults else None,
				**describe(finding),
			}
		)

	def add_gone(self, number: str, finding: Finding, known: Known, as_of: str, is_of_statuses: bool) -> None:
		"""Add an organisation that the source has no longer; of a list of statuses only these have ended."""
		ngo, entry = known.ngos[finding.ngo], known.entries.get(number)
		values = dict(entry.said) if entry else {}
		if is_of_statuses:
			values[STATUSES] = statuses.withdraw(ngo.get(STATUSES) or (), as_of)
			finding.kind = CHANGED
			finding.differences = compare_statuses(ngo, values, entry.said if entry else {})
		self.found.append(
			{
				"organisation_name": ngo.ngo_name,
				"registration_number": number,
				"municipality": ngo.municipality,
				"position": 0,
				"register_values": write_values(values),
				**describe(finding),
			}
		)

	def insert(self) -> None:
		"""Insert the rows and their differences in a few statements."""
		who = find_authors(self.found)
		rows, differences = [], []
		for place, found in enumerate(self.found, start=1):
			name = frappe.generate_hash(length=20)
			found["register_import"] = self.register_import
			rows.append((*make_standard(name, place), *(found.get(field) for field in ROW_FIELDS)))
			differences += [
				make_difference(name, number, one, who.get((found["ngo"], one.fieldname)))
				for number, one in enumerate(found["differences"], start=1)
			]
		insert_rows(ROW, [*STANDARD, *ROW_FIELDS], rows)
		insert_rows(DIFFERENCE, [*STANDARD, *DIFFERENCE_FIELDS], differences)
		self.found = []

	def get_doubted(self) -> set[str]:
		"""Return the NGOs that some row in doubt may be."""
		filters = {"register_import": self.register_import, "kind": IN_DOUBT, "result": ("is", "not set")}
		stored = frappe.get_all(ROW, filters, pluck="ngo", order_by="name asc", limit_page_length=0)
		return {*stored, *(found["ngo"] for found in self.found if found["kind"] == IN_DOUBT)}

	def make_new(self, is_other: Callable[[str], bool]) -> None:
		"""Make new organisations of those in doubt of which the number of the other tells that they are."""
		self.insert()
		filters = {
			"register_import": self.register_import,
			"kind": IN_DOUBT,
			"depends_on_number": ("is", "set"),
		}
		for row in frappe.get_all(
			ROW, filters, ["name", "depends_on_number"], order_by="name asc", limit_page_length=0
		):
			if is_other(row.depends_on_number):
				values = {"kind": NEW, "ngo": None, "reason": None}
				frappe.db.set_value(ROW, row.name, values, update_modified=False)
				frappe.db.delete(DIFFERENCE, {"parenttype": ROW, "parent": row.name})


def describe(finding: Finding) -> dict[str, Any]:
	return {
		"kind": finding.kind,
		"ngo": finding.ngo,
		"reason": finding.reason or None,
		"depends_on_number": finding.depends_on,
		"differences": finding.differences,
	}


def make_standard(name: str, idx: int) -> tuple:
	moment, user = now(), frappe.session.user
	return (name, moment, moment, user, user, idx)


def make_difference(row: str, number: int, one: Difference, author: str | None) -> tuple:
	label = _(frappe.get_meta(NGO).get_label(one.fieldname), context=NGO)
	by_hand = (author or _("entered in the hub")) if one.by_hand else None
	values = (row, ROW, "differences", one.fieldname, label, one.old, one.new, by_hand, int(one.take))
	return (*make_standard(frappe.generate_hash(length=20), number), *values)


def find_authors(found: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
	"""Return NGO and field → who has changed it last in the hub, and when, of what was changed by hand."""
	asked = {
		(one["ngo"], difference.fieldname)
		for one in found
		for difference in one["differences"]
		if difference.by_hand
	}
	return changes.find_last(asked)


def cut(value: Any, length: int = 140) -> str | None:
	return clean_text(cstr(value))[:length] or None


def delete_all(register_import: str) -> None:
	"""Delete the rows of an import with their differences."""
	row = frappe.qb.DocType(ROW)
	delete_where(row.register_import == register_import)


def delete_open(register_import: str) -> None:
	"""Delete the rows of an import that have no result yet."""
	row = frappe.qb.DocType(ROW)
	delete_where((row.register_import == register_import) & (row.result.isnull() | (row.result == "")))


def delete_where(condition: "Criterion") -> None:
	row, difference = frappe.qb.DocType(ROW), frappe.qb.DocType(DIFFERENCE)
	names = frappe.qb.from_(row).select(row.name).where(condition)
	frappe.qb.from_(difference).delete().where(difference.parent.isin(names)).run()
	frappe.qb.from_(row).delete().where(condition).run()


def count_results(register_import: str) -> dict[str, int]:
	"""Return how many rows wait to be applied, and how many have each result, by the fields of the import."""
	counts = dict.fromkeys(("accepted_count", *RESULTS.values()), 0)
	for row in frappe.get_all(
		ROW,
		{"register_import": register_import},
		["decision", "result"],
		order_by="name asc",
		limit_page_length=0,
	):
		if row.result:
			counts[RESULTS[row.result]] += 1
		elif row.decision:
			counts["accepted_count"] += 1
	return counts


def get_share_done(doc: "RegisterImport") -> float:
	"""Return how much of the rows that were decided on has been done or taken back, in percent."""
	done = cint(doc.undone_count) + cint(doc.not_undone_count)
	standing = cint(doc.applied_count) + cint(doc.left_count)
	if doc.phase == "Applying":
		done, standing = standing + cint(doc.failed_count), cint(doc.accepted_count)
	return round(100 * done / (done + standing), 1) if done + standing else 100


def count_rows(register_import: str) -> dict[str, int]:
	"""Return how many rows of each kind an import has, by the fields of the import."""
	counts = dict.fromkeys(COUNTS.values(), 0)
	for kind in frappe.get_all(
		ROW, {"register_import": register_import}, pluck="kind", order_by="name asc", limit_page_length=0
	):
		counts[COUNTS[kind]] += 1
	return counts


def compare_again(row: "RegisterImportRow") -> None:
	"""Work out again in what the NGO that was chosen for a row in doubt differs from the source."""
	record = frappe.db.get_value(NGO, row.ngo, ["name", *FIELDS], as_dict=True) if row.ngo else None
	row.set("differences", [])
	if not record:
		return
	for one in compare_values(record, read_values(row.register_values), {}):
		row.append(
			"differences",
			{
				"field_name": one.fieldname,
				"field_label": _(frappe.get_meta(NGO).get_label(one.fieldname), context=NGO),
				"old_value": one.old,
				"new_value": one.new,
				"changed_by_hand": _("entered in the hub") if one.by_hand else None,
				"take": int(one.take or one.fieldname in IDENTIFYING),
			},
		)
