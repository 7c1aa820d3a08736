# SPDX-License-Identifier: GPL-3.0-only
"""A field that somebody fills in is read: in a list, a filter, a report, a print, a page, a mail or a rule.

A field that only its own form shows makes work and helps nobody. It counts as read where its name stands in a
file that is about its DocType, in the folder of such a file, or in what the DocType itself says of lists and search.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "planota_hub"
NO_VALUE = {"Section Break", "Column Break", "Tab Break", "HTML", "Button", "Heading", "Fold"}
# a file is read by opening it
FILES = {"Attach", "Attach Image"}
# what is kept of a consent is there for the day on which somebody asks for it
PROOF_OF_CONSENT = {"consent_given_on", "consent_text_version", "preferred_language"}
EXCEPTIONS = {
	("Briefing Opt-Out", "note"): "says in the form how somebody has opted out who did not do so by link",
	("Interaction Task", "done_on"): "when a promise was kept, looked up when somebody asks",
	("Hub Settings", "funder_retention_months"): "read where `personal_data.py` declares how long",
}
# what writes a field or names it, without reading it
NO_READERS = {"tests", "demo", "locale", "patches", "node_modules", "dist"}
READERS = {".py", ".js", ".html", ".json", ".md"}
TYPED_BLOCK = re.compile(
	r"^\t# begin: auto-generated types\n.*?^\t# end: auto-generated types\n", re.S | re.M
)


def test_every_field_is_read_somewhere():
	unread = [
		f"{doctype}: {field['fieldname']} ({field.get('label')})"
		for doctype, field in fields()
		if not is_read(doctype, field)
		and field["fieldtype"] not in FILES
		and field["fieldname"] not in PROOF_OF_CONSENT
		and (doctype, field["fieldname"]) not in EXCEPTIONS
	]
	assert not unread, "give them a place where they are read, or take them out:\n" + "\n".join(unread)


def test_every_exception_is_a_field_that_nothing_else_reads():
	unread = {(doctype, field["fieldname"]) for doctype, field in fields() if not is_read(doctype, field)}
	assert set(EXCEPTIONS) <= unread


def test_a_field_that_nothing_reads_is_found():
	assert not is_read("NGO", {"fieldname": "favourite_colour", "fieldtype": "Data"})
	assert is_read("NGO", {"fieldname": "favourite_colour", "fieldtype": "Data", "in_standard_filter": 1})


def fields() -> Iterator[tuple[str, dict]]:
	"""Yield DocType and field of everything that holds a value."""
	for doctype, definition in doctypes().items():
		yield from ((doctype, field) for field in definition["fields"] if field["fieldtype"] not in NO_VALUE)


def is_read(doctype: str, field: dict) -> bool:
	"""Tell whether a list, a search, another field or a file about the DocType names a field."""
	return is_shown(doctype, field) or field["fieldname"] in words_about(doctype)


def is_shown(doctype: str, field: dict) -> bool:
	definition = doctypes()[doctype]
	flags = ["in_standard_filter", "in_global_search", "in_preview"]
	# the columns of a table are part of the form
	flags += [] if definition.get("istable") else ["in_list_view"]
	orders_the_list = field["fieldname"] == definition.get("sort_field")
	return (
		orders_the_list
		or any(field.get(flag) for flag in flags)
		or field["fieldname"] in words_of_definition(doctype)
	)


@cache
def words_of_definition(doctype: str) -> set[str]:
	"""The words by which a DocType and its fields name other fields."""
	definition = doctypes()[doctype]
	keys = ("title_field", "search_fields", "autoname", "image_field", "timeline_field")
	texts = [str(definition.get(key) or "") for key in keys]
	for field in definition["fields"]:
		texts += [str(field.get(key) or "") for key in ("depends_on", "mandatory_depends_on", "link_filters")]
		if field["fieldtype"] in ("Dynamic Link", "Currency"):
			texts.append(field.get("options") or "")
	return set(re.findall(r"\w+", " ".join(texts))) | fetched_from(doctype)


def fetched_from(doctype: str) -> set[str]:
	"""The fields of a DocType that others fetch over a link."""
	found = set()
	for definition in doctypes().values():
		links = {field["fieldname"]: field.get("options") for field in definition["fields"]}
		for field in definition["fields"]:
			link, _dot, fieldname = (field.get("fetch_from") or "").partition(".")
			if links.get(link) == doctype:
				found.add(fieldname)
	return found


@cache
def words_about(doctype: str) -> set[str]:
	"""All words in the folders in which a file is about a DocType, or about one that holds it as a table."""
	holders = [
		name
		for name, definition in doctypes().items()
		if any(
			field.get("options") == doctype and "Table" in field["fieldtype"]
			for field in definition["fields"]
		)
	]
	names = [form for name in (doctype, *holders) for form in (name, name.lower().replace(" ", "_"))]
	folders = {
		path.parent
		for path, text in files().items()
		if any(name in text or name in path.parts for name in names)
	}
	return {word for path in files() if path.parent in folders for word in words(path)}


@cache
def words(path: Path) -> frozenset[str]:
	return frozenset(re.findall(r"\w+", files()[path]))


@cache
def files() -> dict[Path, str]:
	"""The files that may read a field, without what is generated."""
	return {
		path: TYPED_BLOCK.sub("", path.read_text(encoding="utf-8"))
		for path in APP.rglob("*")
		if path.suffix in READERS and may_read(path)
	}


def may_read(path: Path) -> bool:
	parts = path.relative_to(APP).parts
	return not (
		NO_READERS & set(parts)
		or len(parts) == 1
		or path.name.startswith("test_")
		or path.name == "personal_data.py"  # declares what is erased
		or path in definitions()
	)


@cache
def definitions() -> dict[Path, dict]:
	paths = [path for path in APP.glob("*/doctype/*/*.json") if path.stem == path.parent.name]
	return {path: json.loads(path.read_text(encoding="utf-8")) for path in paths}


@cache
def doctypes() -> dict[str, dict]:
	return {definition["name"]: definition for definition in definitions().values()}
