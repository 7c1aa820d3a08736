# SPDX-License-Identifier: GPL-3.0-only
"""Two NGOs that are one: everything that points at the one is moved to the other."""

import json
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.desk.doctype.tag.tag import DocTags
from frappe.model import no_value_fields
from frappe.model.document import Document
from frappe.model.rename_doc import rename_doc
from frappe.utils import cstr

from planota_hub.planota_hub.doctype.ngo.ngo import DERIVED_FIELDS, INTAKE_FIELDS, STAMPED_FIELDS
from planota_hub.planota_hub.register.duplicates import find_likely_duplicates, refresh_mark
from planota_hub.planota_hub.register.identity.organisations import note_merged
from planota_hub.planota_hub.register.portal_access import update_portal_role
from planota_hub.rules.fields import UNIQUE_NUMBERS
from planota_hub.rules.text import shown

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO

MERGE_ROLE = "Hub Manager"
# table field -> the columns that make two of its rows the same
ROW_KEYS = {
	"representatives": ("full_name", "function", "from_date"),
	"yearly_figures": ("year",),
	"fields_of_work": ("field_of_work",),
	"area_of_operation": ("municipality",),
}
# of these the kept NGO's own state counts, not the other's
OWN_FIELDS = frozenset({"stage", "rejection_reason"}) | INTAKE_FIELDS | STAMPED_FIELDS | DERIVED_FIELDS
# DocType -> the columns in which two rows about the same NGO say the same
POINTERS = {
	"Dynamic Link": ("parenttype", "parent", "link_doctype", "link_name"),
	"Tag Link": ("tag", "document_type", "document_name"),
	"DocShare": ("user", "everyone", "share_doctype", "share_name"),
	"Document Follow": ("user", "ref_doctype", "ref_docname"),
	"User Permission": ("user", "allow", "for_value", "applicable_for"),
}


@frappe.whitelist(methods=["POST"])
def merge_ngos(keep: str, merge: str) -> str:
	"""Merge one NGO into another: links, history and files move, empty fields are filled, the other goes.

	Args:
	        keep: name of the NGO that stays.
	        merge: name of the NGO that disappears.

	Returns:
	        the name of the NGO that stays.

	Raises:
	        frappe.PermissionError: for anybody but a Hub Manager.
	        frappe.ValidationError: when the two are the same record, or the result would break a rule;
	        then nothing is changed.
	"""
	frappe.only_for(MERGE_ROLE)
	if keep == merge:
		frappe.throw(_("Choose two different NGOs to merge."))
	kept, merged = (frappe.get_doc("NGO", name, for_update=True) for name in (keep, merge))
	kept.check_permission("write")
	merged.check_permission("delete")
	frappe.db.savepoint("merge_ngos")
	try:
		move_everything(kept, merged)
	except Exception:
		frappe.db.rollback(save_point="merge_ngos")
		raise
	return kept.name


def move_everything(kept: "NGO", merged: "NGO") -> None:
	tags = get_tags_of_both(kept, merged)
	liked_by = json.loads(merged.get("_liked_by") or "[]")
	twins = find_twins(merged.name)
	clear_empty_assignments(kept, merged)
	rename_doc("NGO", merged.name, kept.name, merge=True, force=True, show_alert=False, rebuild_search=False)
	remove_doubled_pointers(kept.name)
	kept.reload()
	fill_empty_fields(kept, merged)
	add_missing_rows(kept, merged)
	note_merged(kept, merged)
	kept.save()
	keep_tracking_code(kept, merged)
	DocTags("NGO").update(kept.name, tags)
	add_likes(kept, liked_by)
	log_merge(kept, merged)
	for name in twins - {kept.name}:
		refresh_mark("NGO", name)
	for user in {row.user for row in merged.representatives if row.user}:
		update_portal_role(user)


