# SPDX-License-Identifier: GPL-3.0-only
"""What the search bar offers while typing: records that the reader may read, the most likely first."""

import frappe
from frappe import _
from frappe.desk.reportview import build_match_conditions
from frappe.utils import cint, cstr

from planota_hub.finding.describing import describe
from planota_hub.finding.index import AFTER_TITLE, TABLE
from planota_hub.finding.kinds import list_kinds
from planota_hub.guards import lists
from planota_hub.guards.lists import FIELD_SEPARATOR
from planota_hub.permissions import require_desk
from planota_hub.rules.searching import get_dialled, split_query

SHOWN_OF_KIND, SHOWN = 6, 20
FEWEST_LETTERS = 2
LONGEST_QUERY = 140
# how well a record suits: its title begins with the query, has all words, a word of it begins so, or only a part of one
RANK = """CASE WHEN INSTR(entry.search_text, %(joined)s) = 1 THEN 0 WHEN {titled} THEN 1
	WHEN INSTR(entry.search_text, %(word)s) > 0 THEN 2 ELSE 3 END"""
# of bytes that are folded already; LIKE, which looks for wildcards and capitals, takes five times as long
HAS = "INSTR(entry.search_text, %({key})s) > 0"
IS_IN_TITLE = "INSTR(entry.search_text, %({key})s) BETWEEN 1 AND INSTR(entry.search_text, %(after_title)s)"


@frappe.whitelist()
def find(text: str) -> list[dict]:
	"""Return the records that a query means, as far as the session user may read each.

	Args:
	        text: words in any order, without capitals or carons if one likes; a phone number in any spelling.

	Returns:
	        rows with `doctype`, `kind` (its name in the reader's language), `name`, `title`, `description`.

	Raises:
	        frappe.PermissionError: for log-ins without a role of the Desk.
	"""
	require_desk()
	found = []
	for number, doctype in enumerate(list_kinds()):
		found += [(rank, number, doctype, name) for name, rank in find_of_kind(doctype, text, SHOWN_OF_KIND)]
	found.sort(key=lambda row: row[:2])
	return describe([(doctype, name) for _rank, _number, doctype, name in found[:SHOWN]])


def find_of_kind(doctype: str, text: str, limit: int, start: int = 0) -> list[tuple[str, int]]:
	"""Return the readable records of one kind that a query means, each with its rank, the best first."""
	if not frappe.has_permission(doctype, "read"):
		return []
	return select(doctype, text, build_match_conditions(doctype), f"LIMIT {cint(limit)} OFFSET {cint(start)}")


def select(doctype: str, text: str, conditions: str = "", limit: str = "") -> list[tuple[str, int]]:
	"""Return names and ranks of the records of one kind that have all words of a query.

	Args:
	        conditions: SQL on the records, as the framework makes it of permissions.
	"""
	values = get_values(doctype, text)
	if not values:
		return []
	words, titled = (
		" AND ".join(part.format(key=key) for key in values if key.startswith("has_"))
		for part in (HAS, IS_IN_TITLE)
	)
	dialled = HAS.format(key="dialled") if "dialled" in values else ""
	wanted = " OR ".join(f"({part})" for part in (words, dialled) if part)
	readable = f" AND ({conditions})" if conditions else ""
	# names of tables can't be parameters: the kinds stand in hooks.py
	query = f"""SELECT entry.document_name, {RANK.format(titled=titled)} AS likely FROM `{TABLE}` entry
		JOIN `tab{doctype}` ON `tab{doctype}`.name = entry.document_name
		WHERE entry.document_type = %(doctype)s AND ({wanted}){readable}
		ORDER BY likely ASC, entry.search_text ASC {limit}"""
	return list(frappe.db.sql(query, values))


def get_values(doctype: str, text: str) -> dict[str, str]:
	"""Return the values of the statement that a query makes; none where there is too little to look for."""
	words = split_query(cstr(text)[:LONGEST_QUERY])
	joined = " ".join(words)
	if len(joined) < FEWEST_LETTERS:
		return {}
	values = {"doctype": doctype, "joined": joined, "word": f" {joined}", "after_title": AFTER_TITLE}
	values |= {f"has_{number}": word for number, word in enumerate(words)}
	if dialled := get_dialled(text):
		values["dialled"] = dialled
	return values


@frappe.whitelist()
def search(text: str, start: int = 0, limit: int = 20, doctype: str = "") -> list[dict]:
	"""In place of `frappe.utils.global_search.search`: first what the hub's index finds, then what the framework's does.

	Returns:
	        rows as the window of the search shows them, with `doctype`, `name`, `title` and `content`.
	"""
	# without a kind, the next pages are the framework's only
	kinds = [doctype] if doctype else [] if cint(start) else list_kinds()
	named = [
		(kind, name)
		for kind in kinds
		if kind in list_kinds()
		for name, _rank in find_of_kind(kind, text, cint(limit), cint(start))
	]
	# the framework's index has fields more; what both find stands there once
	others = lists.search(text, start, limit, doctype)
	return [
		*map(make_row, describe(named)),
		*(row for row in others if (row.doctype, row.name) not in set(named)),
	]


def make_row(found: dict) -> frappe._dict:
	label = _("Title")
	content = FIELD_SEPARATOR.join([f"{label} : {found['title']}", *found["parts"]])
	return frappe._dict(
		doctype=found["doctype"], name=found["name"], title=found["title"], content=content, rank=0
	)
