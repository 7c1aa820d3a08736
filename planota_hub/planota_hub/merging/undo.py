# SPDX-License-Identifier: GPL-3.0-only
"""Undoing a merge: of one record two are made again, and all that came over goes back.

What somebody has entered since stays. Where one of the two says something else since, which undoing would lose, the
merge is not undone, and it is said where.
"""

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.desk.doctype.tag.tag import DocTags
from frappe.utils import cstr, get_link_to_form, now
from frappe.utils.global_search import update_global_search

from planota_hub.finding import index
from planota_hub.planota_hub.merging.declarations import GivenOnce, Key, get_declarations, get_kinds
from planota_hub.planota_hub.merging.images import insert_rows, is_same
from planota_hub.planota_hub.merging.log import LOG, MERGED, UNDONE
from planota_hub.planota_hub.merging.plan import get_part_label
from planota_hub.planota_hub.merging.undo_values import UndoValues, is_open, read_values
from planota_hub.rules.organisation_numbers import UNIQUE_NUMBERS
from planota_hub.rules.renaming import in_chunks
from planota_hub.rules.text import shown

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.record_merge.record_merge import RecordMerge

SAVEPOINT = "undo_merge"
# what a message names; of more it says how many
SHOWN = 10


@frappe.whitelist()
def preview_undo(log: str) -> dict:
	"""Return what undoing a merge brings back: `title` of the record, `parts` with `label` and `number`, `obstacles`.

	Raises:
	        frappe.PermissionError: for whoever may not merge such records.
	        frappe.ValidationError: when the merge can't be undone any more.
	"""
	doc = get_log(log)
	values = read_values(doc.undo_values)
	(record,) = values.own[doc.record_type]
	title_field = frappe.get_meta(doc.record_type).get_title_field()
	numbers: Counter[str] = Counter()
	for table, fields in values.moved.items():
		numbers[get_part_label(table)] += max(len(names) for names in fields.values())
	for table, rows in values.gone.items():
		numbers[get_part_label(table)] += len(rows)
	return {
		"title": cstr(record.get(title_field) or record["name"]),
		"parts": [{"label": label, "number": number} for label, number in numbers.most_common()],
		"obstacles": find_obstacles(doc.record_type, values),
	}


@frappe.whitelist(methods=["POST"])
def undo_merge(log: str) -> str:
	"""Make two records of one again; all or nothing.

	Returns:
	        the name of the record that is there again.

	Raises:
	        frappe.PermissionError: for whoever may not merge such records.
	        frappe.ValidationError: when the month is over, the kept record is gone, or something was changed since that
	        would be lost; then nothing is changed.
	"""
	doc = get_log(log, for_update=True)
	values = read_values(doc.undo_values)
	if not frappe.db.get_value(doc.record_type, values.kept, "name", for_update=True):
		refuse_without_kept(doc, values)
	frappe.get_doc(doc.record_type, values.kept).check_permission("write")
	if obstacles := find_obstacles(doc.record_type, values):
		refuse(doc, values, obstacles)
	frappe.db.savepoint(SAVEPOINT)
	frappe.flags.change_reason = _("A merge was undone.")
	try:
		restore(doc.record_type, values)
		write_down(doc, values)
	except Exception:
		frappe.db.rollback(save_point=SAVEPOINT)
		raise
	finally:
		frappe.flags.change_reason = None
		# documents are cached in which rows lead elsewhere now
		frappe.clear_cache()
	return values.merged


def get_log(log: str, for_update: bool = False) -> "RecordMerge":
	"""Return the log of a merge that may be undone by the session user and is not too old."""
	doc: RecordMerge = frappe.get_doc(LOG, log, for_update=for_update)
	kind = get_kinds().get(cstr(doc.record_type))
	frappe.only_for(kind.role if kind else "System Manager")
	if doc.status == UNDONE:
		frappe.throw(_("This merge was undone already."), title=_("Already Undone"))
	if doc.status != MERGED or not doc.undo_values or not is_open(doc.undo_until):
		frappe.throw(
			_("A merge can be undone within a month; what is needed for this one is not kept any more."),
			title=_("Too Late"),
		)
	return doc


# What stands in the way


def find_obstacles(doctype: str, values: UndoValues) -> list[str]:
	"""Return in words what was changed since the merge and would be lost, or is in the way."""
	found = []
	if frappe.db.exists(doctype, values.merged):
		found.append(_("there is a {0} {1} again").format(_(doctype), shown(values.merged)))
	found += find_taken_numbers(doctype, values)
	for entry in values.changed:
		row = frappe.db.get_value(entry["doctype"], entry["name"], "*", as_dict=True)
		found += find_edits(entry["doctype"], row, entry["after"], entry["before"]) if row else []
	for table, rows in values.new.items():
		for made in rows:
			row = frappe.db.get_value(table, made["name"], "*", as_dict=True)
			found += find_edits(table, row, made, {}) if row else []
	return list(dict.fromkeys(found))


