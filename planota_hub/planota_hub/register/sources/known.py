# SPDX-License-Identifier: GPL-3.0-only
"""What the hub has already: its organisations by number and name, and what a source last said of each."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import frappe

from planota_hub.planota_hub.register.sources.columns import PUBLIC_INTEREST
from planota_hub.planota_hub.register.sources.statuses import load_statuses
from planota_hub.planota_hub.register.sources.values import FIELDS, NGO, STATUSES
from planota_hub.rules.names import fold_name

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.register_source.register_source import RegisterSource

ENTRY = "Register Entry"


@dataclass
class Known:
	"""What the hub knows of the organisations of one country and one source.

	Attributes:
	        ngos: name of the record → its fields (`values.FIELDS`, `stage`).
	        by_number: registration number → record.
	        by_former_number: number of a record that was merged into another → that one.
	        by_name: folded name → records.
	        entries: registration number → what the source last said (`name`, `ngo`, `said`, `gone_on`).
	"""

	ngos: dict[str, frappe._dict] = field(default_factory=dict)
	by_number: dict[str, str] = field(default_factory=dict)
	by_former_number: dict[str, str] = field(default_factory=dict)
	by_name: dict[str, list[str]] = field(default_factory=dict)
	entries: dict[str, frappe._dict] = field(default_factory=dict)

	@property
	def numbers(self) -> frozenset[str]:
		"""All numbers under which the hub knows an organisation, or has decided on one."""
		return frozenset({*self.by_number, *self.by_former_number, *self.entries})

	def find(self, number: str | None) -> str | None:
		"""Return the record that a number means: the one that has it, or that the source was accepted for."""
		if number in self.by_number:
			return self.by_number[number]
		entry = self.entries.get(number)
		return entry.ngo if entry and entry.ngo in self.ngos else None


def load_known(source: "RegisterSource") -> Known:
	"""Read once what the records of a source are compared with."""
	known = Known(entries=load_entries(source.name))
	fields = ["name", "stage", *FIELDS]
	for ngo in frappe.get_all(
		NGO, {"country": source.country}, fields, order_by="name asc", limit_page_length=0
	):
		known.ngos[ngo.name] = ngo
		if ngo.registration_number:
			known.by_number[ngo.registration_number] = ngo.name
	by_name: dict[str, list[str]] = defaultdict(list)
	for ngo in known.ngos.values():
		by_name[fold_name(ngo.ngo_name)].append(ngo.name)
	known.by_name = dict(by_name)
	former = {"parenttype": NGO, "registration_number": ("is", "set")}
	for row in frappe.get_all(
		"Former Name", former, ["parent", "registration_number"], order_by="parent asc", limit_page_length=0
	):
		if row.parent in known.ngos:
			known.by_former_number[row.registration_number] = row.parent
	if source.kind == PUBLIC_INTEREST:
		for ngo, found in load_statuses(known.ngos).items():
			known.ngos[ngo][STATUSES] = found
	return known


def load_entries(source: str) -> dict[str, frappe._dict]:
	"""Return what a source last said, by registration number."""
	rows = frappe.get_all(
		ENTRY,
		{"register_source": source},
		["name", "registration_number", "ngo", "register_values", "gone_on"],
		order_by="name asc",
		limit_page_length=0,
	)
	return {row.registration_number: frappe._dict(row, said=read_values(row.register_values)) for row in rows}


def read_values(text: str | None) -> dict[str, Any]:
	return json.loads(text or "{}")


def write_values(values: dict[str, Any]) -> str:
	return json.dumps(values, ensure_ascii=False, sort_keys=True)
