# SPDX-License-Identifier: GPL-3.0-only
"""Names as people write them in their tables: which column is which field, which word is which option or record.

Names count in every language of the hub, without capitals, accents and punctuation. What an area's people call its
fields, and leave out or add in the names of its records, the area says in the hook `hub_table_names`.
"""

import re

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.rules.names import fold_name

HOOK = "hub_table_names"
LANGUAGES = ("en", "sl")
BOTH_FORMS = re.compile(r"(.*\w)/-(\w+)")


def get_table_names(doctype: str) -> frappe._dict:
	"""Return what the areas say of the names of a DocType: `fields`, `options`, `prefixes`, `also` (see docs/architecture.md)."""
	said = frappe._dict(fields={}, options={}, prefixes=(), also=())
	for path in frappe.get_hooks(HOOK):
		of_doctype = frappe.get_attr(path).get(doctype, {})
		said.fields = {**said.fields, **of_doctype.get("fields", {})}
		said.options = {**said.options, **of_doctype.get("options", {})}
		said.prefixes = (*said.prefixes, *of_doctype.get("prefixes", ()))
		said.also = (*said.also, *of_doctype.get("also", ()))
	return said


def get_spellings(text: str, context: str | None = None) -> set[str]:
	"""Return a text of the app and what it is called in the languages of the hub, folded."""
	return {
		folded
		for language in {*LANGUAGES, frappe.local.lang}
		for translated in (_(text, language, context), _(text, language))
		for form in get_forms(translated)
		if (folded := fold_name(form))
	}


def get_forms(text: str) -> list[str]:
	"""Return a text, and of one for men and women both forms: of „Predsednik/-ca“ „Predsednik“ and „Predsednica“."""
	found = BOTH_FORMS.fullmatch(text)
	if not found:
		return [text]
	one, ending = found.groups()
	return [text, one, one + ending, one[:-1] + ending]


def strip_prefixes(name: str, prefixes: tuple[str, ...]) -> str:
	"""Return a folded name without what people put before it: „obcina tolmin“ is „tolmin“."""
	for prefix in prefixes:
		if name.startswith(f"{prefix} "):
			return name.removeprefix(f"{prefix} ")
	return name


def fold_text(value) -> str:
	"""Return a cell as names are compared."""
	return fold_name(cstr(value))
