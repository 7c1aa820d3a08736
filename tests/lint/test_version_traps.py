# SPDX-License-Identifier: GPL-3.0-only
"""What runs on one Frappe or ERPNext version only, found without any bench: Frappe 15 and 16 share one branch.

Each rule is a generator that yields the lines of one source that break it, and `BROKEN` shows what it must find.
The order of lists and functions in field names, two more traps, are house rules.
"""

import ast
import json
import re
from collections.abc import Callable, Iterator

import pytest

from tests.lint.test_house_rules import APP, PROJECT, Python, dotted, files, is_text, read_python, report

COMPAT = APP / "tests" / "compat.py"
ERPNEXT = APP / "integrations" / "erpnext"
READS = (
	"frappe.get_all",
	"frappe.get_list",
	"frappe.db.get_value",
	"frappe.db.get_all",
	"frappe.db.get_list",
	"frappe.db.exists",
	"frappe.db.count",
)
# what Frappe 16 has removed, or Frappe 15 does not have yet
UNSHARED_DOCTYPES = {
	"Newsletter",
	"Blog Post",
	"Blog Category",
	"Energy Point Log",
	"Energy Point Rule",
	"Marketing Campaign",
	"UTM Source",
	"UTM Medium",
	"UTM Campaign",
	"Lead Source",
}
SHARED_EVENTS = {
	"all",
	"cron",
	"daily",
	"daily_long",
	"hourly",
	"hourly_long",
	"weekly",
	"weekly_long",
	"monthly",
}
OWN_VERSION_HOOKS = {"extend_doctype_class"}
# the class reads the content of a file before any event, and often without asking for permission; requests about one's data
# take whatever has the address, and no event comes between finding and handing out or redacting it; a file to import is read
# while it is validated, and the table of a mailed report is made in the function that mails it
OVERRIDDEN_CLASSES = {
	"Auto Email Report",
	"Data Import",
	"File",
	"Personal Data Deletion Request",
	"Personal Data Download Request",
	"Report",
}
VERSION_FIELDS = {"utm_source", "utm_campaign", "utm_medium"}


def permission_hooks_answer_yes_or_no(source: Python) -> Iterator[int]:
	"""`has_permission` that returns None passes in Frappe 15 and denies in Frappe 16: return True or False."""
	for function in source.functions():
		if not re.fullmatch(r"has_\w*permission", function.name) or not is_hook(function):
			continue
		if not isinstance(function.body[-1], ast.Return):
			yield function.lineno
		for node in ast.walk(function):
			if isinstance(node, ast.Return) and (node.value is None or is_none(node.value)):
				yield node.lineno


def is_hook(function: ast.FunctionDef) -> bool:
	"""True for the arguments that the framework passes to a `has_permission` hook."""
	return bool(function.args.args) and function.args.args[0].arg == "doc"


def is_none(node: ast.AST) -> bool:
	return isinstance(node, ast.Constant) and node.value is None


def filters_have_four_parts(source: Python) -> Iterator[int]:
	"""The fifth part of a filter breaks lists and number cards in Frappe 16."""
	for call in source.calls(*READS):
		for node in ast.walk(call):
			if isinstance(node, ast.List | ast.Tuple) and len(node.elts) == 5:
				if all(is_text(part) for part in node.elts[:3]) and isinstance(node.elts[4], ast.Constant):
					if isinstance(node.elts[4].value, bool):
						yield node.lineno


def classes_of_tests_come_from_compat(source: Python) -> Iterator[int]:
	"""The test case class lies elsewhere in each version: import it from `planota_hub.tests.compat`."""
	for node in source.nodes:
		if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("frappe.tests"):
			yield node.lineno


def modules_are_imported_by_name(source: Python) -> Iterator[int]:
	"""`frappe.modules` is no attribute of Frappe 16: import what is needed from it."""
	for node in source.nodes:
		if isinstance(node, ast.Attribute) and dotted(node) in ("frappe.modules", "frappe.config"):
			yield node.lineno


def doctypes_are_in_both(source: Python) -> Iterator[int]:
	"""This DocType exists in one of the two versions only."""
	for call in [*source.calls(*READS), *source.calls("frappe.get_doc", "frappe.new_doc")]:
		if call.args and is_text(call.args[0]) and call.args[0].value in UNSHARED_DOCTYPES:
			yield call.lineno


