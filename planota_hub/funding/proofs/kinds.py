# SPDX-License-Identifier: GPL-3.0-only
"""Kinds of proof, the kinds of record that have them, and by which record a counted one is proved.

An app names the kinds of record by the hook `hub_proof_records`: DocType -> `counted_as`, kinds of counted record that
are proved by it, with the field that leads there; `made`, proofs that the record itself makes, each with the `field` that
tells that it is there, the `value` of that field where not every value does, and the `print` that shows it.
"""

from dataclasses import dataclass, field

import frappe

from planota_hub.capacity_building.support.ledger import LEDGER

FILE, FIELD = "File", "hub_proof"
REQUIREMENT, PROJECT = "Project Proof", "Funded Project"
KINDS = (
	"Sign-in Sheet",
	"Photo",
	"Programme",
	"Invitation",
	"Minutes",
	"Report",
	"Material",
	"Confirmation",
	"Agreement",
	"Publication",
	"Invoice",
)
# money spent of a project is proved by the invoice in its row, whatever figure counts it
SPENDING, INVOICE = "Project Spending", "Invoice"
# an entry of the ledger of support is proved by the record that it stands for
OF_LEDGER = (LEDGER, "source_doctype", "source_name")


@dataclass(frozen=True)
class MadeProof:
	"""A proof that a record makes by itself.

	Attributes:
	        fieldname: that tells that it is there: it is filled in, or has the `value`.
	        print_format: by which it is printed; without one the field holds a file.
	"""

	fieldname: str
	value: str = ""
	print_format: str = ""


@dataclass(frozen=True)
class ProvedRecord:
	"""A kind of record that has proofs.

	Attributes:
	        counted_as: kinds of counted record that it proves besides itself -> the field that leads to it.
	        made: kind of proof -> how the record makes it by itself.
	"""

	doctype: str
	counted_as: dict[str, str] = field(default_factory=dict)
	made: dict[str, MadeProof] = field(default_factory=dict)


def get_records() -> dict[str, ProvedRecord]:
	"""Return the kinds of record that have proofs, by their DocTypes."""
	records = {}
	for doctype, told in (frappe.get_hooks("hub_proof_records") or {}).items():
		counted_as = {kind: fields[-1] for kind, fields in (told.get("counted_as") or {}).items()}
		made = {kind: read_made(values) for kind, values in (told.get("made") or {}).items()}
		records[doctype] = ProvedRecord(doctype, counted_as, made)
	return records


def read_made(values: dict[str, list[str]]) -> MadeProof:
	last = {key: entries[-1] for key, entries in values.items()}
	return MadeProof(last["field"], last.get("value", ""), last.get("print", ""))


def has_proofs(doctype: str | None) -> bool:
	"""Tell whether records of a kind have proofs."""
	return bool(doctype) and doctype in (frappe.get_hooks("hub_proof_records") or {})


def get_provable() -> list[str]:
	"""Return the kinds of record of which a project can ask for proofs."""
	return [*get_records(), SPENDING]


def extend_boot(bootinfo: frappe._dict) -> None:
	"""Tell the forms which kinds of record have proofs, and which a locked report may count (hook `extend_bootinfo`)."""
	bootinfo["hub_proof_records"] = list(frappe.get_hooks("hub_proof_records") or {})
	bootinfo["hub_countable"] = list(frappe.get_hooks("hub_countable") or {})


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def find_records(doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: dict) -> list:
	"""Return the kinds of record that have proofs whose name has this text, for a link field."""
	frappe.has_permission(PROJECT, throw=True)
	found = [name for name in get_provable() if txt.lower() in frappe._(name).lower()]
	return [[name] for name in sorted(found, key=frappe._)][start : start + page_len]
