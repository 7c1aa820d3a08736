# SPDX-License-Identifier: GPL-3.0-only
"""What the framework's own extractors do not find when `bench generate-pot-file --app planota_hub` runs.

`babel_extractors.csv` says which of these functions reads which files. Each takes an open file and yields
what Babel expects of an extractor: line number, function name, message, comments.
"""

import ast
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import frappe
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from frappe.gettext.extractors.doctype import extract as doctype_messages
from frappe.gettext.extractors.python import extract as python_messages
from frappe.gettext.translate import get_method_map

Message = tuple[int | None, str, str | tuple[str, str], list[str]]

# what the framework reads besides; its own list does not come with every installation
METHODS = [
	("**/hooks.py", "ignore"),
	("**/workspace/*/*.json", "frappe.gettext.extractors.workspace.extract"),
	("**/report/*/*.json", "frappe.gettext.extractors.report.extract"),
	("**.py", "frappe.gettext.extractors.python.extract"),
	("**/templates/**.js", "frappe.gettext.extractors.html_template.extract"),
	("**.js", "frappe.gettext.extractors.javascript.extract"),
	("**.html", "frappe.gettext.extractors.html_template.extract"),
]

# constants whose strings users see -> what they are
CONSTANTS = {
	"FIELDS_OF_WORK": "Field of work, or what belongs to it",
	"CAPACITY_AREAS": "Capacity area, or what it means",
	"SUPPORT_REQUEST_CATEGORIES": "Category of support requests, its kind of support, or what belongs there",
	"REGISTER_SOURCES": "Source of the register",
	"EVENT_KINDS": "Kind of event, or what belongs there",
	"RELATION_TYPES": "Kind of relation, what one organisation is to the other, or what belongs there",
	"STATE_STYLES": "Workflow state",
	"WORKFLOWS": "Name of a workflow, or one of its actions",
	"BOARDS": "Name of a kanban board",
	"LINK_PURPOSES": "What the links are for that a signing key signs",
	"CONSENT_TEXT": "Default text of the consent",
	"FRAMEWORK_WORDS": "Text of the framework for which the hub has a term of its own",
}
# constants of which only the keys are seen
KEYS_ONLY = frozenset({"REGISTER_SOURCES", "STATE_STYLES", "BOARDS", "LINK_PURPOSES"})

LITERALS = (ast.Dict, ast.Tuple, ast.Constant)

# DocType -> its fields with messages
FIELDS = {
	"Number Card": ("label",),
	"Dashboard Chart": ("chart_name",),
	"Dashboard": ("dashboard_name",),
	"Module Onboarding": ("title", "subtitle", "success_message"),
	"Onboarding Step": (
		"title",
		"description",
		"action_label",
		"callback_title",
		"callback_message",
		"report_description",
	),
	"Print Format": ("name",),
	"Notification": ("subject",),
	"Desktop Icon": ("label",),
	"Workspace Sidebar": ("title",),
	"Report": ("report_name",),
	"Web Form": (
		"title",
		"introduction_text",
		"success_title",
		"success_message",
		"button_label",
		"meta_title",
		"meta_description",
	),
}
# labels that the framework uses in another sense -> the DocTypes whose label is a message of its own
OWN_SENSE = {
	"To": frozenset({"NGO Representative", "Consortium Partner", "Stakeholder Person"}),
	"Field": frozenset({"NGO", "NGO Public Interest Status", "Register Import Difference"}),
	"About": frozenset({"Proposal Comment", "Representative Body"}),
	"Call": frozenset({"Funding Call"}),
	"Action": frozenset({"Campaign Action", "Joint Action"}),
	"Actions": frozenset({"Advocacy Campaign", "Joint Action Plan"}),
	"Check": frozenset({"Election Ballot"}),
	"Complete": frozenset({"Workshop Registration"}),
	"Failed": frozenset({"Stakeholder Briefing"}),
	"Health": frozenset({"Local Network"}),
	"Owner": frozenset({"Public Policy"}),
	"Reply": frozenset({"Policy Proposal"}),
	"Share": frozenset({"Project Funder"}),
	"Start": frozenset({"Mentoring Session"}),
	"Target": frozenset({"Campaign Target", "Campaign Target Move"}),
	"Targets": frozenset({"Advocacy Campaign", "NGO Support Request", "Project Indicator"}),
	"Work": frozenset({"NGO Support Request"}),
	"Comment": frozenset({"Proposal Comment"}),
	"Decision": frozenset({"Meeting Decision"}),
	"Employment": frozenset({"Workshop Registration"}),
	"Record": frozenset({"Representative Election"}),
}

