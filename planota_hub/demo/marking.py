"""The mark of a demo record: a tag, so that lists can be filtered by it and users can take it off."""

from collections import defaultdict

import frappe
from frappe.desk.doctype.tag.tag import DocTags
from frappe.query_builder.functions import Count

DEMO_TAG = "Demo data"


def mark(doctype: str, name: str) -> None:
	"""Mark a record as demo data; marking it twice changes nothing."""
	DocTags(doctype).add(name, DEMO_TAG)


def tags_after_merge(kept: list[str], merged: list[str]) -> list[str]:
	"""Return the tags of a record made of two; it is demo data only if both were."""
	tags = list(dict.fromkeys([*kept, *merged]))
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
