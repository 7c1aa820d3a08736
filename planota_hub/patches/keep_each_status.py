# SPDX-License-Identifier: GPL-3.0-only
"""NGOs from before the table of statuses in the public interest: their one status becomes its first row."""

import frappe

from planota_hub.planota_hub.register.public_interest import STATUS, TABLE, refresh_statuses

# column of the NGO until now -> field of the row
COLUMNS = {
	"public_interest_field": "field_of_work",
	"public_interest_ministry": "ministry",
	"public_interest_valid_until": "valid_until",
}


def execute() -> None:
	if not all(frappe.db.has_column("NGO", column) for column in COLUMNS):
		return
	known = set(frappe.get_all(STATUS, {"parenttype": "NGO"}, pluck="parent", order_by="parent asc"))
	for row in read_former():
		if row.name not in known:
			put_status(row)
	refresh_statuses()


def put_status(row: frappe._dict) -> None:
	frappe.get_doc(
		{
			"doctype": STATUS,
			"parenttype": "NGO",
			"parent": row.name,
			"parentfield": TABLE,
			"idx": 1,
			**{fieldname: row[column] for column, fieldname in COLUMNS.items()},
		}
	).db_insert()


def read_former() -> list[frappe._dict]:
	"""Return the NGOs with the status, and what the columns until now say of it."""
	table = frappe.qb.DocType("NGO")
	return (
		frappe.qb.from_(table)
		.select(table.name, *(table[column] for column in COLUMNS))
		.where(table.has_public_interest_status == 1)
		.run(as_dict=True)
	)
