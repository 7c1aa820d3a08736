# SPDX-License-Identifier: GPL-3.0-only
"""The steps of a form and the fields that stand on them, as its Web Form says.

A page break begins a step, named by its own label or by that of the section that follows. A field can depend on
another one: by what the form's `get_context` says (`shown_if`), or by a simple expression of the Web Form.
"""

import json
import re
from dataclasses import dataclass, field
from itertools import count

import frappe
from frappe import _
from frappe.utils import cint, escape_html

from planota_hub.files.uploads import DOCUMENTS, describe_limits
from planota_hub.rules.text import MULTILINE_TYPES

# what is shown of a Web Form; other kinds of fields have no place in a form that can be sent without a script
TYPED_TYPES = frozenset(
	{"Data", "Autocomplete", "Link", "Int", "Float", "Currency", "Percent", "Date", *MULTILINE_TYPES}
)
# a file; it does not outlive its step, so it stands on the last one
FILE = "Attach"
SHOWN_TYPES = TYPED_TYPES | {FILE, "Select", "Check", "MultiCheck", "HTML", "Section Break"}
# a browser takes no address without https:// in a field of the type url
INPUT_TYPES = {"Email": "email", "Phone": "tel", "Date": "date"}
KEYBOARDS = {
	"Email": "email",
	"Phone": "tel",
	"URL": "url",
	"Int": "numeric",
	"Float": "decimal",
	"Currency": "decimal",
	"Percent": "decimal",
}
# what the browser knows of its owner (WCAG 1.3.5), by the kind of a field or by its name
FILLED_BY_BROWSER = {"Email": "email", "Phone": "tel", "URL": "url", "Name": "name"}
FILLED_BY_NAME = {
	"ngo_name": "organization",
	"organisation": "organization",
	"seat_street": "street-address",
	"seat_postal_code": "postal-code",
	"seat_town": "address-level2",
}
# doc.kind, !doc.kind, doc.kind == "Person", with or without eval:
CONDITION = re.compile(
	r"""(eval:)?\s*(?P<not>!?)\s*(doc\.)?(?P<field>\w+)\s*(={2,3}\s*(?P<quote>["'])(?P<value>[^"']*)(?P=quote))?;?\s*"""
)
TICKED, NOT_TICKED = "1", ""


@dataclass
class Step:
	"""One page of a form: its name, empty when the form has no other, and its fields and headings."""

	name: str
	fields: list[frappe._dict] = field(default_factory=list)


def make_steps(form_fields: list, doctype: str | None = None) -> list[Step]:
	"""Return the steps of a form, from the fields of its Web Form; a label means what it means in the form's DocType."""
	steps = [Step("")]
	for row in form_fields:
		if row.fieldtype == "Page Break":
			steps.append(Step(_(row.label) if row.label else ""))
		elif row.fieldtype in SHOWN_TYPES:
			steps[-1].fields.append(make_field(row, doctype))
	steps = [step for step in steps if step.fields]
	for step in steps if len(steps) > 1 else []:
		name_step(step)
	return steps


def name_step(step: Step) -> None:
	"""Let the heading that opens a step be its name."""
	first = step.fields[0]
	if not step.name and first.fieldtype == "Section Break":
		step.name = first.label
		step.fields = step.fields[1:]


def make_field(row, doctype: str | None = None) -> frappe._dict:
	"""Return what the page shows of a field; labels of choices are safe HTML, all other texts are plain."""
	kind = get_kind(row)
	limits = describe_limits(DOCUMENTS) if row.fieldtype == FILE else None
	help_text = row.description if row.is_as_written or not row.description else _(row.description)
	said = [help_text, limits["help"] if limits else ""]
	return frappe._dict(
		fieldname=row.fieldname,
		fieldtype=row.fieldtype,
		kind=kind,
		# what the hub's people wrote is not looked for among the words of the app
		label=row.label if row.is_as_written or not row.label else _(row.label, context=doctype),
		description=" ".join(filter(None, said)),
		limits=limits,
		accept=",".join(DOCUMENTS) if limits else None,
		html=row.options if row.fieldtype == "HTML" else None,
		choices=get_choices(row),
		default=row.default,
		is_required=bool(cint(row.reqd)),
		is_hidden=bool(cint(row.hidden)),
		is_folded=bool(cint(row.collapsible)),
		fold_text=row.fold_text,
		shown_if=row.shown_if or read_condition(row.depends_on),
		max_length=cint(row.max_length) or None,
		input_type=INPUT_TYPES.get(kind, "text"),
		keyboard=KEYBOARDS.get(kind),
		autocomplete=row.autocomplete or FILLED_BY_BROWSER.get(kind) or FILLED_BY_NAME.get(row.fieldname),
		is_multiline=row.fieldtype in MULTILINE_TYPES,
		is_radio=bool(row.is_radio),
		is_row=bool(row.is_row),
	)


def get_kind(row) -> str:
	"""Return what is typed into a field: an address, a phone number, a name, else what its type says."""
	is_line = row.fieldtype == "Data" and isinstance(row.options, str)
	return row.options if is_line and row.options in FILLED_BY_BROWSER else row.fieldtype


def get_choices(row) -> list[tuple[str, str]] | None:
	"""Return value and label of what can be chosen in a field, in their order; None where it is typed."""
	if row.fieldtype not in ("Select", "MultiCheck"):
		return None
	options = row.options or []
	if isinstance(options, str):
		options = options.split("\n")
	return [
		(option["value"], option["label"]) if isinstance(option, dict) else (option, escape_html(_(option)))
		for option in options
	]


def read_condition(expression: str | None) -> dict[str, list[str]] | None:
	"""Return which values of which field let another one be shown; None for always, and for what is no simple condition.

	`{"kind": ["Person"]}`: is one of these; `{"kind": []}`: is anything but empty.
	"""
	found = CONDITION.fullmatch(expression or "")
	if not found:
		return None
	if found["value"] is not None:
		return {found["field"]: [found["value"]]} if not found["not"] else None
	return {found["field"]: [NOT_TICKED] if found["not"] else []}


def is_shown(shown: frappe._dict, values: dict) -> bool:
	"""Tell whether a field is asked for, by what was typed into the others."""
	return all(
		values.get(name, "") in wanted if wanted else bool(values.get(name))
		for name, wanted in (shown.shown_if or {}).items()
	)


def get_fields(steps: list[Step]) -> list[frappe._dict]:
	"""Return the fields of all steps that hold a value."""
	return [row for step in steps for row in step.fields if row.fieldname and row.fieldtype != "HTML"]


def as_attribute(shown: frappe._dict) -> str:
	"""Return the condition of a field as the script of the page reads it."""
	return json.dumps(shown.shown_if)


def arrange(step: Step) -> list[tuple[frappe._dict | None, list[frappe._dict]]]:
	"""Return the parts of a step: a heading, or None at the beginning, and what stands below it."""
	parts: list[tuple[frappe._dict | None, list[frappe._dict]]] = [(None, [])]
	for row in step.fields:
		if row.fieldtype == "Section Break":
			parts.append((row, []))
		else:
			parts[-1][1].append(row)
	return [part for part in parts if part[1]]


def get_position(steps: list[Step], fieldname: str) -> int:
	"""Return on which step, counted from 0, a field stands; 0 for one that stands on none."""
	for number, step in zip(count(), steps, strict=False):
		if any(row.fieldname == fieldname for row in step.fields):
			return number
	return 0
