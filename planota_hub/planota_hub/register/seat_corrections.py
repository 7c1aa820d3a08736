# SPDX-License-Identifier: GPL-3.0-only
"""Changes of an NGO's seat that were no move but the correction of a mistake: the NGO never was where it said.

The history of an NGO can't tell the two apart, so somebody says it. Whoever asks what an NGO was on a day (see
`history`) no longer gets the mistaken seat.
"""

import json

import frappe

from planota_hub.planota_hub.register.history import MISTAKES, NGO, SEAT


def get_seat_changes(ngo: str) -> list[frappe._dict]:
	"""Return every change of the municipality of an NGO, the latest first.

	Keys: `version`, `changed_on`, `changed_by`, `old`, `new`, `is_correction`.
	"""
	versions = frappe.get_all(
		"Version",
		{"ref_doctype": NGO, "docname": ngo, "data": ("like", '%"municipality"%')},
		["name", "creation", "owner", "data"],
		order_by="creation desc, name desc",
		limit_page_length=0,
	)
	found = []
	for version in versions:
		data = json.loads(version.data)
		for fieldname, old, new in data.get("changed") or ():
			if fieldname == "municipality":
				found.append(
					frappe._dict(
						version=version.name,
						changed_on=version.creation,
						changed_by=version.owner,
						old=old,
						new=new,
						is_correction=bool(data.get(MISTAKES)),
					)
				)
	return found


def mark_corrections(ngo: str, versions: list[str]) -> list[frappe._dict]:
	"""Let exactly these changes of the seat be corrections of a mistake; return the changes of which that is new."""
	changes = [
		change for change in get_seat_changes(ngo) if change.is_correction != (change.version in versions)
	]
	for change in changes:
		data = json.loads(frappe.db.get_value("Version", change.version, "data"))
		data.pop(MISTAKES, None)
		if change.version in versions:
			data[MISTAKES] = list(SEAT)
		written = json.dumps(data, ensure_ascii=False)
		frappe.db.set_value("Version", change.version, "data", written, update_modified=False)
	return changes
