# SPDX-License-Identifier: GPL-3.0-only
"""Clearing the demo region: all that `load` made goes, all that people made stays."""

from collections import Counter

import frappe
from frappe import _
from frappe.utils import strip_html

from planota_hub.demo.accountability import reopen_reports
from planota_hub.demo.hub_network import forget_network
from planota_hub.demo.marking import DEMO_TAG, marked_records, remove_unused_tag, state
from planota_hub.demo.quiet import quiet
from planota_hub.demo.website import forget_hub

# DocType and name
Record = tuple[str, str]

# records that point at others come before those they point at
ORDER = (
	"ToDo",
	"Received Hub Report",
	"Network Hub",
	"Hub Report",
	"Indicator Reading",
	"Project Indicator",
	"Metric Definition",
	"Reporting Period",
	"Promotion Activity",
	"Joint Action",
	"Joint Action Plan",
	"Programme Proposal",
	"Regional Programme",
	"Member Vote",
	"Partnership Consortium",
	"Interaction",
	"Event Feedback",
	"Event Registration",
	"Hub Event",
	"Event Series",
	"Survey Answer",
	"Survey Participant",
	"Survey",
	"Stakeholder Briefing",
	"Audience Segment",
	"Hub Exchange",
	"Hub News",
	"Good Practice",
	"Funding Call Alert",
	"Call Application",
	"Funding Call",
	"Campaign Supporter",
	"Advocacy Campaign",
	"Proposal Comment",
	"Policy Proposal",
	"Public Policy",
	"Hub Meeting",
	"Need Endorsement",
	"Network Join Request",
	"Election Ballot",
	"Body Mandate",
	"Representative Election",
	"Representative Body",
	"Local Need",
	"Workshop Feedback",
	"Workshop Registration",
	"Training Workshop",
	"NGO Support Request",
	"Mentoring Session",
	"Funded Project",
	"Capacity Assessment",
	"Development Plan",
	"Development Plan Template",
	"Programme Round",
	"User Permission",
	"Local Network",
	"Portal Access Request",
	"Register Import",
	"Register Source",
	"Sector Change",
	"Record Merge",
	"Organisation Relation",
	"NGO",
	"Stakeholder",
	"User",
	"Contact",
	"Address",
)

# what people add to a record without a link field that would keep the framework from deleting it:
# DocType -> (field with the DocType, field with the name, further filters)
ADDITIONS = {
	"ToDo": ("reference_type", "reference_name", {}),
	"Communication": ("reference_doctype", "reference_name", {}),
	"Comment": ("reference_doctype", "reference_name", {"comment_type": "Comment"}),
	"File": ("attached_to_doctype", "attached_to_name", {}),
}

# what the framework keeps about a record: table -> (field with the DocType, field with the name)
LINKS = {
	"ToDo": ("reference_type", "reference_name"),
	"Email Unsubscribe": ("reference_doctype", "reference_name"),
	"DocShare": ("share_doctype", "share_name"),
	"Version": ("ref_doctype", "docname"),
	"Comment": ("reference_doctype", "reference_name"),
	"View Log": ("reference_doctype", "reference_name"),
	"Document Follow": ("ref_doctype", "ref_docname"),
	"Notification Log": ("document_type", "document_name"),
	"Communication Link": ("link_doctype", "link_name"),
}
# what stays without the record
LOOSE_LINKS = (
	("Communication", ("reference_doctype", "reference_name")),
	("Activity Log", ("reference_doctype", "reference_name")),
	("Activity Log", ("timeline_doctype", "timeline_name")),
)


