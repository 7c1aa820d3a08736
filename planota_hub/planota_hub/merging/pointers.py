# SPDX-License-Identifier: GPL-3.0-only
"""What the framework and its users hang on a record: tags, likes, assignments, contacts, shares."""

import json

import frappe
from frappe.desk.doctype.tag.tag import DocTags
from frappe.model.document import Document
from frappe.utils import cstr

# DocType -> the columns in which two rows about the same record say the same
POINTERS = {
	"Dynamic Link": ("parenttype", "parent", "link_doctype", "link_name"),
	"Tag Link": ("tag", "document_type", "document_name"),
	"DocShare": ("user", "everyone", "share_doctype", "share_name"),
	"Document Follow": ("user", "ref_doctype", "ref_docname"),
	"User Permission": ("user", "allow", "for_value", "applicable_for"),
}


def look_for_pointers_again() -> None:
	"""Let the framework find all rows that name a record; it remembers for hours which kinds a field names.

	Rows that were written many at once, such as the recipients of a briefing, may name a kind it has not seen there.
	"""
	frappe.local.dynamic_link_map = None
	frappe.cache.delete_keys("dynamic_link_map::")


def get_tags_of_both(kept: Document, merged: Document) -> list[str]:
	"""Return the tags of both; hook `hub_merged_tags`: who gives a tag a meaning says which of them stay."""
	both = get_tags(kept), get_tags(merged)
	tags = list(dict.fromkeys([*both[0], *both[1]]))
	for path in frappe.get_hooks("hub_merged_tags"):
		tags = frappe.get_attr(path)(tags, *both)
	return tags


def get_tags(doc: Document) -> list[str]:
	return [tag for tag in cstr(doc.get("_user_tags")).split(",") if tag]


def get_likes(doc: Document) -> list[str]:
	return json.loads(doc.get("_liked_by") or "[]")


def clear_empty_assignments(*docs: Document) -> None:
	"""The framework writes an empty text when the last assignment goes, and can't read it when it merges."""
	for doc in docs:
		if doc.get("_assign") == "":
			doc.db_set("_assign", None, update_modified=False)


def join_pointers(kept: Document, tags: list[str], liked_by: list[str]) -> None:
	"""Let the kept record have the tags and likes of both, and where somebody pointed at both, one pointer."""
	remove_doubled_pointers(kept.doctype, kept.name)
	DocTags(kept.doctype).update(kept.name, tags)
	users = json.loads(frappe.db.get_value(kept.doctype, kept.name, "_liked_by") or "[]")
	if missing := [user for user in liked_by if user not in users]:
		liked = json.dumps([*users, *missing])
		frappe.db.set_value(kept.doctype, kept.name, "_liked_by", liked, update_modified=False)


def remove_doubled_pointers(doctype: str, name: str) -> None:
	for pointer, columns in POINTERS.items():
		filters = {columns[-2]: doctype, columns[-1]: name}
		if pointer == "User Permission":
			filters = {"allow": doctype, "for_value": name}
		seen, doubled = set(), []
		for row in frappe.get_all(
			pointer, filters, ["name", *columns], order_by="creation asc, name asc", limit_page_length=0
		):
			key = tuple(row[column] for column in columns)
			if key in seen:
				doubled.append(row.name)
			seen.add(key)
		if doubled:
			frappe.db.delete(pointer, {"name": ("in", doubled)})
