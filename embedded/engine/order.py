# SPDX-License-Identifier: GPL-3.0-only
"""`ORDER BY` of SQLite as people look for names: Č behind C, š beside Š.

SQLite sorts by the numbers of letters, so that „Čebelarsko društvo“ stood behind „Zveza“ and „čisto“ behind both. Here the
texts in an `ORDER BY` are sorted by a key that is made once for each row; a collation would be asked for each two of
them. Numbers, days and the names that a series makes have none, so that an index on them still gives the order; the
columns, their indexes, windows and what is compared stay as they are.
"""

import re
from collections.abc import Callable, Iterator

FUNCTION = "slovene_key"
ORDER_BY = re.compile(r"\bORDER\s+BY\s+", re.IGNORECASE)
# a text in a query may hold the words, too; along what a window runs decides figures, and nobody reads it
WINDOW = r"\bOVER\s*\((?:[^()]|\([^()]*\))*\)"
ORDER_BY_OR_OTHER = re.compile(rf"'(?:[^']|'')*'|{WINDOW}|\bORDER\s+BY\s+", re.IGNORECASE)
TOKEN = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|`[^`]*`|[(),;]|[^\s(),;'\"`]+|\s+")
ENDS = frozenset("limit offset union intersect except rows range groups for".split())
TABLE = re.compile(r"[`\"](tab[^`\"]+)[`\"]")
TERM = re.compile(
	r"\s*(?P<column>(?:[`\"]?(?P<table>tab[\w -]+|\w+)[`\"]?\.)?[`\"]?(?P<name>\w+)[`\"]?)(?P<rest>(?:\s+(?:asc|desc))?\s*)",
	re.IGNORECASE,
)
# a query that joins several can only be ordered by its columns as they are
COMPOUND = re.compile(r"\b(union|intersect|except)\b", re.IGNORECASE)
# table of a query → its columns in which people write
FindColumns = Callable[[str], frozenset[str]]


def order_texts(query: str, find_columns: FindColumns) -> str:
	"""Return a query whose texts are sorted in Slovene."""
	if COMPOUND.search(query):
		return query
	parts, end = [], 0
	for found in ORDER_BY_OR_OTHER.finditer(query):
		if found.start() < end or not ORDER_BY.match(found[0]):
			continue
		parts.append(query[end : found.end()])
		terms, end = split_terms(query, found.end())
		parts.append(",".join(wrap(term, query, find_columns) for term in terms))
	return "".join((*parts, query[end:]))


def split_terms(query: str, start: int) -> tuple[list[str], int]:
	"""Return what a query is ordered by, and where that ends."""
	terms, depth, end = [""], 0, start
	for token in TOKEN.finditer(query, start):
		text = token[0]
		if depth == 0 and (text in (")", ";") or text.lower() in ENDS):
			break
		depth += (text == "(") - (text == ")")
		if text == "," and depth == 0:
			terms.append("")
		else:
			terms[-1] += text
		end = token.end()
	return terms, end


def wrap(term: str, query: str, find_columns: FindColumns) -> str:
	found = TERM.fullmatch(term)
	if not found or not is_text(found["table"], found["name"], query, find_columns):
		return term
	return f" {FUNCTION}({found['column']}){found['rest']}"


def is_text(table: str | None, column: str, query: str, find_columns: FindColumns) -> bool:
	"""Tell whether people write in a column; one that the query has named itself is looked up under its own name."""
	tables = [table] if table and table.startswith("tab") else list(dict.fromkeys(TABLE.findall(query)))
	known = [find_columns(one) for one in tables]
	if any(column in columns for columns in known):
		return True
	aliased = set(find_aliased(column, query))
	return any(not aliased.isdisjoint(columns) for columns in known)


def find_aliased(alias: str, query: str) -> Iterator[str]:
	for found in re.finditer(rf"[`\"]?(\w+)[`\"]?\s+(?:AS\s+)?[`\"]?{alias}[`\"]?\b", query, re.IGNORECASE):
		yield found[1]
