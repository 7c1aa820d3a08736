# SPDX-License-Identifier: GPL-3.0-only
"""How the database goes about the statements of a piece of work: which tables it reads from end to end."""

import re

import frappe

from benchmarks.measuring import Cost

# which a national network fills with more than 10,000 rows: nobody may look through them one by one
LARGE = frozenset(
	f"tab{doctype}"
	for doctype in (
		"Briefing Recipient",
		"Campaign Supporter",
		"Counted Record",
		"Election Ballot",
		"Election Elector",
		"Meeting Participant",
		"Mentoring Session",
		"NGO",
		"NGO Field of Work",
		"NGO Operating Municipality",
		"NGO Representative",
		"NGO Support Request",
		"NGO Yearly Figure",
		"Need Endorsement",
		"Support Entry",
		"Support Request Work",
		"Workshop Registration",
	)
)
READING = re.compile(r"\s*(select|with)\b", re.IGNORECASE)
GROUPING = re.compile(r"\b(group by|distinct|count\(|sum\()", re.IGNORECASE)
# of SQLite: a table read without an index
SCAN = re.compile(r"^SCAN (?P<name>.+?)(?P<way> USING .*)?$")


def find_scans(cost: Cost) -> dict[str, str]:
	"""Return the large tables that some statement of a measured piece of work reads from end to end, each with one.

	A statement that is content with the first rows reads no more than these, unless it sorts or counts.
	"""
	found: dict[str, str] = {}
	for query, *arguments in cost.examples.values():
		if READING.match(query) and any(table in query for table in LARGE):
			for table in explain(query, *arguments):
				if table in LARGE:
					found.setdefault(table, query)
	return found


def explain(query: str, values: object = None) -> list[str]:
	"""Return the tables that a statement reads from end to end because no index can help."""
	if frappe.db.db_type == "sqlite":
		rows = run(f"EXPLAIN QUERY PLAN {query}", values)
		return [
			resolve(found["name"], query)
			for row in rows
			if (found := SCAN.match(row[3])) and not is_first_rows("INDEX" in (found["way"] or ""), query)
		]
	# a small table may be read as a whole although it has a fitting index: none is the fault
	rows = run(f"EXPLAIN {query}", values)
	return [
		resolve(row[2], query)
		for row in rows
		if row[2]
		and row[3] in ("ALL", "index")
		and not row[4]
		and not is_first_rows(row[3] == "index", query)
	]


def is_first_rows(has_index: bool, query: str) -> bool:
	"""Tell whether rows are read in the order of an index until there are enough."""
	return has_index and bool(re.search(r"\blimit\b", query, re.IGNORECASE)) and not GROUPING.search(query)


def run(query: str, values: object) -> list[tuple]:
	frappe.db.execute_query(*filter(None, (query, values)))
	return frappe.db._cursor.fetchall()


def resolve(name: str, query: str) -> str:
	"""Return the table behind a name in a statement, which may be given there for the table."""
	name = name.strip('`"')
	alias = re.search(
		rf'["`](tab[^"`]+)["`]\s+(?:as\s+)?["`]?{re.escape(name)}["`]?(?!\w)', query, re.IGNORECASE
	)
	return alias[1] if alias and not name.startswith("tab") else name
