# SPDX-License-Identifier: GPL-3.0-only
"""The commission of an election was a text of one person a line, "name, organisation"; now it is a table of people."""

import frappe

from planota_hub.local_networks.elections.people import ELECTION

MEMBER = "Election Commission Member"
COLUMN = "commission"


def execute() -> None:
	if COLUMN not in frappe.db.get_table_columns(ELECTION):
		return
	election = frappe.qb.DocType(ELECTION)
	column = election[COLUMN]
	texts = frappe.qb.from_(election).select(election.name, column).where(column.isnotnull()).run()
	for name, text in texts:
		if not frappe.db.exists(MEMBER, {"parenttype": ELECTION, "parent": name}):
			add_members(name, [line.strip() for line in text.splitlines() if line.strip()])
	# the names stand in one place only
	frappe.qb.update(election).set(column, None).where(column.isnotnull()).run()


def add_members(election: str, lines: list[str]) -> None:
	for idx, line in enumerate(lines, 1):
		name, _comma, organisation = line.partition(",")
		row = frappe.get_doc(
			{
				"doctype": MEMBER,
				"parenttype": ELECTION,
				"parentfield": "commission_members",
				"parent": election,
				"idx": idx,
				"member_name": name.strip()[:140],
				"organisation": organisation.strip()[:140],
			}
		)
		row.db_insert()