def clear() -> dict:
	"""Delete the demo records and return the state after it.

	Further keys of the answer: `removed`, the number of deleted records by DocType, and `kept`, a list of
	the demo records (`doctype`, `name`, `reason`) that stay because something that people made hangs on
	them. Whoever wants to keep a demo record takes the tag off it.
	"""
	records = marked_records()
	with quiet():
		forget_last_assignees(records.get("User", []))
		reopen_reports(records)
		part_rounds(records.get("Representative Election", []))
		release_imports(records.get("Register Import", []))
		forget_hub()
		forget_network()
		forget_uses(records)
		removed, kept = delete_all(in_deletion_order(records), reasons_to_keep(records))
		remove_unused_tag()
	remove_traces(removed)
	return {
		**state(),
		"removed": dict(Counter(doctype for doctype, _name in removed)),
		"kept": [{"doctype": doctype, "name": name, "reason": kept[doctype, name]} for doctype, name in kept],
	}


def forget_last_assignees(users: list[str]) -> None:
	"""Assignment rules remember whom they assigned last, and would keep that user from being deleted."""
	frappe.db.set_value(
		"Assignment Rule", {"last_user": ("in", users or [""])}, "last_user", None, update_modified=False
	)


def forget_uses(records: dict[str, list[str]]) -> None:
	"""What a demo segment was used for is kept as a history, and would keep both from being deleted."""
	frappe.db.delete("Segment Use", {"segment": ("in", records.get("Audience Segment") or [""])})
	for doctype, names in records.items():
		frappe.db.delete("Segment Use", {"used_in_doctype": doctype, "used_in": ("in", names)})


def part_rounds(elections: list[str]) -> None:
	"""The two rounds of an election lead to one another, and would keep each other from being deleted."""
	of_demo = ("in", elections or [""])
	filters = {"name": of_demo, "second_round": of_demo}
	frappe.db.set_value("Representative Election", filters, "second_round", None, update_modified=False)


def release_imports(imports: list[str]) -> None:
	"""An import is kept as the log of what it did, and its source leads to the latest; of the demo region all of it goes."""
	of_demo = ("in", imports or [""])
	frappe.db.set_value(
		"Register Source", {"latest_import": of_demo}, "latest_import", None, update_modified=False
	)
	frappe.db.set_value("Register Import", {"name": of_demo}, "status", "Undone", update_modified=False)


def delete_all(records: list[Record], reasons: dict[Record, str]) -> tuple[list[Record], dict[Record, str]]:
	"""Delete records, again and again while that lets further ones go; return these, and why others stay."""
	removed, kept = [], {}
	while records:
		kept = {record: reason for record in records if (reason := reasons.get(record) or delete(*record))}
		removed += [record for record in records if record not in kept]
		if len(kept) == len(records):
			break
		records = list(kept)
	return removed, kept


def in_deletion_order(records: dict[str, list[str]]) -> list[Record]:
	doctypes = [doctype for doctype in ORDER if doctype in records]
	doctypes = [doctype for doctype in records if doctype not in ORDER] + doctypes
	return [(doctype, name) for doctype in doctypes for name in records[doctype]]


def delete(doctype: str, name: str) -> str | None:
	"""Delete a record as a whole or not at all; return the reason when it has to stay."""
	messages = list(frappe.local.message_log)
	frappe.db.savepoint("demo_record")
	try:
		if doctype == "NGO":
			release_demo_users(name)
		frappe.delete_doc(doctype, name, ignore_permissions=True, delete_permanently=True)
	except frappe.LinkExistsError as error:
		frappe.db.rollback(save_point="demo_record")
		frappe.local.message_log = messages
		# a DocType with a field "disabled" answers with advice; what it is linked with stands one error deeper
		return strip_html(str(error.__context__ or error))
	return None


def release_demo_users(ngo: str) -> None:
	"""Keep an NGO that goes from looking after the portal roles of demo users, who go as well."""
	demo_users = frappe.get_all(
		"Tag Link", {"tag": DEMO_TAG, "document_type": "User"}, pluck="document_name", order_by="name asc"
	)
	frappe.db.set_value("NGO Representative", {"parent": ngo, "user": ["in", demo_users]}, "user", None)


