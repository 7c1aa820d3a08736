# SPDX-License-Identifier: GPL-3.0-only
"""Boards of the register from before an NGO could be known from the business register only: they get its column."""

import frappe

from planota_hub.planota_hub.register.listing import LISTED
from planota_hub.setup.boards import BOARDS

NAME = "NGO Verification"


def execute() -> None:
	if not frappe.db.exists("Kanban Board", NAME):
		return
	board = frappe.get_doc("Kanban Board", NAME)
	if any(column.column_name == LISTED for column in board.columns):
		return
	board.append("columns", {"column_name": LISTED, "indicator": BOARDS[NAME]["columns"][LISTED]})
	board.save(ignore_permissions=True)
