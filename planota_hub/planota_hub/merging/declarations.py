# SPDX-License-Identifier: GPL-3.0-only
"""What hangs on a record, and what becomes of it when two records become one.

Each area declares its DocTypes in one module, `merging.py`, and names the function that returns them in the hook
`hub_merging`; another app may add its own. Merging, its preview and its log read these declarations, and so does the
framework's own *Rename* with *Merge with existing*. A declaration names a field; which records that field can name
(an NGO, a stakeholder, a person, a master record), its DocType tells.
"""

from dataclasses import dataclass, field

import frappe


@dataclass(frozen=True)
class Follows:
	"""Fields that name a record and go over to the one that is kept; any number of records may name the same.

	Attributes:
	        doctype: of the records, or of the rows of a table.
	        fields: Link or Dynamic Link fields.
	"""

	doctype: str
	fields: tuple[str, ...]


@dataclass(frozen=True)
class Rows:
	"""A table with one row for each record: of two rows in one document one is made.

	The kept record's row stays, takes over what only the other one says, and lasts as long as both together; rows of
	different terms (`from_date`, `to_date`) both stay.

	Attributes:
	        doctype: of the rows.
	        fieldname: holds the record.
	        same: further fields in which two rows are equal that say the same.
	        summed: what the two together have, such as shares of one budget.
	        only: dotted path of a function that returns the names of the documents in which rows are joined; None
	                for all. In the others both rows stay, for the reason given.
	        reason: why the others stay as they were.
	"""

	doctype: str
	fieldname: str
	same: tuple[str, ...] = ()
	summed: tuple[str, ...] = ()
	only: str | None = None
	reason: str = ""

	@property
	def fields(self) -> tuple[str, ...]:
		return (self.fieldname,)


@dataclass(frozen=True)
class GivenOnce:
	"""What a record gives once to another: where both gave it, the second is removed by the document's own rules.

	Attributes:
	        doctype: of what is given.
	        fieldname: field of the record that gives.
	        given_to: field of what it is given to.
	        filters: which records count.
	"""

	doctype: str
	fieldname: str
	given_to: str
	filters: dict = field(default_factory=dict)

	@property
	def fields(self) -> tuple[str, ...]:
		return (self.fieldname,)


@dataclass(frozen=True)
class History:
	"""Evidence: both rows stay as they are, and only lead to the kept record.

	Attributes:
	        doctype: of the records or rows.
	        fields: hold the record.
	        reason: why nothing is joined.
	"""

	doctype: str
	fields: tuple[str, ...]
	reason: str


@dataclass(frozen=True)
class Key:
	"""What is stored of a record without being a link: a key, a copied name, a list of names.

	Attributes:
	        doctype: of the records or rows.
	        fields: are worked out again; `name` when names of documents are made from it.
	        rework: dotted path of a function `(doctype, kept, merged) -> None`, called when everything leads to the
	                kept record, with its DocType and the names of both.
	        replaces: the name of the record stands in these fields as text, and `rework` writes the other one in its
	                place; undoing a merge writes back what stood there. All else is worked out anew after it.
	"""

	doctype: str
	fields: tuple[str, ...]
	rework: str
	replaces: bool = False


@dataclass(frozen=True)
class Unrelated:
	"""What looks like a key or a copied name and stays right whatever becomes of other records.

	Attributes:
	        doctype: of the records or rows.
	        fields: that look so.
	        reason: why nothing has to be done.
	"""

	doctype: str
	fields: tuple[str, ...]
	reason: str


Held = Follows | Rows | GivenOnce | History | Key | Unrelated


@dataclass(frozen=True)
class Kind:
	"""A kind of record of which two can become one.

	Attributes:
	        doctype: of the record.
	        role: who merges.
	        is_person: the record tells of a person, so that the log keeps neither its name nor its title.
	        own: fields of which the kept record's own state counts, not the other's.
	        tables: table field -> the columns that make two of its rows the same.
	        check: dotted path of a function `(kept, merged) -> None` that refuses what can't be merged.
	        differences: dotted path of a function `(kept, merged) -> list[Difference]` with what contradicts besides
	                the fields and the rows of `tables`.
	        join: dotted path of a function `(kept, merged) -> None` that writes to the database what only the other one
	                knows, before the kept document is read.
	        complete: dotted path of a function `(kept, merged) -> None` that completes the kept document before it is
	                saved, besides empty fields and missing rows.
	"""

	doctype: str
	role: str = "Hub Manager"
	is_person: bool = False
	own: frozenset[str] = frozenset()
	tables: dict[str, tuple[str, ...]] = field(default_factory=dict)
	check: str | None = None
	differences: str | None = None
	join: str | None = None
	complete: str | None = None


@dataclass(frozen=True)
class Difference:
	"""What two records say differently, so that only one of it can stay.

	Attributes:
	        label: of the field, in the reader's language, with its row.
	        kept: what the kept record says, and what stays.
	        merged: what the other one says, and what is only in the log afterwards.
	        fieldname: of a field in which the other's value can be chosen instead; empty where it can't.
	        is_personal: tells of a person, so that the log does not keep it.
	"""

	label: str
	kept: str
	merged: str
	fieldname: str = ""
	is_personal: bool = False


@dataclass(frozen=True)
class Merging:
	"""What one area declares; a function that returns it stands in the hook `hub_merging`.

	Attributes:
	        held: what hangs on records, by field.
	        kinds: of which two can become one.
	        check: dotted paths of functions `(doctype, kept, merged) -> None` that refuse what the area can't have merged.
	        differences: dotted paths of functions `(doctype, kept, merged) -> list[Difference]`: what contradicts in the
	                records of the area besides the rows that are joined.
	        prepare: dotted paths of functions `(doctype, kept, merged) -> None`, called while it can still be told what
	                belongs to which record.
	        follow: dotted paths of functions `(doctype, kept, merged) -> None`, called when everything leads to the
	                kept record: figures and other areas follow.
	"""

	held: tuple[Held, ...] = ()
	kinds: tuple[Kind, ...] = ()
	check: tuple[str, ...] = ()
	differences: tuple[str, ...] = ()
	prepare: tuple[str, ...] = ()
	follow: tuple[str, ...] = ()


def get_declarations() -> list[Merging]:
	"""Return what every area declares, in the order of the hook."""
	return [frappe.get_attr(path)() for path in frappe.get_hooks("hub_merging")]


def get_kinds() -> dict[str, Kind]:
	"""Return the kinds of records of which two can become one, by DocType."""
	return {kind.doctype: kind for area in get_declarations() for kind in area.kinds}


def get_held(doctype: str) -> list[Held]:
	"""Return the declarations of what can name a record of a DocType."""
	naming = get_naming_fields(doctype)
	return [
		held
		for area in get_declarations()
		for held in area.held
		if not isinstance(held, Key | Unrelated)
		and any((held.doctype, name) in naming for name in held.fields)
	]


def get_naming_fields(target: str) -> set[tuple[str, str]]:
	"""Return DocType and name of each field that can name a record of another DocType.

	Asked of the database in two queries: reading every DocType for it would take longer than the merge.
	"""
	naming = set()
	for table, owner in (("DocField", "parent"), ("Custom Field", "dt")):
		rows = frappe.get_all(
			table,
			{"fieldtype": ("in", ("Link", "Dynamic Link"))},
			[owner, "fieldname", "fieldtype", "options"],
			order_by="name asc",
		)
		naming |= {
			(row[owner], row.fieldname)
			for row in rows
			if row.fieldtype == "Dynamic Link" or row.options == target
		}
	return naming
