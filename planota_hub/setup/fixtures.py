# SPDX-License-Identifier: GPL-3.0-only
"""Records that lie as files in `fixtures/` and belong to the site once they are there.

Frappe imports whatever lies directly in `fixtures/` at every migration and so overwrites what a site has changed and
brings back what it has deleted. These files lie one folder deeper, where it does not look; the app brings them itself.
What it last brought of each record is noted on the site as a fingerprint. At a migration

- a record that is new with this version is created;
- one that the site has left as it came gets what is new in it;
- one that the site has changed stays as it is, and the managers are told when the app's own is another now;
- one that the site has deleted stays away, unless the app can't work without it.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from pathlib import Path

import frappe
from frappe import _
from frappe.model import table_fields
from frappe.utils import cstr

from planota_hub.guards.watch import tell_managers
from planota_hub.mail.hub_mail import site_language
from planota_hub.mail.wording import speaking

# in the order in which they need each other
DOCTYPES = ("Role", "Role Profile", "Workflow State", "Workflow Action Master", "Workflow", "Email Template")
# permissions and workflows need these: they come back when they are missing
NEEDED = frozenset({"Role", "Workflow State", "Workflow Action Master"})
# made by the framework from the permission rows of DocTypes before the app comes to say whether they open the Desk
MADE_EARLY = frozenset({"Role"})
# how the editor of workflows draws a row says nothing of what the row means
LAYOUT = frozenset({"workflow_builder_id"})
# key of the site's note: DocType -> name -> fingerprint
NOTED = "planota_hub_fixtures"


def get_file(doctype: str) -> Path:
	return (
		Path(frappe.get_app_path("planota_hub", "fixtures", "unless_changed"))
		/ f"{frappe.scrub(doctype)}.json"
	)


def read_records(doctype: str) -> list[dict]:
	"""Return the records of a DocType as the app ships them."""
	return json.loads(get_file(doctype).read_text(encoding="utf-8"))


def get_brought(doctype: str) -> list[str]:
	"""Return the names of the records that this version of the app has brought, or a former one."""
	return sorted({record["name"] for record in read_records(doctype)} | read_notes().get(doctype, {}).keys())


def bring_fixtures() -> None:
	"""Bring every record to the site as the head of this file says, and tell the managers which ones stayed behind."""
	noted = read_notes()
	with speaking(site_language()):
		kept = [bring(record, noted) for doctype in DOCTYPES for record in read_records(doctype)]
		write_notes(noted)
		if lines := list(filter(None, kept)):
			tell_managers(_("The update has left as it is what this hub has changed itself."), lines)


def bring(record: dict, noted: dict[str, dict[str, str]]) -> str | None:
	"""Bring one record and note it; return what the managers are to know of it, None for nothing."""
	doctype, name = record["doctype"], record["name"]
	notes, offered = noted.setdefault(doctype, {}), fingerprint(record, record)
	before = notes.get(name)
	if not frappe.db.exists(doctype, name):
		if before is None or doctype in NEEDED:
			put(record)
	elif before is None:
		if doctype in MADE_EARLY:
			put(record)
	elif before != offered:
		if (found := fingerprint(frappe.get_doc(doctype, name), record)) == before:
			if states := get_lost_states(record):
				return tell_lost(record, states)  # noted when it is brought: the next migration tries again
			put(record)
		elif found != offered:
			notes[name] = offered
			return _("{0} {1}: this hub has changed it; this version of the app brings another.").format(
				_(doctype), _(name)
			)
	notes[name] = offered
	return None


def restore(doctype: str, name: str) -> None:
	"""Put one record back as this version of the app has it, whatever the site has made of it.

	Raises:
	        frappe.ValidationError: for a record that the app has not, and for a workflow without a state at which
	                documents stand.
	"""
	records = read_records(doctype) if doctype in DOCTYPES else []
	record = next((record for record in records if record["name"] == name), None)
	if not record:
		frappe.throw(_("The app brings no {0} {1}.").format(doctype, name))
	if states := get_lost_states(record):
		frappe.throw(tell_lost(record, states))
	put(record)
	noted = read_notes()
	noted.setdefault(doctype, {})[name] = fingerprint(record, record)
	write_notes(noted)


def put(record: dict) -> None:
	"""Create a record, or give the one of the site what the file says; of what the file says nothing, all stays."""
	doctype, name = record["doctype"], record["name"]
	# an installation, a migration or an administrator brings it, whoever is logged in
	if not frappe.db.exists(doctype, name):
		frappe.get_doc(record).insert(ignore_permissions=True)
		return
	doc = frappe.get_doc(doctype, name)
	doc.update(record)
	doc.save(ignore_permissions=True)


def get_lost_states(record: dict) -> list[str]:
	"""Return the states at which documents stand and which the site's workflow has, but no longer the app's."""
	if record["doctype"] != "Workflow" or not frappe.db.exists("Workflow", record["name"]):
		return []
	workflow = frappe.get_doc("Workflow", record["name"])
	gone = {row.state for row in workflow.states} - {row["state"] for row in record["states"]}
	field = workflow.workflow_state_field
	return sorted(state for state in gone if frappe.db.exists(workflow.document_type, {field: state}))


def tell_lost(record: dict, states: list[str]) -> str:
	doctype, name = record["doctype"], record["name"]
	return _("{0} {1}: documents stand at {2}, which this version of the app no longer has.").format(
		_(doctype), _(name), ", ".join(map(_, states))
	)


def fingerprint(values: Mapping, record: Collection[str]) -> str:
	"""Return a short hash of what a record says in the fields that its file speaks of, rows whole.

	What equals the default of the framework counts as not said, so that a field that a later version of the
	framework adds changes nothing.
	"""
	said = describe(values, values.get("doctype"))
	content = {field: value for field, value in said.items() if field in record}
	return hashlib.sha256(frappe.as_json(content).encode()).hexdigest()[:16]


def describe(values: Mapping, doctype: str) -> dict:
	"""Return what a document or row says beyond the defaults of its DocType."""
	said = {}
	for df in frappe.get_meta(doctype).fields:
		value = values.get(df.fieldname)
		if value is None or df.fieldname in LAYOUT:
			continue
		if df.fieldtype in table_fields:
			said[df.fieldname] = [describe(row, df.options) for row in value]
		elif plain(value) != plain(df.default):
			said[df.fieldname] = plain(value)
	return said


def plain(value: str | int | None) -> str:
	"""Return a stored value as text, nothing for zero."""
	text = cstr(value)
	return "" if text == "0" else text


def read_notes() -> dict[str, dict[str, str]]:
	"""Return the fingerprint of what was last brought of each record: DocType -> name -> fingerprint."""
	stored = frappe.db.get_value("DefaultValue", {"defkey": NOTED}, "defvalue", order_by="creation desc")
	return json.loads(stored or "{}")


def write_notes(noted: dict[str, dict[str, str]]) -> None:
	frappe.db.set_global(NOTED, json.dumps(noted, sort_keys=True))


def forget_notes() -> None:
	"""Remove the site's note with the app."""
	frappe.db.delete("DefaultValue", {"defkey": NOTED})
