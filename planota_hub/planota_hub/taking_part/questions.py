# SPDX-License-Identifier: GPL-3.0-only
"""What an organiser asks of those who register, besides name and address; the kinds of questions are those of surveys.

A question is known by all that its reader sees of it: dates of a series that ask the same are answered once, and a
question that is worded anew is another one, so that what was answered stays with what was asked.
"""

from collections.abc import Iterable
from hashlib import sha256

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.planota_hub.surveys.kinds import NUMBER, SCALE
from planota_hub.planota_hub.surveys.questions import (
	empty_foreign_fields,
	get_choices,
	validate_choices,
	validate_scale,
)
from planota_hub.planota_hub.surveys.steps import FIELDTYPES, describe_help, write_answer
from planota_hub.planota_hub.taking_part.kinds import Kind, Occasion, Participant
from planota_hub.public_forms.form.steps import make_field
from planota_hub.public_forms.form.values import Misunderstood, as_typed, understand
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import shown

QUESTION, ANSWER = "Registration Question", "Registration Answer"
ONCE = "Once"
MOST_QUESTIONS = 20
# what its reader sees of a question
SAID = (
	"question",
	"kind",
	"asked",
	"is_required",
	"help",
	"choices",
	"scale_from",
	"scale_to",
	"low_label",
	"high_label",
)


def validate_questions(doc: Occasion) -> None:
	"""Each question of an occasion, or of a series, has what its kind needs and stands there once.

	Raises:
	        frappe.ValidationError: naming the row and the field.
	"""
	if len(doc.questions) > MOST_QUESTIONS:
		refuse(doc, "questions", _("at most {0} questions are possible.").format(MOST_QUESTIONS))
	known: dict[str, int] = {}
	for row in doc.questions:
		row.question = " ".join(cstr(row.question).split())
		first = known.setdefault(row.question.casefold(), row.idx)
		if first != row.idx:
			refuse(row, "question", _("this is the same as row {0}.").format(first))
		empty_foreign_fields(row)
		validate_choices(row)
		validate_scale(row)


def get_questions(kind: Kind, events: Iterable[str]) -> dict[str, list[frappe._dict]]:
	"""Return by occasion what is asked of who registers: first what its series asks, then its own; each question once."""
	names = list(events)
	series_of = get_series(kind, names)
	rows = frappe.get_all(
		QUESTION,
		{"parent": ("in", [*names, *series_of.values()] or [""]), "parentfield": "questions"},
		["parent", "parenttype", *SAID],
		order_by="parent asc, idx asc",
		limit_page_length=0,
	)
	of_parent: dict[tuple[str, str], list[frappe._dict]] = {}
	for row in rows:
		of_parent.setdefault((row.parenttype, row.parent), []).append(row)
	asked = {}
	for name in names:
		own = of_parent.get((kind.event, name), [])
		shared = of_parent.get((cstr(kind.series), series_of.get(name, "")), [])
		asked[name] = list({row.question.casefold(): row for row in [*shared, *own]}.values())
	return asked


def get_series(kind: Kind, events: list[str]) -> dict[str, str]:
	"""Return the series of each occasion that is a date of one."""
	if not kind.series:
		return {}
	filters = {"name": ("in", events or [""]), "series": ("is", "set")}
	rows = frappe.get_all(kind.event, filters, ["name", "series"], order_by="name asc", limit_page_length=0)
	return {row.name: row.series for row in rows}


# The fields of a form


def get_fieldname(row: frappe._dict) -> str:
	"""Return the name of the field of a question: the same for all that ask the same."""
	said = "\n".join(cstr(row.get(name) or "") for name in SAID)
	return f"q_{sha256(said.encode()).hexdigest()[:16]}"


def make_definition(row: frappe._dict, shown_if: dict[str, list[str]] | None = None) -> dict:
	"""Return a question as a field of a web form."""
	fieldtype = FIELDTYPES[row.kind]
	return {
		"fieldname": get_fieldname(row),
		"fieldtype": fieldtype,
		"label": row.question,
		"description": describe_help(row),
		"is_as_written": True,
		"reqd": row.is_required,
		"options": [
			{"value": choice, "label": frappe.utils.escape_html(choice)} for choice in get_choices(row)
		],
		"is_radio": fieldtype == "Select",
		"is_row": row.kind == SCALE,
		"shown_if": shown_if,
	}


def make_definitions(kind: Kind, events: Iterable[str], chosen: str | None = None) -> list[dict]:
	"""Return the fields of a form for what is asked by the occasions that it offers.

	Args:
	        chosen: the only one that the form is for; without it each question is asked as long as one is chosen that
	                asks it.
	"""
	asked_by: dict[str, tuple[frappe._dict, list[str]]] = {}
	for event, rows in get_questions(kind, [chosen] if chosen else events).items():
		for row in rows:
			asked_by.setdefault(get_fieldname(row), (row, []))[1].append(event)
	return [
		make_definition(row, None if chosen else {kind.fieldname: names}) for row, names in asked_by.values()
	]


# Answers


def read_answers(
	rows: list[frappe._dict],
	values: dict,
	is_first: bool = True,
	is_forced: bool = True,
	person: str | None = None,
) -> list[dict]:
	"""Return the rows of a registration with what was answered, by the names of the fields.

	Args:
	        is_first: whether this is the first of those registered together, with whom an answer stands that is given once.
	        is_forced: whether what is required must be answered; the staff may leave it out.
	        person: who is named where an answer is refused, when several are registered together.

	Raises:
	        frappe.ValidationError: naming the question.
	"""
	answers = []
	for row in rows:
		if row.asked == ONCE and not is_first:
			continue
		field = make_field(frappe._dict(make_definition(row), reqd=row.is_required and is_forced))
		value = values.get(field.fieldname)
		typed = value if isinstance(value, str | list) else as_typed(field, value)
		try:
			said = understand(field, {field.fieldname: typed})
		except Misunderstood as error:
			label = frappe.utils.escape_html(row.question)
			frappe.throw(_("{0}: {1}").format(f"{label} ({shown(person)})" if person else label, error))
		answers += make_rows(row, said)
	return answers


def make_rows(row: frappe._dict, said) -> list[dict]:
	if said in (None, "", []):
		return []
	return [
		{
			"question": row.question,
			"kind": row.kind,
			"answer": write_answer(row, one),
			"number": float(one) if row.kind in (NUMBER, SCALE) else 0,
		}
		for one in (said if isinstance(said, list) else [said])
	]


def keep_answers(registration: Participant) -> None:
	"""Leave the answers as they are stored, whatever a form, a copy or an import says, unless they are given just now."""
	if registration.flags.answering:
		return
	before = registration.get_doc_before_save()
	registration.set("answers", before.answers if before else [])


def describe_answers(registration: Participant) -> list[tuple[str, str]]:
	"""Return each question that was answered with what was said."""
	said: dict[str, list[str]] = {}
	for row in registration.answers:
		said.setdefault(cstr(row.question), []).append(cstr(row.answer))
	return [(question, ", ".join(answers)) for question, answers in said.items()]


def may_read_answers(kind: Kind) -> bool:
	"""Tell whether the user sees what people answered, as they see what people need (`needs`)."""
	meta = frappe.get_meta(kind.registration)
	return meta.get_field("answers").permlevel in meta.get_permlevel_access("read")
