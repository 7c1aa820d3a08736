# SPDX-License-Identifier: GPL-3.0-only
"""Job: do what was decided on the rows of an import, batch by batch, each row once and with its line in the log.

A batch and the results of its rows are committed together. Between comparison and approval the register lives on: what
has changed since it was shown is not overwritten.
"""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import cstr, now, strip_html, today

from planota_hub.planota_hub.register.listing import list_ngo
from planota_hub.planota_hub.register.sources import entries, sector_news, statuses
from planota_hub.planota_hub.register.sources.comparison import GONE, IN_DOUBT, NEW
from planota_hub.planota_hub.register.sources.known import read_values
from planota_hub.planota_hub.register.sources.rows import ROW
from planota_hub.planota_hub.register.sources.values import FIELDS, NGO, STATUSES

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO as NGORecord
	from planota_hub.planota_hub.doctype.register_import.register_import import RegisterImport
	from planota_hub.planota_hub.doctype.register_import_row.register_import_row import RegisterImportRow

BATCH = 50
ACCEPT, CREATE_NEW, LEAVE = "Accept", "Create New", "Leave"
APPLIED, LEFT, FAILED = "Applied", "Not Applied", "Failed"
INACTIVE = "Inactive"
# how much of an error somebody reads
MOST_LETTERS = 500


def apply_batch(doc: "RegisterImport", size: int | None = None) -> bool:
	"""Do what was decided on the next rows of an import; tell whether more are waiting."""
	filters = {"register_import": doc.name, "decision": ("is", "set"), "result": ("is", "not set")}
	order_by = "position asc, name asc"
	return work_through(doc, filters, order_by, size or BATCH, is_to_apply, apply_row, finish)


def is_to_apply(row: "RegisterImportRow") -> bool:
	return bool(row.decision) and not row.result


def work_through(
	doc: "RegisterImport",
	filters: dict[str, Any],
	order_by: str,
	size: int,
	is_waiting: Callable[["RegisterImportRow"], bool],
	work: Callable[["RegisterImport", "RegisterImportRow"], None],
	finish: Callable[["RegisterImport"], None],
) -> bool:
	"""Do the work of the next rows of an import, and finish it after the last; tell whether more are waiting.

	Args:
	        filters: the rows that wait; one that was worked on is among them no more.
	        is_waiting: tells the same of one row.
	"""
	for name in frappe.get_all(ROW, filters, pluck="name", order_by=order_by, limit_page_length=size):
		# as it is now: another worker may have done it since this one has begun to read
		row = frappe.get_doc(ROW, name, for_update=True)
		if is_waiting(row):
			work(doc, row)
	# what the forms would tell somebody who enters these organisations one by one
	frappe.clear_messages()
	doc.count_results()
	if frappe.db.exists(ROW, filters):
		return True
	finish(doc)
	return False


def finish(doc: "RegisterImport") -> None:
	doc.db_set({"status": APPLIED, "applied_on": now()})
	frappe.db.set_value(
		"Register Source",
		doc.register_source,
		{"latest_as_of": doc.as_of, "latest_import": doc.name},
		update_modified=False,
	)


def apply_row(doc: "RegisterImport", row: "RegisterImportRow") -> None:
	"""Do what was decided on one row; an error is its own alone."""
	frappe.db.savepoint("register_import_row")
	try:
		former = leave(doc, row) if row.decision == LEAVE else accept(doc, row)
	except OSError:
		# the disk, not the row
		raise
	except Exception as error:
		if is_of_disk(error):
			raise
		frappe.db.rollback(save_point="register_import_row")
		reason = strip_html(cstr(error)) or type(error).__name__
		finish_row(row, {"result": FAILED, "log": reason[:MOST_LETTERS]})
		return
	result = LEFT if row.decision == LEAVE else APPLIED
	finish_row(row, {"result": result, "former": json.dumps(former, default=cstr), "log": former.get("log")})


def is_of_disk(error: Exception) -> bool:
	"""Tell whether a database has no room left, which it says in its own words."""
	return any(words in cstr(error).lower() for words in ("disk is full", "no space left", "disk full"))


def finish_row(row: "RegisterImportRow", values: dict[str, Any]) -> None:
	frappe.db.set_value(ROW, row.name, {"ngo": row.ngo, "applied_on": now(), **values})


