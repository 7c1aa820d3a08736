# SPDX-License-Identifier: GPL-3.0-only
"""What a print says of a record, in the shape that `templates/includes/hub_record.html` prints."""

from collections.abc import Iterable, Sequence

import frappe

from planota_hub.rules.titles import get_titles

Fact = tuple[str, str | None]


def make_record(
	title: str,
	subject: str,
	facts: Iterable[Fact],
	texts: Iterable[Fact] = (),
	tables: Iterable[frappe._dict] = (),
	signatures: Sequence[dict] = (),
) -> frappe._dict:
	"""Return what is printed of a record; facts and texts without a value, and tables without rows, are left out.

	Args:
	        title: what kind of paper it is; `subject` is what the record is called.
	        facts: label and value; `texts` are the long ones, each under its heading.
	        signatures: who signs: `party`, `person`, `function`, `signed_on`.
	"""
	return frappe._dict(
		title=title,
		subject=subject,
		facts=[fact for fact in facts if fact[1]],
		texts=[text for text in texts if text[1]],
		tables=[table for table in tables if table.rows],
		signatures=signatures,
	)


def make_table(
	heading: str, heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: str = ""
) -> frappe._dict:
	"""Return a table of a print.

	Args:
	        numbers: heads of the columns with numbers, which stand at the right, by their places: "2" or "13".
	"""
	return frappe._dict(
		heading=heading, heads=heads, rows=list(rows), numbers=[int(place) for place in numbers]
	)


def get_title_of(doctype: str, name: str | None) -> str:
	"""Return what a record is called; empty for none."""
	return get_titles(doctype, [name]).get(name, name or "") if name else ""


def get_full_name(user: str | None) -> str:
	"""Return the name of a user; empty for none."""
	return (frappe.db.get_value("User", user, "full_name") if user else None) or ""
