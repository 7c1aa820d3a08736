# SPDX-License-Identifier: GPL-3.0-only
"""The course of a document: where a new one begins, when a step is taken, and what is missing for it.

Which steps there are, and who may take them, stands in the workflows; what a step needs stands in the area.
"""

from collections.abc import Callable, Mapping

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import today

from planota_hub.rules.missing_fields import note_missing
from planota_hub.rules.text import field_label

# stage -> what refuses a document that does not fulfil its conditions
Conditions = Mapping[str, Callable[..., None]]
# stage -> what returns in words what a document still needs for it
Needs = Mapping[str, Callable[..., list[str]]]


def begin(doc: Document, first_stage: str, message: str) -> None:
	"""Let a new document begin at its first stage; a stored one is left alone.

	Args:
	        message: says that it begins nowhere else, with {0} for the label of the field and {1} for the stage.

	Raises:
	        frappe.ValidationError: for a new document that is at another stage already.
	"""
	if doc.get_doc_before_save():
		return
	if doc.stage and doc.stage != first_stage:
		frappe.throw(message.format(field_label(doc, "stage"), _(first_stage)))
	doc.stage = first_stage


def stamp(doc: Document) -> bool:
	"""Stamp the day of a step, the first one included; tell whether this save is one."""
	before = doc.get_doc_before_save()
	if before and before.stage == doc.stage:
		return False
	doc.stage_changed_on = today()
	return True


def is_step(doc: Document) -> bool:
	"""Tell whether a stored document comes to another stage."""
	before = doc.get_doc_before_save()
	return bool(before) and before.stage != doc.stage


def is_step_to(doc: Document, stage: str) -> bool:
	"""Tell whether a stored document comes to this stage."""
	return doc.stage == stage and is_step(doc)


def check_conditions(doc: Document, conditions: Conditions) -> None:
	"""Refuse a stage whose conditions are not met; one without conditions is always possible."""
	if check := conditions.get(doc.stage):
		check(doc)


class EmptyField(str):
	"""In words that a field is not filled in which a step needs; a form can ask for it."""

	doc: Document
	fieldname: str
	also: tuple[str, ...]


def describe_empty(doc: Document, fieldname: str, text: str = "", also: tuple[str, ...] = ()) -> EmptyField:
	"""Return what is missing when a field is empty.

	Args:
	        doc: the document or one of its rows.
	        text: says it in other words than with the label of the field.
	        also: fields that a form offers beside it.
	"""
	entry = EmptyField(text or _("{0} is not filled in yet.").format(field_label(doc, fieldname)))
	entry.doc, entry.fieldname, entry.also = doc, fieldname, also
	return entry


def get_missing(doc: Document, stage: str | None, needs: Needs) -> list[str]:
	"""Return in words what a document still needs for a stage; empty when it can be taken."""
	return needs[stage](doc) if stage in needs else []


def refuse_incomplete(doc: Document, needs: Needs) -> None:
	"""Refuse a stage as long as something is missing for it, and say all of it at once.

	Raises:
	        frappe.ValidationError: with everything that is missing.
	"""
	missing = [line for line in get_missing(doc, doc.stage, needs) if not is_asked_for(line)]
	if missing:
		frappe.throw(
			_("{0}: not possible yet.").format(f"<b>{_(doc.stage)}</b>")
			+ "<ul>"
			+ "".join(f"<li>{line}</li>" for line in missing)
			+ "</ul>",
			title=_("Something Is Missing"),
		)


def is_asked_for(line: str) -> bool:
	"""Tell whether a form that prepares the step asks for what is missing."""
	return isinstance(line, EmptyField) and note_missing(line.doc, line.fieldname, line, line.also)