def remove_traces(removed: list[Record]) -> None:
	"""Remove what the framework removes only later in the background, or keeps about deleted records."""
	for doctype in {doctype for doctype, _name in removed}:
		names = [name for of_doctype, name in removed if of_doctype == doctype]
		remove_links(doctype, names)
		frappe.db.delete("Deleted Document", {"deleted_doctype": doctype, "deleted_name": ("in", names)})
		if doctype == "User":
			frappe.db.delete("DefaultValue", {"parent": ("in", names)})
			frappe.db.delete("Notification Log", {"for_user": ("in", names)})
			frappe.db.delete(
				"Deleted Document",
				{"deleted_doctype": "Notification Settings", "deleted_name": ("in", names)},
			)


def remove_links(doctype: str, names: list[str]) -> None:
	"""Do for many records what the framework does for each: one transaction takes a limited number of writes."""
	for table, (doctype_field, name_field) in LINKS.items():
		frappe.db.delete(table, {doctype_field: doctype, name_field: ("in", names)})
	for table, (doctype_field, name_field) in LOOSE_LINKS:
		pointing = {doctype_field: doctype, name_field: ("in", names)}
		unlinked = {doctype_field: None, name_field: None}
		frappe.db.set_value(table, pointing, unlinked, update_modified=False)


# What people added


def reasons_to_keep(records: dict[str, list[str]]) -> dict[Record, str]:
	"""Return why demo records have to stay although the framework would delete them."""
	reasons = {("User", frappe.session.user): _("This is the account you are using.")}
	for find in (added_to, contacts_of_others, contacts_used_elsewhere, users_with_tasks):
		reasons.update(find(records))
	return reasons


def added_to(records: dict[str, list[str]]) -> dict[Record, str]:
	"""Find demo records with tasks, messages, comments or files."""
	reasons = {}
	for addition, (doctype_field, name_field, filters) in ADDITIONS.items():
		rows = frappe.get_all(
			addition,
			filters={**filters, doctype_field: ["in", list(records)]},
			fields=["name", doctype_field, name_field],
			order_by="name asc",
		)
		for row in rows:
			if row.name in records.get(addition, ()):
				continue
			reasons[row[doctype_field], row[name_field]] = _("Something was added to it: {0}.").format(
				_(addition)
			)
	return reasons


def contacts_of_others(records: dict[str, list[str]]) -> dict[Record, str]:
	"""Find demo records with a contact or address that is not demo data: it would go with the record."""
	return {
		(link.link_doctype, link.link_name): _("{0} {1} belongs to it.").format(
			_(link.parenttype), link.parent
		)
		for link in contact_links(records)
		if link.link_name in records.get(link.link_doctype, ())
		and link.parent not in records.get(link.parenttype, ())
	}


def contacts_used_elsewhere(records: dict[str, list[str]]) -> dict[Record, str]:
	"""Find demo contacts and addresses that somebody gave to a record that is not demo data."""
	return {
		(link.parenttype, link.parent): _("It also belongs to {0} {1}.").format(
			_(link.link_doctype), link.link_name
		)
		for link in contact_links(records)
		if link.parent in records.get(link.parenttype, ())
		and link.link_name not in records.get(link.link_doctype, ())
	}


def contact_links(records: dict[str, list[str]]) -> list[frappe._dict]:
	"""Return what contacts and addresses belong to, as far as demo records are on either side."""
	names = [name for some in records.values() for name in some]
	return frappe.get_all(
		"Dynamic Link",
		filters={"parenttype": ["in", ["Contact", "Address"]]},
		or_filters={"link_name": ["in", names], "parent": ["in", names]},
		fields=["parenttype", "parent", "link_doctype", "link_name"],
		order_by="name asc",
	)


def users_with_tasks(records: dict[str, list[str]]) -> dict[Record, str]:
	"""Find demo users with tasks: the framework would delete these with the user."""
	tasks = frappe.get_all(
		"ToDo",
		filters={"allocated_to": ["in", records.get("User", [])]},
		fields=["name", "allocated_to"],
		order_by="name asc",
	)
	return {
		("User", task.allocated_to): _("Tasks are assigned to this user.")
		for task in tasks
		if task.name not in records.get("ToDo", ())
	}
