# SPDX-License-Identifier: GPL-3.0-only
"""Rules of the house that no ready-made linter knows, in the spirit of Frappe's own semgrep rules.

Each rule is a generator that yields the lines of one source that break it. `BROKEN` shows what each must
find, so that no rule can fall silent.
"""

import ast
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
APP = PROJECT / "planota_hub"
TRANSLATE = {"_", "_lt"}
MESSAGES = {"frappe.throw", "frappe.msgprint"}
QUERIES = {"frappe.db.sql", "frappe.db.sql_list", "frappe.db.multisql"}
# lines of a controller, its typed block not counted: with more it is no table of contents
MOST_CONTROLLER_LINES = 150
# functions of `frappe.utils` that write a value in the form of the site
FORMS_OF_THE_SITE = {"formatdate", "format_date", "format_datetime", "global_date_format", "fmt_money"}
VALUES_OF_THE_SITE = {"frappe.format", "frappe.format_value"}
# functions whose numbers Python would write
ROUNDED = {"flt", "round"}
PACKED = {".whl", ".zip", ".gz", ".tgz", ".pyc", ".mo", ".db"}
# attributes of frappe that are there to be set
FREE_TO_SET = ("frappe.flags.", "frappe.local.", "frappe.form_dict.", "frappe.response.", "frappe.session.")


class Python:
	"""One Python file: its tree, and what every rule asks of it."""

	def __init__(self, text: str):
		self.lines = text.splitlines()
		self.tree = ast.parse(text, feature_version=(3, 10))
		self.nodes = list(ast.walk(self.tree))

	def calls(self, *names: str) -> Iterator[ast.Call]:
		for node in self.nodes:
			if isinstance(node, ast.Call) and dotted(node.func) in names:
				yield node

	def functions(self) -> Iterator[ast.FunctionDef]:
		yield from (node for node in self.nodes if isinstance(node, ast.FunctionDef))

	def is_explained(self, line: int) -> bool:
		"""True when a comment stands on this line or the one before."""
		return any("#" in text for text in self.lines[max(line - 2, 0) : line])


def dotted(node: ast.AST) -> str:
	"""`a.b.c` of an expression that is a chain of names, else an empty text."""
	if isinstance(node, ast.Name):
		return node.id
	if isinstance(node, ast.Attribute) and (left := dotted(node.value)):
		return f"{left}.{node.attr}"
	return ""


def is_text(node: ast.AST | None) -> bool:
	return isinstance(node, ast.Constant) and isinstance(node.value, str)


def is_built(node: ast.AST) -> bool:
	"""True for a text that is put together: an f-string, `+`, `%` or `.format()`."""
	if isinstance(node, ast.JoinedStr | ast.BinOp):
		return True
	return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"


def whitelisting(function: ast.FunctionDef) -> ast.expr | None:
	"""The `frappe.whitelist` decorator of a function."""
	for decorator in function.decorator_list:
		if dotted(decorator.func if isinstance(decorator, ast.Call) else decorator) == "frappe.whitelist":
			return decorator
	return None


def is_for_guests(function: ast.FunctionDef) -> bool:
	decorator = whitelisting(function)
	if not isinstance(decorator, ast.Call):
		return False
	options = {keyword.arg: keyword.value for keyword in decorator.keywords}
	return isinstance(guest := options.get("allow_guest"), ast.Constant) and bool(guest.value)


# Rules of the app


def no_commit(source: Python) -> Iterator[int]:
	"""The framework commits at the end of a request or a job: half of it must not survive an error."""
	yield from (call.lineno for call in source.calls("frappe.db.commit"))


def names_of_a_file_are_set_once(source: Python) -> Iterator[int]:
	"""The second list of a hook would take the place of the first without a word."""
	known = set()
	for node in source.tree.body:
		for target in node.targets if isinstance(node, ast.Assign) else ():
			if isinstance(target, ast.Name):
				if target.id in known:
					yield node.lineno
				known.add(target.id)


def no_text_built_into_sql(source: Python) -> Iterator[int]:
	"""Values belong into placeholders, whatever the database."""
	for call in source.calls(*QUERIES):
		if call.args and is_built(call.args[0]):
			yield call.lineno


def no_print(source: Python) -> Iterator[int]:
	"""Nobody reads the output of a web process: use `frappe.logger`."""
	yield from (call.lineno for call in source.calls("print"))


