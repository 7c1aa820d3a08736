# SPDX-License-Identifier: GPL-3.0-only
"""The ministries of a list of statuses that a hub does not have yet: on its first day it knows none."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.planota_hub.register.sources import decisions, runs
from planota_hub.planota_hub.register.sources.columns import PUBLIC_INTEREST, fold_columns
from planota_hub.planota_hub.register.sources.filters import Filter
from planota_hub.planota_hub.register.sources.known import load_known
from planota_hub.planota_hub.register.sources.records import read_records
from planota_hub.planota_hub.register.sources.values import ValueReader, read_text
from planota_hub.rules.names import fold_name
from planota_hub.sheets.table import Misread

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.register_import.register_import import RegisterImport
	from planota_hub.planota_hub.doctype.register_source.register_source import RegisterSource

STAKEHOLDER = "Stakeholder"


@frappe.whitelist()
def find_missing_ministries(register_import: str) -> list[str]:
	"""Return the ministries that the list of an import names for organisations of the hub, and the hub does not have.

	Raises:
	        frappe.PermissionError: for somebody who may not read the import.
	        frappe.ValidationError: when the file can't be read.
	"""
	doc: RegisterImport = frappe.get_doc("Register Import", register_import)
	doc.check_permission("read")
	source: RegisterSource = frappe.get_doc("Register Source", doc.register_source)
	if source.kind != PUBLIC_INTEREST:
		return []
	reader = ValueReader(source)
	wanted = Filter(source, reader, load_known(source).numbers)
	missing: dict[str, str] = {}
	try:
		for record in read_records(
			doc.get_path(), source.record_element, fold_columns(source.columns), after=None
		):
			name = cstr(record.cells.get("Ministry"))
			if name and fold_name(name) not in missing and wanted.concerns(record.cells):
				if is_missing(reader, name):
					missing[fold_name(name)] = read_text("stakeholder_name", name)
	except Misread as fault:
		frappe.throw(cstr(fault), title=_("The File Can't Be Read"))
	return sorted(missing.values())


def is_missing(reader: ValueReader, name: str) -> bool:
	"""Tell whether nothing is called so; what has the name of several stays for people to decide on."""
	said = fold_name(name) in reader.words.get("Ministry", {})
	return not said and not reader.records.get_index(STAKEHOLDER).get_called(name)


@frappe.whitelist(methods=["POST"])
def enter_missing_ministries(register_import: str) -> list[str]:
	"""Enter the missing ministries as stakeholders, and compare the file of the import once more; return their names.

	Raises:
	        frappe.PermissionError: for somebody who may not run the import, or not enter stakeholders.
	        frappe.ValidationError: when it is not the time, or somebody has entered them meanwhile.
	"""
	frappe.has_permission("Register Import", "write", register_import, throw=True)
	# whoever asks in the same moment waits here, and then finds that none is missing
	decisions.refuse_untimely(decisions.lock(register_import))
	names = find_missing_ministries(register_import)
	if not names:
		frappe.throw(_("The hub has all ministries that the list names."))
	for name in names:
		values = {"doctype": STAKEHOLDER, "stakeholder_name": name, "stakeholder_type": "Ministry"}
		frappe.get_doc(values).insert()
	frappe.clear_messages()
	runs.start_comparison(register_import)
	return names
