# SPDX-License-Identifier: GPL-3.0-only
"""Indexes that hold all that is asked: of the ledger of support in place of narrower ones, and of the public register."""

import frappe

from planota_hub.capacity_building.doctype.support_entry import support_entry
from planota_hub.planota_hub.doctype.ngo import ngo

NARROW = ("support_entry_ngo_date", "support_entry_kind_date", "support_entry_figures")


def execute() -> None:
	"""Once; a second time finds everything in its place."""
	support_entry.on_doctype_update()
	ngo.on_doctype_update()
	for index in NARROW:
		if frappe.db.db_type == "sqlite":
			frappe.db.sql_ddl(f"DROP INDEX IF EXISTS `{index}`")
		else:
			frappe.db.sql_ddl(f"ALTER TABLE `tabSupport Entry` DROP INDEX IF EXISTS `{index}`")