def find_taken_numbers(doctype: str, values: UndoValues) -> list[str]:
	"""Return numbers of the record that went which another one has got since."""
	(record,) = values.own[doctype]
	meta = frappe.get_meta(doctype)
	found = []
	for df in meta.fields:
		value = record.get(df.fieldname)
		if not value or not (df.unique or df.fieldname in UNIQUE_NUMBERS):
			continue
		others = {df.fieldname: value, "name": ("!=", values.kept)}
		if other := frappe.db.get_value(doctype, others, "name", order_by="name asc"):
			found.append(_("{0} {1} is that of {2}").format(_(df.label), shown(value), shown(cstr(other))))
	return found


def find_edits(doctype: str, row: dict, after: dict, before: dict) -> list[str]:
	"""Return the fields of a row in which somebody has written something else since the merge."""
	meta = frappe.get_meta(doctype)
	found = []
	for column, value in after.items():
		df = meta.get_field(column)
		if not df or df.read_only or df.hidden or column not in row:
			continue
		if is_same(row[column], value) or (column in before and is_same(row[column], before[column])):
			continue
		of = (row.get("parenttype"), row.get("parent")) if meta.istable else (doctype, row["name"])
		found.append(_("{0} of {1} {2}").format(_(df.label), _(of[0]), shown(cstr(of[1]))))
	return found


def refuse(doc: "RecordMerge", values: UndoValues, obstacles: list[str]) -> None:
	more = len(obstacles) - SHOWN
	named = "; ".join(obstacles[:SHOWN]) + (" " + _("and {0} more").format(more) if more > 0 else "")
	text = _("The merge was not undone, because what was changed since would be lost: {0}.").format(named)
	if later := get_later_merge(doc, values, "kept"):
		link = get_link_to_form(LOG, later)
		text += " " + _("Another record was merged into it since; undo that first: {0}.").format(link)
	frappe.throw(text, title=_("Changed Since the Merge"))


def refuse_without_kept(doc: "RecordMerge", values: UndoValues) -> None:
	if later := get_later_merge(doc, values, "merged"):
		frappe.throw(
			_("{0} was itself merged into another record since. Undo that merge first: {1}.").format(
				shown(values.kept), get_link_to_form(LOG, later)
			),
			title=_("Merged Again"),
		)
	frappe.throw(_("{0} {1} is not there any more.").format(_(doc.record_type), shown(values.kept)))


def get_later_merge(doc: "RecordMerge", values: UndoValues, side: str) -> str | None:
	"""Return the last merge in which the kept record stayed or went since, if it can still be undone."""
	filters = {
		"record_type": doc.record_type,
		side: values.kept,
		"status": MERGED,
		"decided_on": (">=", doc.decided_on),
		"name": ("!=", doc.name),
	}
	return frappe.db.get_value(LOG, filters, "name", order_by="decided_on desc, name desc")


# Going back


def restore(doctype: str, values: UndoValues) -> None:
	"""Write back what the merge changed, then let figures and keys of both records follow."""
	for table, rows in values.new.items():
		frappe.db.delete(table, {"name": ("in", [row["name"] for row in rows])})
	for entry in values.changed:
		restore_row(entry)
	for table, rows in values.own.items():
		insert_rows(table, [without_dead_links(table, row) for row in rows])
	for table, rows in values.gone.items():
		insert_rows(table, [without_dead_links(table, row) for row in rows if has_place(table, row)])
	for table, fields in values.moved.items():
		for fieldname, names in fields.items():
			move_back(table, fieldname, names, values)
	for single, fieldname in values.singles:
		if frappe.db.get_single_value(single, fieldname) == values.kept:
			frappe.db.set_single_value(single, fieldname, values.merged)
	restore_marks(doctype, values)
	frappe.db.set_value(doctype, values.kept, {"modified": now(), "modified_by": frappe.session.user})
	forget_copies(doctype, values)
	follow(doctype, values)


def restore_row(entry: dict[str, Any]) -> None:
	"""Give a row the values of before, in the columns that nobody has written since."""
	columns = tuple(entry["before"])
	row = frappe.db.get_value(entry["doctype"], entry["name"], list(columns), as_dict=True)
	if not row:
		return
	values = {
		column: entry["before"][column] for column in columns if is_same(row[column], entry["after"][column])
	}
	if values:
		frappe.db.set_value(entry["doctype"], entry["name"], values, update_modified=False)