def leave(doc: "RegisterImport", row: "RegisterImportRow") -> dict[str, Any]:
	"""Keep that somebody has decided to leave it, so that it is not asked once more."""
	ngo = row.ngo if row.kind != IN_DOUBT else None
	gone_on = cstr(doc.as_of) if row.kind == GONE else None
	return {"entry": keep_entry(doc, row, ngo, gone_on)}


def accept(doc: "RegisterImport", row: "RegisterImportRow") -> dict[str, Any]:
	"""Let the register say what the source says; return what is needed to take it back."""
	if row.kind == NEW or row.decision == CREATE_NEW:
		return create(doc, row)
	ngo: NGORecord = frappe.get_doc(NGO, row.ngo)
	if row.kind == GONE:
		return end(doc, row, ngo)
	return change(doc, row, ngo)


def create(doc: "RegisterImport", row: "RegisterImportRow") -> dict[str, Any]:
	values = read_values(row.register_values)
	country = frappe.get_cached_value("Register Source", doc.register_source, "country")
	ngo = list_ngo({**{field: values[field] for field in FIELDS if values.get(field)}, "country": country})
	row.ngo = ngo.name
	former = {"created": ngo.name, "modified": cstr(ngo.modified), "entry": keep_entry(doc, row, ngo.name)}
	former["sector_changes"] = sector_news.note_founded(doc, ngo)
	return {**former, "log": _("Created.")}


def end(doc: "RegisterImport", row: "RegisterImportRow", ngo: "NGORecord") -> dict[str, Any]:
	"""An organisation that is in the register no longer becomes inactive."""
	if cstr(ngo.registration_number) != cstr(row.registration_number):
		frappe.throw(_("The NGO has another number by now; nothing was changed."))
	former = {"stage": [ngo.stage, INACTIVE]}
	set_stage(ngo, INACTIVE)
	former["entry"] = keep_entry(doc, row, ngo.name, cstr(doc.as_of))
	former["sector_changes"] = sector_news.note_dissolved(doc, ngo)
	return {**former, "log": _("Inactive.")}


def set_stage(ngo: "NGORecord", stage: str) -> None:
	"""Take a step that whoever may run an import has decided on; which steps people may take says the workflow."""
	ngo.stage = stage
	ngo.flags.from_register = True
	ngo.save(ignore_permissions=True)


def change(doc: "RegisterImport", row: "RegisterImportRow", ngo: "NGORecord") -> dict[str, Any]:
	"""Take over the ticked differences, each only where the hub still has what was shown."""
	values = read_values(row.register_values)
	taken = [one for one in row.differences if one.take]
	stale = [one.field_label for one in taken if get_shown(ngo, one.field_name) != cstr(one.old_value)]
	if stale:
		frappe.throw(
			_("Changed since the comparison: {0}. Nothing was taken over; compare once more.").format(
				", ".join(stale)
			)
		)
	fields = {}
	for one in taken:
		fields[one.field_name] = [get_stored(ngo, one.field_name), values.get(one.field_name)]
		# the document makes rows of what it is given
		ngo.set(one.field_name, deepcopy(values.get(one.field_name)))
	if fields:
		ngo.save(ignore_permissions=True)
	entry = keep_entry(doc, row, ngo.name)
	given = read_values(entry["kept"]["register_values"]) if entry["kept"] else {}
	noted = sector_news.note_changes(doc, ngo, fields, given)
	former = {"fields": fields, "entry": entry, "sector_changes": noted}
	log = ", ".join(one.field_label for one in taken)
	return {**former, "log": _("Taken over: {0}.").format(log) if log else _("Nothing taken over.")}


def get_shown(ngo: "NGORecord", fieldname: str) -> str:
	"""Return the value of a field as a row shows it."""
	if fieldname == STATUSES:
		return statuses.describe(statuses.tidy(ngo.get(STATUSES)))
	return cstr(ngo.get(fieldname))


def get_stored(ngo: "NGORecord", fieldname: str) -> Any:
	if fieldname == STATUSES:
		return statuses.tidy(ngo.get(STATUSES))
	return cstr(ngo.get(fieldname)) or None


def keep_entry(
	doc: "RegisterImport", row: "RegisterImportRow", ngo: str | None, gone_on: str | None = None
) -> dict[str, Any]:
	"""Keep what the source says; return what it said before, under `kept`."""
	values = read_values(row.register_values)
	as_of = cstr(doc.as_of or today())
	kept = entries.keep(doc.register_source, row.registration_number, ngo, values, as_of, gone_on)
	return {"kept": kept}
