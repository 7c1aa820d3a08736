# SPDX-License-Identifier: GPL-3.0-only
"""What was changed of an NGO, by whom and when, for its representatives."""

import json
from collections.abc import Iterator

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.guards.documents import get_hidden_fields
from planota_hub.planota_hub.register.fields_of_server import DERIVED_FIELDS, INTAKE_FIELDS, STAMPED_FIELDS
from planota_hub.planota_hub.register.portal_limits import is_staff

SHOWN = 30
LONGEST_VALUE = 200
# what the site notes for itself, and a place that is no text
UNTOLD = INTAKE_FIELDS | STAMPED_FIELDS | DERIVED_FIELDS | {"location", "unknown_numbers", "former_names"}


def get_history(ngo: str) -> list[frappe._dict]:
	"""Return the latest changes, each with `day`, `who` and `lines`: what it was before and what it became."""
	versions = frappe.get_all(
		"Version",
		{"ref_doctype": "NGO", "docname": ngo},
		["owner", "creation", "data"],
		order_by="creation desc, name desc",
		limit_page_length=SHOWN,
	)
	entries = [
		frappe._dict(
			day=version.creation,
			who=describe_author(version.owner),
			lines=list(describe(json.loads(version.data))),
		)
		for version in versions
	]
	return [entry for entry in entries if entry.lines]


def describe_author(user: str) -> str:
	"""Return whose change it was: colleagues by their names, the hub's staff as the hub."""
	if user in ("Administrator", "Guest") or is_staff(user):
		return _("The hub")
	return frappe.utils.get_fullname(user)


def describe(change: dict) -> Iterator[str]:
	"""Yield in words what one version changed, as far as the reader may see it."""
	meta, hidden = frappe.get_meta("NGO"), get_hidden_fields("NGO") | UNTOLD
	for fieldname, old, new in change.get("changed") or ():
		if (df := meta.get_field(fieldname)) and fieldname not in hidden:
			label = _(df.label, context="NGO")
			yield f"{label}: {shorten(df, old)} → {shorten(df, new)}"
	tables = {part[0] for kind in ("added", "removed", "row_changed") for part in change.get(kind) or ()}
	for df in meta.get_table_fields():
		if df.fieldname in tables - hidden:
			yield _(df.label, context="NGO")


def shorten(df, value) -> str:
	"""Return a value as the history shows it: short, choices in the reader's language, – where there is none."""
	text = cstr(value).strip()
	if df.fieldtype == "Check":
		text = _("Yes") if text == "1" else _("No")
	if df.fieldtype == "Select" and text:
		text = _(text)
	return (text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…") or "–"