def translate_literals(source: Python) -> Iterator[int]:
	"""Translators get what stands in the source: one literal, without blanks around it."""
	for call in source.calls(*TRANSLATE):
		first = call.args[0] if call.args else None
		if first is not None and (is_built(first) or (is_text(first) and first.value != first.value.strip())):
			yield call.lineno


def no_messages_in_f_strings(source: Python) -> Iterator[int]:
	"""A message that stands inside an f-string is not extracted on every Python, so nobody translates it."""
	for text in source.nodes:
		if isinstance(text, ast.JoinedStr):
			inside = (node for node in ast.walk(text) if isinstance(node, ast.Call))
			yield from (
				call.lineno for call in inside if dotted(call.func) in TRANSLATE and is_text(call.args[0])
			)


def translate_messages(source: Python) -> Iterator[int]:
	"""A person reads it: through `_()`."""
	for call in source.calls(*MESSAGES):
		if call.args and (
			is_text(call.args[0]) or (is_built(call.args[0]) and not uses_translation(call.args[0]))
		):
			yield call.lineno


def uses_translation(node: ast.AST) -> bool:
	return any(isinstance(part, ast.Call) and dotted(part.func) in TRANSLATE for part in ast.walk(node))


def no_translation_while_importing(source: Python) -> Iterator[int]:
	"""Outside a function nobody's language is known yet: translate where it is shown."""
	inside = {id(part) for node in source.functions() for part in ast.walk(node)}
	inside |= {id(part) for node in source.nodes if isinstance(node, ast.Lambda) for part in ast.walk(node)}
	yield from (call.lineno for call in source.calls("_") if id(call) not in inside)


def no_logic_on_translations(source: Python) -> Iterator[int]:
	"""A comparison with a translated text is true in one language alone."""
	for node in source.nodes:
		if isinstance(node, ast.Compare):
			sides = (node.left, *node.comparators)
			if any(isinstance(side, ast.Call) and dotted(side.func) in TRANSLATE for side in sides):
				yield node.lineno


def no_monkey_patching(source: Python) -> Iterator[int]:
	"""The framework is extended by hooks, never by setting its attributes."""
	modules = {"frappe", "erpnext"} | {
		alias.asname or alias.name
		for node in source.nodes
		if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("frappe", "erpnext")
		for alias in node.names
	}
	for node in source.nodes:
		targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
		for target in targets:
			name = dotted(target) if isinstance(target, ast.Attribute) else ""
			if name.split(".")[0] in modules and not name.startswith(FREE_TO_SET):
				yield node.lineno


def guests_skip_permissions_for_a_reason(source: Python) -> Iterator[int]:
	"""What a guest may do past the permissions is explained where it is done."""
	for function in source.functions():
		for node in ast.walk(function) if is_for_guests(function) else ():
			if isinstance(node, ast.keyword) and node.arg == "ignore_permissions":
				if (
					isinstance(node.value, ast.Constant)
					and node.value.value
					and not source.is_explained(node.value.lineno)
				):
					yield node.value.lineno