def erpnext_is_never_imported(source: Python) -> Iterator[int]:
	"""The app must load without ERPNext: ask `planota_hub.integrations`."""
	for node in source.nodes:
		names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
		names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
		if any(name.split(".")[0] in ("erpnext", "crm", "hrms") for name in names):
			yield node.lineno


def version_fields_of_erpnext_stay_in_its_package(source: Python) -> Iterator[int]:
	"""ERPNext 15 and 16 name this field differently: use `integrations.erpnext.versions`."""
	for node in source.nodes:
		if is_text(node) and node.value in VERSION_FIELDS:
			yield node.lineno


RULES = (
	permission_hooks_answer_yes_or_no,
	filters_have_four_parts,
	classes_of_tests_come_from_compat,
	modules_are_imported_by_name,
	doctypes_are_in_both,
	erpnext_is_never_imported,
	version_fields_of_erpnext_stay_in_its_package,
)

BROKEN = {
	permission_hooks_answer_yes_or_no: "def has_ngo_permission(doc, ptype, user):\n\tif ptype:\n\t\treturn True",
	filters_have_four_parts: 'frappe.get_all("NGO", [["NGO", "name", "=", "x", False]])',
	classes_of_tests_come_from_compat: "from frappe.tests.utils import FrappeTestCase",
	modules_are_imported_by_name: 'frappe.modules.utils.get_module_app("x")',
	doctypes_are_in_both: 'frappe.get_doc("Newsletter", "x")',
	erpnext_is_never_imported: "from erpnext.crm.utils import copy_comments",
	version_fields_of_erpnext_stay_in_its_package: 'lead.get("utm_source")',
}


def is_exempt(rule: Callable, path) -> bool:
	if rule.__name__ == "classes_of_tests_come_from_compat":
		return path == COMPAT
	if rule is version_fields_of_erpnext_stay_in_its_package:
		return ERPNEXT in path.parents or (path.parent == ERPNEXT.parent and path.name.startswith("test_"))
	return False


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_python_of_the_app_runs_on_both_versions(rule: Callable):
	report(
		[
			f"{path.relative_to(PROJECT)}:{line}: {rule.__doc__}"
			for path in files(APP, "*.py")
			if not is_exempt(rule, path)
			for line in rule(read_python(path))
		]
	)


@pytest.mark.parametrize("rule", BROKEN, ids=lambda rule: rule.__name__)
def test_the_rule_finds_what_breaks_it(rule: Callable):
	assert list(rule(Python(BROKEN[rule])))


def test_every_rule_has_its_broken_example():
	assert set(BROKEN) == set(RULES)


def test_hooks_are_in_both_versions():
	tree = ast.parse((APP / "hooks.py").read_text(encoding="utf-8"))
	hooks = {node.targets[0].id: node.value for node in tree.body if isinstance(node, ast.Assign)}
	assert not OWN_VERSION_HOOKS & set(hooks), "use doc_events: this runs in one version only"
	overridden = ast.literal_eval(hooks["override_doctype_class"])
	assert set(overridden) == OVERRIDDEN_CLASSES, "use doc_events: of several apps the last one's class wins"
	events = {key.value for key in hooks["scheduler_events"].keys}
	assert events <= SHARED_EVENTS, events - SHARED_EVENTS


def test_links_point_at_doctypes_of_both_versions():
	for path in files(APP, "*/doctype/*/*.json"):
		record = json.loads(path.read_text(encoding="utf-8"))
		for field in record.get("fields", []) if isinstance(record, dict) else []:
			assert field.get("options") not in UNSHARED_DOCTYPES, f"{path}: {field['fieldname']}"


def test_filters_of_cards_and_charts_have_four_parts():
	for path in [*files(APP, "*/number_card/*/*.json"), *files(APP, "*/dashboard_chart/*/*.json")]:
		record = json.loads(path.read_text(encoding="utf-8"))
		filters = json.loads(record.get("filters_json") or "[]")
		assert all(len(row) <= 4 for row in filters if isinstance(row, list)), path
		assert record.get("function") != "Custom", path


def test_definitions_depend_on_no_attribute_of_one_version():
	for path in files(APP, "*/doctype/*/*.json"):
		record = json.loads(path.read_text(encoding="utf-8"))
		assert record.get("sort_field") != "modified", f"{path}: the default differs, sort by creation"
		for field in record.get("fields", []):
			assert not {"mask", "sticky", "button_color"} & set(field), f"{path}: {field['fieldname']}"
