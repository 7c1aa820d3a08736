"""Two NGOs that become one: what stood there about each of them, in one table or on one need, stands there once.

Runs before the merge, while it can still be told which row is whose. The kept NGO's row stays, takes over what
only the other one says, and lasts as long as both together; rows of different terms both stay.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import frappe
from frappe.model import no_value_fields
from frappe.utils import cstr, flt, getdate


@dataclass(frozen=True)
class NgoRows:
	"""How the rows of one child table name an NGO.

	Attributes:
	        fieldname: holds the NGO.
	        kind: field with its DocType where other kinds may stand there too.
	        same: further fields in which two rows are equal that say the same.
	        summed: what the two together have, such as shares of one budget.
	"""

	fieldname: str = "ngo"
	kind: str | None = None
	same: tuple[str, ...] = ()
	summed: tuple[str, ...] = ()


TABLES = {
	"Involved NGO": NgoRows(),
	"Affected NGO": NgoRows(),
	"Meeting Participant": NgoRows(same=("person_name", "email")),
	"Local Network Member": NgoRows("member", "member_type"),
	"Consortium Partner": NgoRows("partner", "partner_type", summed=("budget_share",)),
	"Joint Action Plan Party": NgoRows("partner", "partner_type"),
	"Programme Proposal Partner": NgoRows("partner", "partner_type"),
}
# evidence of what was reported stays as it was reported, and who stood and voted in an election as it was;
# open elections see to their registers themselves (`local_networks.election_people.follow_merged_ngo`)
LEFT_ALONE = frozenset({"Counted Record", "Election Candidate", "Election Elector"})
# what one NGO gives once: DocType -> (field of what it is given to, field of the NGO, further filters)
GIVEN_ONCE = {
	"Need Endorsement": ("need", "member", {"member_type": "NGO"}),
	"Campaign Supporter": ("campaign", "ngo", {"status": "Confirmed"}),
}


def join_rows(kept: str, merged: str) -> None:
	"""Make one of the doubled rows of two NGOs, and remove what the merged one gave besides the kept one."""
	for doctype, table in TABLES.items():
		for rows in get_groups(doctype, table, kept, merged):
			for doubled in get_overlapping(rows):
				absorb(doctype, table, doubled, kept)
	for doctype, (given_to, fieldname, filters) in GIVEN_ONCE.items():
		remove_second(doctype, given_to, fieldname, filters, kept, merged)


def get_groups(doctype: str, table: NgoRows, kept: str, merged: str) -> Iterator[list[dict]]:
	"""Yield the rows of two NGOs that say the same of both, by the table in which they stand."""
	filters = {table.fieldname: ("in", (kept, merged))}
	if table.kind:
		filters[table.kind] = "NGO"
	groups = defaultdict(list)
	for row in frappe.get_all(
		doctype, filters, ["*"], order_by="parent asc, idx asc, name asc", limit_page_length=0
	):
		equal = (cstr(row[fieldname]).strip().casefold() for fieldname in table.same)
		groups[(row.parenttype, row.parent, row.parentfield, *equal)].append(row)
	for rows in groups.values():
		if len({row[table.fieldname] for row in rows}) > 1:
			yield rows


def get_overlapping(rows: list[dict]) -> Iterator[list[dict]]:
	"""Yield those rows that stand for the same time; a table without terms is all one time."""
	together, last_day = [], None
	for row in sorted(rows, key=get_first_day):
		if together and get_first_day(row) <= last_day:
			together.append(row)
			last_day = max(last_day, get_last_day(row))
			continue
		if len(together) > 1:
			yield together
		together, last_day = [row], get_last_day(row)
	if len(together) > 1:
		yield together


def get_first_day(row: dict) -> date:
	return getdate(row.get("from_date")) if row.get("from_date") else date.min


def get_last_day(row: dict) -> date:
	return getdate(row.get("to_date")) if row.get("to_date") else date.max


def absorb(doctype: str, table: NgoRows, rows: list[dict], kept: str) -> None:
	"""Let one row stand for all of them, and delete the others."""
	stays = next((row for row in rows if row[table.fieldname] == kept), rows[0])
	others = [row for row in rows if row is not stays]
	values = get_missing_values(doctype, stays, others)
	if "from_date" in stays:
		values["from_date"] = (
			None if not all(row.from_date for row in rows) else min(map(get_first_day, rows))
		)
		values["to_date"] = None if not all(row.to_date for row in rows) else max(map(get_last_day, rows))
	for fieldname in table.summed:
		values[fieldname] = sum(flt(row[fieldname]) for row in rows)
	if values:
		frappe.db.set_value(doctype, stays.name, values, update_modified=False)
	frappe.db.delete(doctype, {"name": ("in", [row.name for row in others])})
	frappe.clear_document_cache(stays.parenttype, stays.parent)


def get_missing_values(doctype: str, stays: dict, others: Iterable[dict]) -> dict:
	"""Return what only the other rows say."""
	fields = [df.fieldname for df in frappe.get_meta(doctype).fields if df.fieldtype not in no_value_fields]
	values = {}
	for fieldname in fields:
		found = next((row[fieldname] for row in others if row[fieldname]), None)
		if found and not stays[fieldname]:
			values[fieldname] = found
	return values


def remove_second(doctype: str, given_to: str, fieldname: str, filters: dict, kept: str, merged: str) -> None:
	"""Remove what the merged NGO gave where the kept one gave it too; counters follow by the document's rules."""
	known = frappe.get_all(doctype, {**filters, fieldname: kept}, pluck=given_to, order_by="name")
	second = {**filters, fieldname: merged, given_to: ("in", known or [""])}
	for name in frappe.get_all(doctype, second, pluck="name", order_by="name"):
		frappe.delete_doc(doctype, name, ignore_permissions=True)
