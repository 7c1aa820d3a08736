# SPDX-License-Identifier: GPL-3.0-only
"""Job: take an applied import back, row by row from the last one on; what has been changed since stays, and is said."""

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import cstr, now, strip_html

from planota_hub.planota_hub.register.sources import entries, sector_news
from planota_hub.planota_hub.register.sources.applying import (
	APPLIED,
	BATCH,
	LEFT,
	MOST_LETTERS,
	get_stored,
	is_of_disk,
	set_stage,
	work_through,
)
from planota_hub.planota_hub.register.sources.rows import ROW
from planota_hub.planota_hub.register.sources.values import NGO
from planota_hub.rules.text import field_label

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO as NGORecord
	from planota_hub.planota_hub.doctype.register_import.register_import import RegisterImport
	from planota_hub.planota_hub.doctype.register_import_row.register_import_row import RegisterImportRow

UNDONE, NOT_UNDONE = "Undone", "Not Undone"


def undo_batch(doc: "RegisterImport", size: int | None = None) -> bool:
	"""Take back the last rows of an import that still stand; tell whether more are waiting."""
	filters = {"register_import": doc.name, "result": ("in", (APPLIED, LEFT))}
	order_by = "applied_on desc, position desc, name desc"
	return work_through(doc, filters, order_by, size or BATCH, is_to_undo, undo_row, finish)


def is_to_undo(row: "RegisterImportRow") -> bool:
	return row.result in (APPLIED, LEFT)


def finish(doc: "RegisterImport") -> None:
	"""The source stands where it stood before this import."""
	doc.db_set({"status": UNDONE, "undone_on": now()})
	earlier = frappe.get_all(
		"Register Import",
		{"register_source": doc.register_source, "status": APPLIED},
		["name", "as_of"],
		order_by="as_of desc, applied_on desc",
		limit=1,
	)
	latest = earlier[0] if earlier else frappe._dict()
	values = {"latest_as_of": latest.as_of, "latest_import": latest.name}
	frappe.db.set_value("Register Source", doc.register_source, values, update_modified=False)


def undo_row(doc: "RegisterImport", row: "RegisterImportRow") -> None:
	"""Take back one row; an error is its own alone."""
	former = json.loads(row.former or "{}")
	frappe.db.savepoint("register_import_undo")
	try:
		stayed = take_back(row, former)
		sector_news.forget(doc, former.get("sector_changes") or ())
		entries.put_back(doc.register_source, row.registration_number, former["entry"]["kept"])
	except OSError:
		raise
	except Exception as error:
		if is_of_disk(error):
			raise
		frappe.db.rollback(save_point="register_import_undo")
		stayed = strip_html(cstr(error)) or type(error).__name__
	result = (
		{"result": NOT_UNDONE, "log": stayed[:MOST_LETTERS]} if stayed else {"result": UNDONE, "log": None}
	)
	frappe.db.set_value(ROW, row.name, result)


def take_back(row: "RegisterImportRow", former: dict[str, Any]) -> str:
	"""Take back what a row did to an NGO; return in words what could not be.

	Raises:
	        frappe.ValidationError: when nothing of it can be taken back.
	"""
	if former.get("created"):
		remove(former)
		return ""
	if not row.ngo or not (former.get("fields") or former.get("stage")):
		return ""
	ngo: NGORecord = frappe.get_doc(NGO, row.ngo)
	if stages := former.get("stage"):
		if ngo.stage != stages[1]:
			frappe.throw(_("The stage has been changed since; it stays."))
		set_stage(ngo, stages[0])
		return ""
	return put_fields_back(ngo, former["fields"])


def remove(former: dict[str, Any]) -> None:
	"""Remove an NGO that the import has created, if nobody has touched it since."""
	name = former["created"]
	modified = frappe.db.get_value(NGO, name, "modified")
	if modified and cstr(modified) != former["modified"]:
		frappe.throw(_("The NGO has been changed since; it stays."))
	if modified:
		frappe.delete_doc(NGO, name, ignore_permissions=True)


def put_fields_back(ngo: "NGORecord", fields: dict[str, list]) -> str:
	"""Put back the fields that still have the value of the import; return in words which have another by now."""
	stayed = []
	for fieldname, (old, new) in fields.items():
		if get_stored(ngo, fieldname) == new:
			ngo.set(fieldname, deepcopy(old))
		else:
			stayed.append(field_label(ngo, fieldname))
	ngo.flags.from_register = True
	ngo.save(ignore_permissions=True)
	return _("Changed since, and left: {0}.").format(", ".join(stayed)) if stayed else ""