def guests_are_limited(source: Python) -> Iterator[int]:
	"""What a guest may call has the framework's rate limit, or hands over to what has it."""
	limited = {function.name for function in source.functions() if has_rate_limit(function)}
	for function in source.functions():
		called = {dotted(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
		if is_for_guests(function) and function.name not in limited and not called & limited:
			yield function.lineno


def has_rate_limit(function: ast.FunctionDef) -> bool:
	calls = (node.func for node in function.decorator_list if isinstance(node, ast.Call))
	return any(dotted(call).split(".")[-1] == "rate_limit" for call in calls)


def whitelisted_arguments_have_types(source: Python) -> Iterator[int]:
	"""The framework checks the arguments of a request by their annotations."""
	for function in source.functions():
		if whitelisting(function):
			arguments = (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
			yield from (
				arg.lineno for arg in arguments if not arg.annotation and arg.arg not in ("self", "cls")
			)


def read_in_a_stated_order(source: Python) -> Iterator[int]:
	"""The default order differs between Frappe versions: state one."""
	for call in source.calls("frappe.get_all", "frappe.get_list"):
		names = {keyword.arg for keyword in call.keywords}
		if None not in names and not names & {"order_by", "distinct", "group_by"}:
			yield call.lineno


def ordered_in_a_stated_direction(source: Python) -> Iterator[int]:
	"""Without `asc` or `desc` a list ascends and `get_value` takes the last: say which."""
	for node in source.nodes:
		if isinstance(node, ast.keyword) and node.arg == "order_by":
			if (text := ending(node.value)) is not None and not all(map(has_direction, text.split(","))):
				yield node.value.lineno


def ending(node: ast.AST) -> str | None:
	"""A text, of an f-string what stands after its last value; None for what is no text."""
	if is_text(node):
		return node.value
	if isinstance(node, ast.JoinedStr):
		last = node.values[-1]
		return last.value if is_text(last) else ""
	return None


def has_direction(part: str) -> bool:
	return part.strip().lower().endswith(("asc", "desc"))


def no_functions_in_field_names(source: Python) -> Iterator[int]:
	"""Frappe 16 refuses SQL functions in `fields`: use `frappe.qb`."""
	for call in source.calls("frappe.get_all", "frappe.get_list", "frappe.db.get_all", "frappe.db.get_list"):
		for keyword in call.keywords:
			if keyword.arg in ("fields", "order_by", "group_by"):
				texts = [node.value for node in ast.walk(keyword.value) if is_text(node)]
				if any(re.search(r"\w\(", text) for text in texts):
					yield keyword.value.lineno


def knows_nothing_of_the_embedded_site(source: Python) -> Iterator[int]:
	"""The app must not know where it runs."""
	for node in source.nodes:
		names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
		names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
		if any(name.split(".")[0] == "embedded" for name in names):
			yield node.lineno


def empty_fields_are_asked_for(source: Python) -> Iterator[int]:
	"""An empty field is refused by `refuse_missing`, so that the form can ask for it before a step is taken."""
	for node in source.nodes:
		if isinstance(node, ast.If):
			empty = set(empty_fields(node.test))
			yield from (
				call.lineno
				for call in refusals(node.body)
				if key_of_refusal(call) in empty and not source.is_explained(call.lineno)
			)
	for call in source.calls("frappe.throw"):
		text = ast.unparse(call)
		if "MandatoryError" in text and "field_label(" in text and not source.is_explained(call.lineno):
			yield call.lineno


def empty_fields(test: ast.expr) -> Iterator[tuple[str, str]]:
	"""Yield document and field of each `not doc.field` or `not doc.get(field)` that a condition is made of."""
	for node in test.values if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) else [test]:
		value = node.operand if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not) else None
		if isinstance(value, ast.Attribute):
			yield dotted(value.value), repr(value.attr)
		elif isinstance(value, ast.Call) and value.args and dotted(value.func).endswith(".get"):
			yield dotted(value.func).removesuffix(".get"), ast.unparse(value.args[0])


def refusals(body: list[ast.stmt]) -> Iterator[ast.Call]:
	"""Yield what stands under a condition and refuses a document because of a field."""
	for line in body:
		call = line.value if isinstance(line, ast.Expr) else None
		if isinstance(call, ast.Call) and dotted(call.func) == "refuse" and len(call.args) > 1:
			yield call


def key_of_refusal(call: ast.Call) -> tuple[str, str]:
	return dotted(call.args[0]), ast.unparse(call.args[1])


def readers_get_days_and_amounts_in_one_form(source: Python) -> Iterator[int]:
	"""The framework writes days and amounts as the site has them, not as the reader does: use `rules/readable.py`."""
	for node in source.nodes:
		if isinstance(node, ast.ImportFrom) and node.module == "frappe.utils":
			yield from (node.lineno for alias in node.names if alias.name in FORMS_OF_THE_SITE)
		elif isinstance(node, ast.Call) and dotted(node.func) in VALUES_OF_THE_SITE:
			yield node.lineno


def readers_get_numbers_in_one_form(source: Python) -> Iterator[int]:
	"""`:g` writes a point, and a million as 1e+06; so does `format` of what was rounded: use `show_number`."""
	for node in source.nodes:
		if (
			isinstance(node, ast.FormattedValue)
			and node.format_spec
			and ast.unparse(node.format_spec) == "f'g'"
		):
			yield node.lineno
		elif isinstance(node, ast.Call) and getattr(node.func, "attr", None) == "format":
			if uses_translation(node.func):
				numbers = (
					arg for arg in node.args if isinstance(arg, ast.Call) and dotted(arg.func) in ROUNDED
				)
				yield from (number.lineno for number in numbers)


IN_THE_APP = (
	no_commit,
	names_of_a_file_are_set_once,
	no_text_built_into_sql,
	no_print,
	translate_literals,
	no_messages_in_f_strings,
	translate_messages,
	no_translation_while_importing,
	no_logic_on_translations,
	no_monkey_patching,
	guests_skip_permissions_for_a_reason,
	guests_are_limited,
	whitelisted_arguments_have_types,
	read_in_a_stated_order,
	ordered_in_a_stated_direction,
	no_functions_in_field_names,
	empty_fields_are_asked_for,
	knows_nothing_of_the_embedded_site,
	readers_get_days_and_amounts_in_one_form,
	readers_get_numbers_in_one_form,
)

# tests set up what they please
NOT_IN_TESTS = {
	no_commit,
	no_text_built_into_sql,
	no_monkey_patching,
	translate_messages,
	read_in_a_stated_order,
	whitelisted_arguments_have_types,
	readers_get_days_and_amounts_in_one_form,
	readers_get_numbers_in_one_form,
}


# Rules of JavaScript


def no_cur_frm(text: str) -> Iterator[int]:
	"""The form is handed to every handler: the global one may be another by then."""
	yield from lines_of(r"\bcur_frm\b|\bcur_dialog\b|\bcur_list\b", text)


def translate_literals_in_javascript(text: str) -> Iterator[int]:
	"""One literal, without anything put into it."""
	yield from lines_of(r"\b__\(\s*`[^`]*\$\{|\b__\(\s*([\"'`])(?:(?!\1).)*\1\s*\+", text)


def translate_messages_in_javascript(text: str) -> Iterator[int]:
	"""A person reads it: through `__()`."""
	yield from lines_of(r"frappe\.(?:msgprint|throw|show_alert|confirm)\(\s*[\"'`]", text)


def no_leftovers(text: str) -> Iterator[int]:
	"""Nothing that was there to find an error."""
	yield from lines_of(r"\bdebugger\b|\bconsole\.log\(|\balert\(", text)


def days_and_numbers_in_one_form_in_javascript(text: str) -> Iterator[int]:
	"""Days by `frappe.datetime.str_to_user`, numbers by `format_number`, as `public/js/readable.js` has them."""
	yield from lines_of(r"\.toLocale(Date|Time)?String\(|\.format\(\s*[\"'`][^\"'`]*(D\.|MMM|L[\"'`])", text)


def forms_are_asked_of_a_level_by_its_number(text: str) -> Iterator[int]:
	"""`frm.has_perm` knows the first level only, whatever is named after the right: `frm.perm[1]?.read`."""
	yield from lines_of(r"\bfrm\.has_perm\([^)]*,", text)


def several_forms_are_set_up_once(text: str) -> Iterator[int]:
	"""A script that comes with several forms is run with each of them: it asks whether it has set them up already."""
	if not re.search(r"\bif \(!?planota_hub\.\w+\)", text):
		yield from lines_of(r"\bform\.on\(\s*doctype\b", text)


def lines_of(pattern: str, text: str) -> Iterator[int]:
	for match in re.finditer(pattern, text):
		yield text.count("\n", 0, match.start()) + 1


IN_JAVASCRIPT = (
	no_cur_frm,
	translate_literals_in_javascript,
	translate_messages_in_javascript,
	no_leftovers,
	days_and_numbers_in_one_form_in_javascript,
	forms_are_asked_of_a_level_by_its_number,
	several_forms_are_set_up_once,
)

BROKEN = {
	no_commit: "frappe.db.commit()",
	names_of_a_file_are_set_once: "before_job = [1]\nbefore_job = [2]",
	no_text_built_into_sql: 'frappe.db.sql(f"select {x}")',
	no_print: "print(1)",
	translate_literals: '_("{0} rows".format(n))',
	no_messages_in_f_strings: "f\"{_('Name')}: {name}\"",
	translate_messages: 'frappe.throw("No")',
	no_translation_while_importing: 'LABEL = _("Name")',
	no_logic_on_translations: 'a == _("Open")',
	no_monkey_patching: "frappe.utils.now = later",
	guests_skip_permissions_for_a_reason: (
		"@frappe.whitelist(allow_guest=True)\ndef f():\n\tdoc.insert(ignore_permissions=True)"
	),
	guests_are_limited: "@frappe.whitelist(allow_guest=True)\ndef f(): ...",
	whitelisted_arguments_have_types: "@frappe.whitelist()\ndef f(name): ...",
	ordered_in_a_stated_direction: 'frappe.db.get_value("NGO", {}, order_by="creation")',
	read_in_a_stated_order: 'frappe.get_all("NGO", pluck="name")',
	no_functions_in_field_names: 'frappe.get_all("NGO", fields=["count(name) as n"])',
	empty_fields_are_asked_for: 'if not doc.reason:\n\trefuse(doc, "reason", _("please give it."))',
	knows_nothing_of_the_embedded_site: "from embedded.home import Home",
	readers_get_days_and_amounts_in_one_form: "from frappe.utils import fmt_money",
	readers_get_numbers_in_one_form: '_("{0} hours").format(flt(hours))',
	no_cur_frm: "cur_frm.save()",
	translate_literals_in_javascript: "__(`${n} rows`)",
	translate_messages_in_javascript: 'frappe.throw("No")',
	no_leftovers: "console.log(1)",
	days_and_numbers_in_one_form_in_javascript: "hours.toLocaleString()",
	forms_are_asked_of_a_level_by_its_number: 'frm.has_perm("read", 1)',
	several_forms_are_set_up_once: "for (const doctype of FORMS) frappe.ui.form.on(doctype, {});",
}


# reads `{path: text}` and prints what is wrong with each script or module
PARSE = """
const vm = require("node:vm");
const found = [];
for (const [path, text] of Object.entries(JSON.parse(require("node:fs").readFileSync(0, "utf-8")))) {
	try {
		path.endsWith(".mjs") ? new vm.SourceTextModule(text) : new vm.Script(text, { filename: path });
	} catch (error) {
		found.push(`${path}: ${error.stack.split("\\n").slice(0, 3).join(" ")} ${error.message}`);
	}
}
console.log(JSON.stringify(found));
"""


# The tests


def files(folder: Path, *patterns: str) -> list[Path]:
	found = {path for pattern in patterns for path in folder.rglob(pattern)}
	built = {"node_modules", "dist", "__pycache__"}
	return sorted(
		path for path in found if path.is_file() and not built & set(path.relative_to(folder).parts)
	)


def is_test(path: Path) -> bool:
	return path.name.startswith("test_") or "tests" in path.relative_to(PROJECT).parts


@cache
def read_python(path: Path) -> Python:
	return Python(path.read_text(encoding="utf-8"))


def report(found: list[str]) -> None:
	assert not found, "\n" + "\n".join(found)


EXCEPTIONS = {
	(empty_fields_are_asked_for, "rules/refusals.py"): "it is what the others use",
	(no_commit, "uninstall.py"): "the framework commits before it calls what an app does after its removal",
	(no_monkey_patching, "files/access.py"): "a condition of lists has no hook that takes its place",
	(readers_get_days_and_amounts_in_one_form, "rules/readable.py"): "it is what the others use",
	(readers_get_numbers_in_one_form, "operation/probes.py"): "a machine reads it",
	(readers_get_numbers_in_one_form, "sheets/numbers.py"): "the marks of a language are what is in doubt",
	(
		readers_get_days_and_amounts_in_one_form,
		"mail/wording.py",
	): "the day of the week stands before the day",
}


@pytest.mark.parametrize("rule", IN_THE_APP, ids=lambda rule: rule.__name__)
def test_python_of_the_app_keeps_the_rule(rule: Callable):
	report(
		[
			f"{path.relative_to(PROJECT)}:{line}: {rule.__doc__}"
			for path in files(APP, "*.py")
			if not (is_test(path) and rule in NOT_IN_TESTS)
			and (rule, str(path.relative_to(APP))) not in EXCEPTIONS
			for line in rule(read_python(path))
		]
	)


@pytest.mark.parametrize("rule", IN_JAVASCRIPT, ids=lambda rule: rule.__name__)
def test_javascript_of_the_app_keeps_the_rule(rule: Callable):
	report(
		[
			f"{path.relative_to(PROJECT)}:{line}: {rule.__doc__}"
			for path in files(APP, "*.js")
			for line in rule(path.read_text(encoding="utf-8"))
		]
	)


@pytest.mark.parametrize("rule", BROKEN, ids=lambda rule: rule.__name__)
def test_the_rule_finds_what_breaks_it(rule: Callable):
	text = BROKEN[rule]
	assert list(rule(text if rule in IN_JAVASCRIPT else Python(text)))


def test_every_rule_has_its_broken_example():
	assert set(BROKEN) == {*IN_THE_APP, *IN_JAVASCRIPT}


def test_templates_write_days_and_amounts_by_the_functions_of_the_app():
	own = r"frappe\.(utils\.)?(" + "|".join(FORMS_OF_THE_SITE) + r")\b|\bformat_value\(|\bget_formatted\("
	report(
		[
			f"{path.relative_to(PROJECT)}:{line}: use show_day, show_day_in_text, show_moment, show_money"
			for path in files(APP, "*.html")
			for line in lines_of(own, path.read_text(encoding="utf-8"))
		]
	)


def test_a_controller_reads_as_a_table_of_contents():
	report(
		[
			f"{path.relative_to(PROJECT)}: {number} lines; hand a chapter to the package of its topic"
			for path in files(APP, "doctype/*/*.py")
			if path.stem == path.parent.name
			and (number := count_own_lines(path.read_text(encoding="utf-8"))) > MOST_CONTROLLER_LINES
		]
	)


def test_the_typed_block_is_not_counted_among_the_lines_of_a_controller():
	block = "\t# begin: auto-generated types\n\tstage: DF.Data\n\t# end: auto-generated types\n"
	assert count_own_lines("class NGO(Document):\n" + block + "\n\tdef validate(self): ...\n") == 3


def count_own_lines(controller: str) -> int:
	"""The number of lines of a controller without those that are generated."""
	block = r"^\t# begin: auto-generated types\n.*?^\t# end: auto-generated types\n"
	return len(re.sub(block, "", controller, flags=re.S | re.M).splitlines())


def test_the_app_does_not_mention_the_embedded_site():
	report(
		[
			str(path.relative_to(PROJECT))
			for path in files(APP, "*.py", "*.js", "*.json", "*.html", "*.css")
			if re.search(r"\bembedded\b.{0,20}\bsite\b|HUB_HOME", path.read_text(encoding="utf-8"))
		]
	)


def test_javascript_parses():
	scripts = {
		str(path.relative_to(PROJECT)): fill_in(path.read_text(encoding="utf-8"))
		for path in files(PROJECT, "planota_hub/**/*.js", "embedded/**/*.mjs")
	}
	report(find_syntax_errors(scripts))


def test_a_script_that_does_not_parse_is_found():
	found = find_syntax_errors({"a.js": "const a =;", "b.js": "const b = 1;", "c.mjs": "import {;"})
	assert [line.split(":")[0] for line in found] == ["a.js", "c.mjs"]


def fill_in(text: str) -> str:
	"""Return a script in which what a template puts in was replaced by a name."""
	return re.sub(r"\{\{.*?\}\}", "filled_in", re.sub(r"\{%.*?%\}", "", text, flags=re.S), flags=re.S)


def find_syntax_errors(scripts: dict[str, str]) -> list[str]:
	"""Return what Node says of the scripts that it can't read; path -> text, all of them in one process."""
	command = ["node", "--no-warnings", "--experimental-vm-modules", "--eval", PARSE]
	result = subprocess.run(command, input=json.dumps(scripts), capture_output=True, text=True, check=True)
	return json.loads(result.stdout)


def test_json_parses():
	for path in files(PROJECT, "planota_hub/**/*.json", "embedded/**/*.json"):
		json.loads(path.read_text(encoding="utf-8"))


def get_most_bytes(path: Path) -> int:
	"""Return how big a file may be; a catalogue holds every message of the app, and grows with it."""
	return 2_000_000 if path.suffix in (".po", ".pot") else 1_000_000


def test_nothing_big_or_packed_is_checked_in():
	listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True)
	paths = [PROJECT / name for name in listed.stdout.split("\0") if name]
	report(
		[
			f"{path.relative_to(PROJECT)}: {path.stat().st_size} bytes"
			for path in paths
			if path.is_file() and (path.suffix in PACKED or path.stat().st_size > get_most_bytes(path))
		]
	)
