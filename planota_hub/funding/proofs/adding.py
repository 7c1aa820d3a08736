# SPDX-License-Identifier: GPL-3.0-only
"""A file of a record told to be a proof: added from a form or a phone, named afterwards, or recognised by its name."""

import re
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import DocType
from frappe.query_builder.functions import Max
from frappe.utils import cint, cstr

from planota_hub.files.uploads import DOCUMENTS, describe_limits, hang_upload
from planota_hub.funding.proofs.kinds import FIELD, FILE, KINDS, PROJECT, REQUIREMENT, get_records, has_proofs
from planota_hub.rules.text import shown

if TYPE_CHECKING:
	from frappe.core.doctype.file.file import File

# how people call their scans, in the languages of the hub; the first kind that fits is taken
WORDS = {
	"Sign-in Sheet": r"sign[ _-]?in|attendance|prisotn|podpisn|udele[zž]b",
	"Minutes": r"minutes|zapisnik",
	"Programme": r"programme|agenda|program|dnevni[ _-]red",
	"Invitation": r"invitation|vabilo",
	"Confirmation": r"confirmation|certificate|potrdil",
	"Invoice": r"invoice|ra[cč]un(?!al)|faktur",
	"Agreement": r"agreement|contract|dogovor|pogodb|sporazum",
	"Report": r"report|poro[cč]il",
	"Publication": r"publication|article|press|objav|[cč]lanek",
	"Material": r"material|handout|slides|gradiv|prosojnic",
	"Photo": r"photo|foto|fotograf|slika",
}


def recognise(file: "File", method: str | None = None) -> None:
	"""Hook `before_insert` of File: what is hung on a record that has proofs is told by its name to be one."""
	if has_proofs(file.attached_to_doctype) and not file.get(FIELD) and not file.attached_to_field:
		file.set(FIELD, guess_kind(cstr(file.file_name)))


def guess_kind(file_name: str) -> str:
	"""Return the kind of proof that the name of a file tells; empty when it tells none."""
	return next((kind for kind, words in WORDS.items() if re.search(words, file_name.casefold())), "")


@frappe.whitelist()
def get_proofs(doctype: str, name: str) -> dict:
	"""Return what a form shows of the proofs of a record.

	Returns:
	        `files` with `name`, `file_name`, `file_url` and `kind`; `wanted`, the kinds that running projects ask for, with
	        `kind`, `label`, `required` and `is_there`; `kinds`, all with `value` and `label`; `limits` of an upload; and
	        whether the user `may_add` one.

	Raises:
	        frappe.PermissionError: for who may not read the record.
	"""
	doc = get_record(doctype, name, "read")
	files = frappe.get_list(
		FILE,
		{"attached_to_doctype": doctype, "attached_to_name": name, "is_folder": 0},
		["name", "file_name", "file_url", f"{FIELD} as kind"],
		order_by="creation asc",
		limit_page_length=0,
	)
	there = {file.kind for file in files} | get_made_kinds(doc)
	return {
		"files": files,
		"wanted": [
			{**row, "label": _(row.kind), "is_there": row.kind in there} for row in get_wanted_kinds(doctype)
		],
		"kinds": [{"value": kind, "label": _(kind)} for kind in KINDS],
		"limits": describe_limits(DOCUMENTS),
		"accept": ",".join(DOCUMENTS),
		"may_add": doc.has_permission("write"),
	}


def get_record(doctype: str, name: str, right: str) -> Document:
	"""Return a record that has proofs, for somebody who has this right on it."""
	if not has_proofs(doctype):
		frappe.throw(_("{0} has no proofs.").format(shown(_(cstr(doctype)))))
	doc = frappe.get_doc(doctype, cstr(name))
	doc.check_permission(right)
	return doc


def get_made_kinds(doc: Document) -> set[str]:
	"""Return the kinds of proof that a record itself has made."""
	made = get_records()[doc.doctype].made
	return {
		kind
		for kind, proof in made.items()
		if (doc.get(proof.fieldname) == proof.value if proof.value else doc.get(proof.fieldname))
	}


def get_wanted_kinds(doctype: str) -> list[frappe._dict]:
	"""Return the `kind` of each proof that running projects ask for, and whether one of them has it `required`."""
	need, project = DocType(REQUIREMENT), DocType(PROJECT)
	rows = (
		frappe.qb.from_(need)
		.join(project)
		.on((project.name == need.parent) & (need.parenttype == PROJECT))
		.select(need.proof_kind.as_("kind"), Max(need.required).as_("required"))
		.where((need.record_doctype == doctype) & (project.status == "Running"))
		.groupby(need.proof_kind)
		.run(as_dict=True)
	)
	return sorted(rows, key=lambda row: (-cint(row.required), KINDS.index(row.kind)))


@frappe.whitelist(methods=["POST"])
def add_proof(doctype: str, name: str, proof_kind: str) -> str:
	"""Hang the file of the request on a record as a proof; return the name of the File.

	Raises:
	        frappe.PermissionError: for who may not change the record.
	        frappe.ValidationError: for an unknown kind, and for a file that is not taken.
	"""
	get_record(doctype, name, "write")
	check_kind(proof_kind)
	file = hang_upload(doctype, name)
	file.db_set(FIELD, proof_kind)
	return file.name


@frappe.whitelist(methods=["POST"])
def name_file(file: str, proof_kind: str = "") -> None:
	"""Say which proof a file of a record is; none with an empty kind.

	Raises:
	        frappe.PermissionError: for who may not change the record or read the file.
	        frappe.ValidationError: for an unknown kind, and for a file of no record that has proofs.
	"""
	doc = frappe.get_doc(FILE, cstr(file))
	doc.check_permission("read")
	get_record(doc.attached_to_doctype, doc.attached_to_name, "write")
	if proof_kind:
		check_kind(proof_kind)
	doc.db_set(FIELD, proof_kind)


def check_kind(kind: str) -> None:
	if kind not in KINDS:
		frappe.throw(
			_("Kind of Proof: expected is one of {0}.").format(", ".join(_(known) for known in KINDS))
		)