# what a text with Jinja marks as a message
MARKED = re.compile(r"""\b_\(\s*(["'])(?P<message>.+?)\1""")

# DocType -> its table, and the fields of a row with messages
ROWS = {
	"Workspace Sidebar": ("items", ("label",)),
	"Web Form": ("web_form_fields", ("label", "description")),
	"Form Tour": ("steps", ("title", "description")),
	"Report": ("columns", ("label",)),
}


def read_messages() -> Iterator[tuple[str, str, list[str], str | None]]:
	"""Yield file, message, comments and context of what `bench generate-pot-file` would find in the app.

	The app must have been installed from its sources: `babel_extractors.csv` lies beside it.
	"""
	app = Path(frappe.get_app_path("planota_hub"))

	def is_read(folder: str) -> bool:
		name = Path(folder).name
		inside_app = Path(folder) == app.parent or app in (Path(folder), *Path(folder).parents)
		return inside_app and not name.startswith((".", "_")) and name not in ("dist", "node_modules")

	found = extract_from_dir(
		str(app.parent),
		get_method_map("planota_hub") + METHODS,
		directory_filter=is_read,
		keywords={**DEFAULT_KEYWORDS, "_lt": None},
	)
	for file, _line, message, comments, context in found:
		if message:
			yield file, message, comments, context


def extract_constants(file, keywords, comment_tags, options) -> Iterator[Message]:
	"""Yield the strings of a Python file's `CONSTANTS`, and what it marks with `_()`."""
	source = file.read()
	for node in ast.parse(source).body:
		if not isinstance(node, ast.Assign | ast.AnnAssign) or not isinstance(node.value, LITERALS):
			continue
		name = getattr(node.target if isinstance(node, ast.AnnAssign) else node.targets[0], "id", None)
		if name in CONSTANTS:
			for text in strings_of(name, ast.literal_eval(node.value)):
				yield node.lineno, "_", text, [CONSTANTS[name]]
	yield from python_messages(io.BytesIO(source), keywords, comment_tags, options)


def extract_doctype(file, keywords, comment_tags, options) -> Iterator[Message]:
	"""Yield what the framework finds in a DocType; labels in `OWN_SENSE` get their DocType as context."""
	doctype = json.load(file).get("name")
	file.seek(0)
	for line, function, message, comments in doctype_messages(file, keywords, comment_tags, options):
		if doctype in OWN_SENSE.get(message, ()) and any(text.startswith("Label") for text in comments):
			yield line, "pgettext", (doctype, message), comments
			# the framework names a table without its DocType where a row of it lacks something
			if any("(Table)" in text for text in comments):
				yield line, function, message, comments
		else:
			yield line, function, message, comments


def strings_of(name: str, value) -> list[str]:
	"""Return the strings of a constant in their order."""
	if isinstance(value, str):
		return [value]
	if name == "WORKFLOWS":
		return [
			text for workflow, definition in value.items() for text in (workflow, *actions_of(definition))
		]
	if isinstance(value, dict) and name not in KEYS_ONLY:
		return [text for key, inner in value.items() for text in (key, *strings_of("", inner))]
	return list(value)


def actions_of(workflow: dict) -> list[str]:
	"""Return the actions of a workflow, each once."""
	return list(dict.fromkeys(transition[1] for transition in workflow["transitions"]))


def extract_lines(file, keywords, comment_tags, options) -> Iterator[Message]:
	"""Yield each line of `modules.txt`."""
	for number, line in enumerate(file.read().decode().splitlines(), start=1):
		if line.strip():
			yield number, "_", line.strip(), ["Name of a module"]


def extract_record(file, keywords, comment_tags, options) -> Iterator[Message]:
	"""Yield the labels and texts of a record that lies in the app as JSON."""
	record = json.load(file)
	if not isinstance(record, dict):
		return
	doctype = record.get("doctype")
	table, fieldnames = ROWS.get(doctype, ("", ()))
	texts = [(field, record.get(field)) for field in FIELDS.get(doctype, ())]
	texts += [(field, row.get(field)) for row in record.get(table, []) for field in fieldnames]
	texts += [("option", option) for row in record.get(table, []) for option in options_of(row)]
	for field, text in texts:
		for message in messages_in(text or ""):
			yield 0, "_", message, [f"{field} of the {doctype} '{record.get('name')}'"]


def messages_in(text: str) -> list[str]:
	"""Return the messages of a text: what its Jinja marks, or else the text itself."""
	if "{{" in text:
		return [match["message"] for match in MARKED.finditer(text)]
	return [text] if text else []


def options_of(row: dict) -> list[str]:
	"""Return the options of a row that is a Select field."""
	return (row.get("options") or "").split("\n") if row.get("fieldtype") == "Select" else []
