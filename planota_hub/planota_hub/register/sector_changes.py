# SPDX-License-Identifier: GPL-3.0-only
"""What changes in the sector: who was founded and dissolved, who moved, was renamed, got or lost a status.

A change stays when its organisation is deleted, and is there for organisations that never were in the register of the
hub; so each says by itself who it was.
"""

import hashlib

import frappe
from frappe import _
from frappe.utils import cstr, getdate

from planota_hub.rules.names import fold_name

CHANGE = "Sector Change"
FOUNDED, DISSOLVED, MOVED, RENAMED = "Founded", "Dissolved", "Moved", "Renamed"
FORM_CHANGED, GRANTED, WITHDRAWN = "Legal Form Changed", "Status Granted", "Status Withdrawn"
KINDS = (FOUNDED, DISSOLVED, MOVED, RENAMED, FORM_CHANGED, GRANTED, WITHDRAWN)
# happen to an organisation once, whatever day a source gives
ONCE = frozenset({FOUNDED, DISSOLVED})
# field of the change -> field of the NGO that fills it where nothing is given
FROM_NGO = {
	"ngo_name": "ngo_name",
	"registration_number": "registration_number",
	"municipality": "municipality",
	"legal_form": "legal_form",
	"field_of_work": "primary_field_of_work",
}


def get_labels() -> dict[str, str]:
	"""Return what the kinds of change are called in the reader's language."""
	return {
		FOUNDED: _("Founded", context="Sector Change"),
		DISSOLVED: _("Dissolved", context="Sector Change"),
		MOVED: _("Moved", context="Sector Change"),
		RENAMED: _("Renamed", context="Sector Change"),
		FORM_CHANGED: _("Legal Form Changed", context="Sector Change"),
		GRANTED: _("Status Granted", context="Sector Change"),
		WITHDRAWN: _("Status Withdrawn", context="Sector Change"),
	}


def note_change(kind: str, happened_on, ngo: str | None = None, **values) -> str:
	"""Note one change in the sector; one that is noted already is not noted again.

	Args:
	        kind: one of `KINDS`.
	        happened_on: day of the change.
	        ngo: name of the NGO in the register; without it `ngo_name` says who it is.
	        values: further fields of Sector Change; those of the organisation are read from the NGO when they are not
	                given. `municipality` is that of the day, after a move the new one, and `former_municipality` the old
	                one, the same where nothing is given; `from_value` and `to_value` say in words what it was before and after; `source` where it is from.

	Returns:
	        the name of the Sector Change, the known one where there was one.
	"""
	given = {"kind": kind, "happened_on": getdate(happened_on), "ngo": ngo, **values}
	if ngo:
		of_ngo = frappe.db.get_value("NGO", ngo, list(FROM_NGO.values()), as_dict=True) or {}
		given.update({key: given.get(key) or of_ngo.get(field) for key, field in FROM_NGO.items()})
	if kind == MOVED:
		given["former_municipality"] = given.get("former_municipality") or given.get("municipality")
	given["change_key"] = get_key(given)
	known = {"change_key": given["change_key"]}
	if found := frappe.db.get_value(CHANGE, known, "name", order_by="name asc"):
		return found
	return frappe.get_doc({"doctype": CHANGE, **given}).insert(ignore_permissions=True).name


def get_key(given: dict) -> str:
	"""Return by what two notes are known to be of one change: who, what, and, where it can happen again, when."""
	who = given.get("registration_number") or given.get("ngo") or fold_name(given.get("ngo_name"))
	parts = [who, given["kind"]]
	if given["kind"] not in ONCE:
		parts += [
			given["happened_on"],
			given.get("field_of_work"),
			given.get("from_value"),
			given.get("to_value"),
		]
	return hashlib.sha256("\n".join(map(cstr, parts)).encode()).hexdigest()


def forget_ngo(ngo: str) -> None:
	"""Let the changes of an NGO that is deleted stay, without the way to it."""
	frappe.db.set_value(CHANGE, {"ngo": ngo}, "ngo", None, update_modified=False)
