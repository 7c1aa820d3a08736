# SPDX-License-Identifier: GPL-3.0-only
"""The mark of a demo record: a tag, so that lists can be filtered by it and users can take it off."""

from collections import defaultdict

import frappe
from frappe.query_builder.functions import Count

# a tag has no translation; this word is the same in every language of the hubs
DEMO_TAG = "Demo"


def mark(doctype: str, name: str) -> None:
	"""Mark a record as demo data; marking it twice changes nothing.

	The framework's own tagging asks for the right to change the record, which a hub manager does not have on
	users.
	"""
	tags = [tag for tag in (frappe.db.get_value(doctype, name, "_user_tags") or "").split(",") if tag]
	if DEMO_TAG in tags:
		return
	if not frappe.db.exists("Tag", DEMO_TAG):
		frappe.get_doc({"doctype": "Tag", "name": DEMO_TAG}).insert(ignore_permissions=True)
	frappe.db.set_value(doctype, name, "_user_tags", ",".join([*tags, DEMO_TAG]), update_modified=False)
	link = frappe.new_doc("Tag Link")
	link.update({"document_type": doctype, "document_name": name, "tag": DEMO_TAG})
	link.title = frappe.db.get_value(doctype, name, frappe.get_meta(doctype).get_title_field())
	# nothing follows a link of a tag: past the document it takes a quarter of the time
	link.set_new_name()
	link.set_user_and_timestamp()
	link.db_insert()


def move_to_past(doctype: str, name: str, created, changed=None) -> None:
	"""Let a record, and what its history tells, be as old as the demo region says."""
	changed = changed or created
	frappe.db.set_value(doctype, name, {"creation": created, "modified": changed}, update_modified=False)
	traces = {"creation": changed, "modified": changed}
	version = {"ref_doctype": doctype, "docname": name}
	comment = {"reference_doctype": doctype, "reference_name": name}
	frappe.db.set_value("Version", version, traces, update_modified=False)
	frappe.db.set_value("Comment", comment, traces, update_modified=False)


def keep_mark_of_both(tags: list[str], kept: list[str], merged: list[str]) -> list[str]:
	"""Hook `hub_merged_tags`: a record made of two is demo data only if both were."""
	both_are_demo = DEMO_TAG in kept and DEMO_TAG in merged
	return [tag for tag in tags if tag != DEMO_TAG or both_are_demo]


def marked_records() -> dict[str, list[str]]:
	"""Return the names of the demo records by DocType, the newest first."""
	records = defaultdict(list)
	for row in frappe.get_all(
		"Tag Link",
		filters={"tag": DEMO_TAG},
		fields=["document_type", "document_name"],
		order_by="creation desc, name desc",
	):
		records[row.document_type].append(row.document_name)
	return dict(records)


def state() -> dict:
	"""Return how much demo data the site holds.

	`loaded` tells whether there is any, `total` is the number of records, `records` gives it by DocType.
	"""
	tag_link = frappe.qb.DocType("Tag Link")
	rows = (
		frappe.qb.from_(tag_link)
		.select(tag_link.document_type, Count(tag_link.name))
		.where(tag_link.tag == DEMO_TAG)
		.groupby(tag_link.document_type)
		.orderby(tag_link.document_type)
		.run()
	)
	records = {doctype: int(number) for doctype, number in rows}
	return {"loaded": bool(records), "total": sum(records.values()), "records": records}


def remove_unused_tag() -> None:
	"""Remove the demo tag itself once no record wears it."""
	if not frappe.db.exists("Tag Link", {"tag": DEMO_TAG}):
		frappe.delete_doc(
			"Tag", DEMO_TAG, ignore_permissions=True, ignore_missing=True, delete_permanently=True
		)