def has_place(table: str, row: dict) -> bool:
	"""Tell whether a row can go back: its document is still there, and nothing has its name."""
	if frappe.db.exists(table, row["name"]):
		return False
	return not frappe.get_meta(table).istable or bool(frappe.db.exists(row["parenttype"], row["parent"]))


def without_dead_links(table: str, row: dict) -> dict:
	"""Return a row without what leads to records that were deleted since the merge."""
	dead = [
		df.fieldname
		for df in frappe.get_meta(table).get_link_fields()
		if row.get(df.fieldname) and not frappe.db.exists(df.options, row[df.fieldname], cache=True)
	]
	return {**row, **dict.fromkeys(dead)}


def move_back(table: str, fieldname: str, names: list[str], values: UndoValues) -> None:
	"""Lead rows to the record that is there again; what somebody has led elsewhere since stays there."""
	for chunk in in_chunks(names):
		filters = {"name": ("in", chunk), fieldname: values.kept}
		frappe.db.set_value(table, filters, fieldname, values.merged, update_modified=False)


def restore_marks(doctype: str, values: UndoValues) -> None:
	"""Take from the kept record the tags and likes that only the other one had, and tell both who works on them."""
	now_kept = frappe.db.get_value(doctype, values.kept, ["_user_tags", "_liked_by"], as_dict=True)
	before, after = (set(cstr(text).split(",")) for text in values.marks["_user_tags"])
	tags = [tag for tag in cstr(now_kept._user_tags).split(",") if tag and tag not in after - before]
	DocTags(doctype).update(values.kept, tags)
	liked, liked_after = (set(json.loads(text or "[]")) for text in values.marks["_liked_by"])
	likes = [user for user in json.loads(now_kept._liked_by or "[]") if user not in liked_after - liked]
	frappe.db.set_value(doctype, values.kept, "_liked_by", json.dumps(likes), update_modified=False)
	for name in (values.kept, values.merged):
		of_record = {"reference_type": doctype, "reference_name": name, "status": "Open"}
		users = frappe.get_all("ToDo", of_record, pluck="allocated_to", order_by="creation asc")
		assigned = json.dumps(list(dict.fromkeys(filter(None, users)))) if users else None
		frappe.db.set_value(doctype, name, "_assign", assigned, update_modified=False)


def forget_copies(doctype: str, values: UndoValues) -> None:
	"""Delete the framework's copies of what was deleted by the merge: it is there again."""
	gone = {doctype: [values.merged]}
	gone |= {table: [cstr(row["name"]) for row in rows] for table, rows in values.gone.items()}
	for table, names in gone.items():
		for chunk in in_chunks(names):
			frappe.db.delete("Deleted Document", {"deleted_doctype": table, "deleted_name": ("in", chunk)})


def follow(doctype: str, values: UndoValues) -> None:
	"""Let counters, keys, figures and search of both records follow, by the functions that follow a merge."""
	count_again(values)
	declarations = get_declarations()
	keys = [held for area in declarations for held in area.held if isinstance(held, Key)]
	paths = [held.rework for held in keys if not held.replaces]
	paths += [path for area in declarations for path in area.follow]
	for path in dict.fromkeys(paths):
		for pair in ((values.merged, values.kept), (values.kept, values.merged)):
			frappe.get_attr(path)(doctype, *pair)
	for name in (values.kept, values.merged):
		index.refresh(doctype, name)
		update_global_search(frappe.get_doc(doctype, name))


def count_again(values: UndoValues) -> None:
	"""What is given once and was removed counts again where it was given."""
	given = {held.doctype for area in get_declarations() for held in area.held if isinstance(held, GivenOnce)}
	for table in given & set(values.gone):
		for row in values.gone[table]:
			doc = frappe.get_doc(table, row["name"])
			doc.run_method("after_insert")


def write_down(doc: "RecordMerge", values: UndoValues) -> None:
	"""Write into the log and the histories of both that the merge was undone."""
	# before the log is saved, so that no copy of it goes into its history
	frappe.db.set_value(LOG, doc.name, "undo_values", None, update_modified=False)
	doc.update({"undo_values": None, "status": UNDONE, "undone_by": frappe.session.user, "undone_on": now()})
	doc.flags.from_merge = True
	doc.save(ignore_permissions=True)
	text = _("The merge of {0} and {1} was undone: {2}").format(
		shown(values.kept), shown(values.merged), get_link_to_form(LOG, doc.name)
	)
	for name in (values.kept, values.merged):
		frappe.get_doc(doc.record_type, name).add_comment("Info", text)
