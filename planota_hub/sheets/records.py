# SPDX-License-Identifier: GPL-3.0-only
"""Which option or which record a cell means, whose name people write in their own way.

„društvo“ is the legal form Association, „MO Nova Gorica“ and „Občina Tolmin“ are municipalities, „Mladina“ is a field of
work. A name that two records have is refused, and so is one that none has.
"""

import re
from collections import defaultdict
from functools import cached_property
from typing import Any

import frappe
from frappe import _
from frappe.utils import cstr, escape_html

from planota_hub.guards.documents import is_own
from planota_hub.rules.names import fold_name
from planota_hub.rules.text import shown
from planota_hub.sheets.names import get_spellings, get_table_names, strip_prefixes
from planota_hub.sheets.table import Misread

# what parts several values in one cell for certain, and what may be a part of a name too
PARTS = re.compile(r"[\n;|]+")
MAYBE_PARTS = re.compile(r"\s*,\s*")
MOST_NAMED = 5


def read_option(df, value: Any) -> str:
	"""Return the option of a Select that a cell means.

	Raises:
	        Misread: naming the options.
	"""
	options = [option for option in cstr(df.options).split("\n") if option]
	text = cstr(value).strip()
	if text in options:
		return text
	folded = fold_name(text)
	said = get_table_names(df.parent).options.get(df.fieldname, {})
	meant = [
		option
		for option in options
		if folded in get_spellings(option, df.parent)
		or folded in {fold_name(word) for word in said.get(option, ())}
	]
	if len(meant) == 1:
		return meant[0]
	offered = ", ".join(escape_html(_(option, context=df.parent)) for option in options)
	raise Misread(_("{0} is none of these: {1}.").format(shown(value), offered))


class Records:
	"""The records that the cells of one file name, each kind read once."""

	def __init__(self):
		self.indexes: dict[str, Index] = {}

	def find(self, doctype: str, value: Any) -> str:
		"""Return the record that a cell names.

		Raises:
		        Misread: when there is none, or more than one.
		"""
		return self.get_index(doctype).find(cstr(value).strip())

	def find_all(self, doctype: str, value: Any) -> list[str]:
		"""Return the records that a cell names, one or several parted by `;`, a comma or a new line."""
		index, found = self.get_index(doctype), []
		for part in PARTS.split(cstr(value)):
			if part.strip():
				found += index.find_parts(part.strip())
		return list(dict.fromkeys(found))

	def get_index(self, doctype: str) -> "Index":
		if doctype not in self.indexes:
			self.indexes[doctype] = Index(doctype)
		return self.indexes[doctype]


class Index:
	"""The records of one kind by what they may be called."""

	def __init__(self, doctype: str):
		self.doctype = doctype

	@cached_property
	def prefixes(self) -> tuple[str, ...]:
		return tuple(fold_name(prefix) for prefix in get_table_names(self.doctype).prefixes)

	@cached_property
	def records(self) -> list[frappe._dict]:
		meta = frappe.get_meta(self.doctype)
		unique = (df.fieldname for df in meta.fields if df.unique)
		fields = dict.fromkeys(("name", meta.title_field, *unique, *get_table_names(self.doctype).also))
		known = [field for field in fields if field and (field == "name" or meta.has_field(field))]
		return frappe.get_list(self.doctype, fields=known, order_by="name asc", limit_page_length=0)

	@cached_property
	def by_name(self) -> dict[str, set[str]]:
		"""Folded name → the records that have it."""
		is_translated = frappe.get_meta(self.doctype).translated_doctype
		found: dict[str, set[str]] = defaultdict(set)
		for record in self.records:
			for value in record.values():
				for line in cstr(value).splitlines():
					for name in self.get_names(line, is_translated):
						found[name].add(record.name)
		return found

	def get_names(self, value: str, is_translated: bool) -> set[str]:
		"""Return the names of a record, folded; of a place with two names each of them."""
		names = get_spellings(value) if is_translated and value else {fold_name(value)}
		names |= {fold_name(part) for part in value.split("/")} if "/" in value else set()
		return {strip_prefixes(name, self.prefixes) for name in names} - {""}

	@cached_property
	def names(self) -> set[str]:
		return {record.name for record in self.records}

	def find(self, text: str) -> str:
		if not is_own(self.doctype):
			return self.find_exact(text)
		if text in self.names:
			return text
		found = self.get_called(text)
		if len(found) == 1:
			return found[0]
		if found:
			named = ", ".join(map(escape_html, found[:MOST_NAMED]))
			raise Misread(
				_("{0} is the name of several records: {1}. Write the ID of one.").format(shown(text), named)
			)
		raise Misread(_("{0} is not in the list {1}.").format(shown(text), _(self.doctype)))

	def find_exact(self, text: str) -> str:
		if not frappe.db.exists(self.doctype, text):
			raise Misread(_("{0} is not in the list {1}.").format(shown(text), _(self.doctype)))
		return text

	def get_called(self, text: str) -> list[str]:
		return sorted(self.by_name.get(strip_prefixes(fold_name(text), self.prefixes), ()))

	def find_parts(self, text: str) -> list[str]:
		"""Return the records that a text with commas names: the longest names that there are, one after the other."""
		words = MAYBE_PARTS.split(text)
		if len(words) == 1 or self.get_called(text):
			return [self.find(text)]
		for length in range(len(words) - 1, 0, -1):
			beginning = ", ".join(words[:length])
			if self.get_called(beginning) or length == 1:
				rest = ", ".join(words[length:])
				return [self.find(beginning), *self.find_parts(rest)]
		return []
