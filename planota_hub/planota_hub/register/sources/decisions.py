# SPDX-License-Identifier: GPL-3.0-only
"""What people decide on the rows of an import: one by one, some of a list, or all of a kind. Nothing is applied by that."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, now

from planota_hub.planota_hub.register.sources import rows
from planota_hub.planota_hub.register.sources.applying import ACCEPT, CREATE_NEW, LEAVE
from planota_hub.planota_hub.register.sources.comparison import CHANGED, GONE, IN_DOUBT, NEW, REFUSED
from planota_hub.planota_hub.register.sources.rows import ROW
from planota_hub.rules.renaming import in_chunks

if TYPE_CHECKING:
	from pypika.terms import Criterion, Field

IMPORT = "Register Import"
# of one in doubt somebody has to look at the row itself
DECIDED_TOGETHER = (NEW, CHANGED, GONE)
# while rows may be decided on
OPEN_STATUSES = ("To Review", "Applied", "Stopped")


@frappe.whitelist(methods=["POST"])
def decide_kinds(register_import: str, kinds: list[str] | str, decision: str) -> int:
	"""Decide on all rows of some kinds on which nobody has decided yet; return how many there were.

	Raises:
	        frappe.ValidationError: for a kind whose rows are decided on one by one, or when it is not the time.
	"""
	kinds = frappe.parse_json(kinds)
	for kind in kinds:
		if kind not in DECIDED_TOGETHER:
			frappe.throw(_("{0}: please decide on each row of this kind by itself.").format(_(kind)))
	frappe.has_permission(IMPORT, "write", register_import, throw=True)
	refuse_untimely(lock(register_import))
	filters = {
		"register_import": register_import,
		"kind": ("in", kinds),
		"decision": ("is", "not set"),
		"result": ("is", "not set"),
	}
	names = frappe.get_all(ROW, filters, pluck="name", order_by="name asc", limit_page_length=0)
	put(names, check(decision), is_first=True)
	frappe.get_doc(IMPORT, register_import).count_results()
	return len(names)


@frappe.whitelist(methods=["POST"])
def decide_rows(rows: list[str] | str, decision: str) -> int:
	"""Decide on the rows that were chosen in a list; those with a result, and refused ones, stay.

	Returns:
	        how many were decided on.
	"""
	frappe.has_permission(ROW, "write", throw=True)
	rows = frappe.parse_json(rows)
	found = frappe.get_list(
		ROW,
		{"name": ("in", rows), "kind": ("!=", REFUSED), "result": ("is", "not set")},
		["name", "kind", "register_import"],
		order_by="name asc",
		limit_page_length=0,
	)
	if decision == CREATE_NEW:
		found = [row for row in found if row.kind == IN_DOUBT]
	imports = {row.register_import for row in found}
	for name in sorted(imports):
		refuse_untimely(lock(name))
	put([row.name for row in found], check(decision))
	for name in sorted(imports):
		frappe.get_doc(IMPORT, name).count_results()
	return len(found)


def check(decision: str) -> str | None:
	"""Return a decision; an empty one takes it back."""
	if decision not in ("", ACCEPT, CREATE_NEW, LEAVE):
		frappe.throw(_("{0}: please choose from the list.").format(_("Decision")))
	return decision or None


def refuse_untimely(status: str) -> None:
	if status not in OPEN_STATUSES:
		frappe.throw(
			_("This import is {0}; that is not possible now.").format(_(status)), title=_("Not Possible")
		)


def lock(register_import: str) -> str:
	"""Return the status of an import, which nobody else changes until the commit."""
	return frappe.db.get_value(IMPORT, register_import, "status", for_update=True)


def put(names: Iterable[str], decision: str | None, is_first: bool = False) -> None:
	"""Write a decision into rows, save those that somebody has done meanwhile.

	Args:
	        is_first: nor into those on which somebody has decided meanwhile.
	"""
	table = frappe.qb.DocType(ROW)
	for chunk in in_chunks(names):
		query = frappe.qb.update(table).where(table.name.isin(chunk)).where(is_empty(table.result))
		if is_first:
			query = query.where(is_empty(table.decision))
		query = query.set(table.decision, decision).set(table.modified, now())
		query.set(table.modified_by, frappe.session.user).set(table.decided_by, frappe.session.user).run()


def is_empty(field: "Field") -> "Criterion":
	return field.isnull() | (field == "")


def validate_row(row) -> None:
	"""Refuse a decision that means nothing for the kind of a row.

	Raises:
	        frappe.ValidationError: naming the field.
	"""
	if row.decision and row.kind == REFUSED:
		frappe.throw(_("A refused row can't be decided on. Mend what it says, and compare once more."))
	if row.decision == CREATE_NEW and row.kind != IN_DOUBT:
		frappe.throw(_("Create New is only for rows in doubt; accept this one."))
	if row.decision == ACCEPT and row.kind == IN_DOUBT and not row.ngo:
		frappe.throw(_("NGO: please choose which organisation it is, or decide to create a new one."))
	if any(cint(one.take) and row.kind == NEW for one in row.differences):
		frappe.throw(_("A new organisation has no differences."))


def choose_ngo(row) -> None:
	"""Let a row in doubt be about another NGO than the proposed one: what differs is worked out again.

	Raises:
	        frappe.ValidationError: for a row that is not in doubt.
	"""
	if row.kind != IN_DOUBT:
		frappe.throw(_("NGO: only of one in doubt another organisation can be chosen."))
	rows.compare_again(row)