def get_tags_of_both(kept: "NGO", merged: "NGO") -> list[str]:
	"""Return the tags of both; hook `hub_merged_tags`: who gives a tag a meaning says which of them stay."""
	both = get_tags(kept), get_tags(merged)
	tags = list(dict.fromkeys([*both[0], *both[1]]))
	for path in frappe.get_hooks("hub_merged_tags"):
		tags = frappe.get_attr(path)(tags, *both)
	return tags


def get_tags(ngo: "NGO") -> list[str]:
	return [tag for tag in cstr(ngo.get("_user_tags")).split(",") if tag]


def clear_empty_assignments(*ngos: Document) -> None:
	"""The framework writes an empty text when the last assignment goes, and can't read it when it merges."""
	for ngo in ngos:
		if ngo.get("_assign") == "":
			ngo.db_set("_assign", None, update_modified=False)


def find_twins(name: str) -> set[str]:
	"""Return the NGOs whose mark `has_likely_duplicates` may have come from this one."""
	return {row.name for row in find_likely_duplicates(frappe.get_doc("NGO", name))}


def fill_empty_fields(kept: "NGO", merged: "NGO") -> None:
	"""Take over what only the merged NGO knows; what both know stays as the kept one has it."""
	for df in kept.meta.fields:
		if df.fieldname in OWN_FIELDS or df.fieldtype in no_value_fields:
			continue
		if not kept.get(df.fieldname) and merged.get(df.fieldname):
			kept.set(df.fieldname, merged.get(df.fieldname))


def add_missing_rows(kept: "NGO", merged: "NGO") -> None:
	"""Take over the rows of the merged NGO that the kept one lacks."""
	for table, columns in ROW_KEYS.items():
		known = {get_row_key(row, columns) for row in kept.get(table)}
		current_users = {row.user for row in kept.get(table) if row.get("user") and row.get("is_current")}
		for row in merged.get(table):
			doubled_access = row.get("user") in current_users and row.get("is_current")
			if get_row_key(row, columns) in known or doubled_access:
				continue
			values = {df.fieldname: row.get(df.fieldname) for df in row.meta.fields}
			kept.append(table, values)


def keep_tracking_code(kept: "NGO", merged: "NGO") -> None:
	"""Whoever registered the merged NGO still finds the way with the code that was given to them."""
	if merged.tracking_code and not kept.tracking_code:
		kept.db_set("tracking_code", merged.tracking_code, update_modified=False)


def get_row_key(row: Document, columns: tuple[str, ...]) -> tuple[str, ...]:
	return tuple(cstr(row.get(column)).strip().lower() for column in columns)


def remove_doubled_pointers(name: str) -> None:
	"""Where somebody or something pointed at both NGOs, one pointer is enough."""
	for doctype, columns in POINTERS.items():
		seen = set()
		filters = {columns[-2]: "NGO", columns[-1]: name}
		if doctype == "User Permission":
			filters = {"allow": "NGO", "for_value": name}
		for row in frappe.get_all(
			doctype, filters=filters, fields=["name", *columns], order_by="creation, name"
		):
			key = tuple(row[column] for column in columns)
			if key in seen:
				frappe.db.delete(doctype, {"name": row.name})
			seen.add(key)


def add_likes(kept: "NGO", liked_by: list[str]) -> None:
	users = json.loads(frappe.db.get_value("NGO", kept.name, "_liked_by") or "[]")
	missing = [user for user in liked_by if user not in users]
	if missing:
		kept.db_set("_liked_by", json.dumps([*users, *missing]), update_modified=False)


def log_merge(kept: "NGO", merged: "NGO") -> None:
	numbers = [merged.get(fieldname) for fieldname in (*UNIQUE_NUMBERS, "tracking_code")]
	text = _("Merged {0} ({1}) into this NGO.").format(shown(merged.ngo_name), merged.name)
	if any(numbers):
		text += " " + _("Its numbers: {0}").format(", ".join(number for number in numbers if number))
	kept.add_comment("Info", text)
