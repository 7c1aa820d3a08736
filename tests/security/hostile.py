# SPDX-License-Identifier: GPL-3.0-only
"""Requests that mean no good: every door of the site, found from its metadata, and what may be pushed through it."""

import importlib
import inspect
import json
import pkgutil
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

import frappe

import planota_hub
from tests.security.stage import Stage

# what text fields, dates, numbers, links and lists do not expect
VALUES = (
	"",
	" ",
	"x" * 100_000,
	"\x00",
	"a\x00b",
	"\ud800",
	"Zoë\u202e\u200b😀",
	"' OR '1'='1",
	'"; DROP TABLE tabNGO; --',
	"%",
	"%00",
	"../../../../etc/passwd",
	"<script>alert(1)</script>",
	"&lt;script&gt;",
	"{{ 7 * 7 }}",
	"{% for x in range(9) %}{% endfor %}",
	"javascript:alert(1)",
	"=HYPERLINK(1)",
	"a@b.si\r\nBcc: c@d.si",
	"1e308",
	"-1",
	"NaN",
	"Infinity",
	"99999999999999999999999999",
	"9999-12-31",
	"0000-00-00",
	"2025-13-45",
	"null",
	"[]",
	"{}",
	'["x"]',
	'{"a": {"b": ["c"]}}',
	"[" * 100_000,
	'{"a":' * 5_000,
	0,
	-1,
	1e308,
	10**30,
	True,
	None,
	[],
	["x"],
	[[["x"]]],
	[None],
	{},
	{"a": 1},
	{"a": {"b": {"c": []}}},
	["like", "%"],
	[">", "0"],
)
PARAMETER = re.compile(r'get_parameter\("(\w+)"\)')
REST_ARGUMENTS = (
	"filters",
	"fields",
	"order_by",
	"group_by",
	"limit_start",
	"limit_page_length",
	"as_dict",
	"parent",
)


@dataclass(frozen=True)
class Request:
	"""One request; see `Visitor.ask`."""

	method: str
	path: str
	form: dict | None = field(default=None, hash=False)
	body: str | None = None

	def __str__(self) -> str:
		return f"{self.method} {self.path[:150]} {str(self.form or self.body or '')[:300]!r}"


Maker = Callable[[random.Random], Request]


def find_doors(stage: Stage) -> dict[str, list[Maker]]:
	"""Return for each kind of door those that there are, each as a function that makes a request."""
	return {
		"functions": [knock_at_function(function) for function in find_functions()],
		"methods of documents": [knock_at_document(*found) for found in find_document_methods(stage)],
		"pages": [knock_at_page(*found) for found in find_pages()],
		"forms": [knock_at_form(form, sample) for form, sample in stage.samples.items()],
		"REST": [knock_at_rest(doctype, stage.records.get(doctype)) for doctype in find_doctypes()],
		"reports": [knock_at_report(name) for name in find_reports()],
	}


def make_requests(stage: Stage, count: int, seed: int) -> Iterator[Request]:
	"""Yield requests, the same ones for the same seed: each door in its turn, all kinds alike."""
	chance = random.Random(seed)
	doors = find_doors(stage)
	for makers in doors.values():
		chance.shuffle(makers)
	for number in range(count):
		makers = list(doors.values())[number % len(doors)]
		yield makers[number // len(doors) % len(makers)](chance)


# Doors


def find_functions() -> list[tuple[str, list[str], list[str]]]:
	"""Return path, arguments and HTTP methods of what the app lets browsers call."""
	import_everything()
	found = [
		(f"{function.__module__}.{function.__name__}", get_arguments(function), get_methods(function))
		for function in frappe.whitelisted
		if function.__module__.startswith("planota_hub.") and "." not in function.__qualname__
	]
	for path, ours in frappe.get_hooks("override_whitelisted_methods", app_name="planota_hub").items():
		function = frappe.get_attr(ours[-1])
		found.append((path, get_arguments(function), get_methods(function)))
	return sorted(found)


def import_everything() -> None:
	"""Import every module of the app, so that what is declared in them is known."""
	for module in pkgutil.walk_packages(planota_hub.__path__, "planota_hub."):
		if not re.search(r"\.(tests?|test_\w+|patches|demo)\b", module.name):
			importlib.import_module(module.name)


def get_arguments(function: Callable) -> list[str]:
	return [name for name in inspect.signature(function).parameters if name not in ("self", "kwargs")]


def get_methods(function: Callable) -> list[str]:
	known = frappe.allowed_http_methods_for_whitelisted_func
	return next(
		(list(methods) for key, methods in known.items() if key.__name__ == function.__name__), ["POST"]
	)


def find_document_methods(stage: Stage) -> list[tuple[str, str, str]]:
	"""Return DocType, name of a record and name of every method that a form can call."""
	found = []
	for doctype in find_doctypes():
		controller = frappe.get_meta(doctype) and frappe.model.base_document.get_controller(doctype)
		names = [
			name
			for name, member in inspect.getmembers(controller, inspect.isfunction)
			if member in frappe.whitelisted and member.__module__.startswith("planota_hub.")
		]
		found += [(doctype, stage.records.get(doctype, "x"), name) for name in names]
	return found


def find_pages() -> list[tuple[str, list[str]]]:
	"""Return the path of every page, with `{}` where a name stands in it, and what its address may ask for."""
	www = Path(frappe.get_app_path("planota_hub", "www"))
	pages = []
	for page in sorted(www.glob("*.html")):
		code = www / f"{page.stem.replace('-', '_')}.py"
		parameters = PARAMETER.findall(code.read_text(encoding="utf-8")) if code.exists() else []
		pages.append((f"/{page.stem}", [*parameters, "_lang"]))
	rules = [
		(re.sub(r"<\w+>", "{}", rule["from_route"]), []) for rule in frappe.get_hooks("website_route_rules")
	]
	forms = [
		(f"/{form}/new", ["token", "_lang", form.split("-")[-1]])
		for form in frappe.get_hooks("hub_web_forms")
	]
	edits = [(f"/{form}/{{}}", []) for form in frappe.get_hooks("hub_web_forms")]
	return [*pages, *rules, *forms, *edits]


def find_doctypes() -> list[str]:
	modules = frappe.get_module_list("planota_hub")
	return frappe.get_all("DocType", {"module": ("in", modules)}, pluck="name", order_by="name asc")


def find_reports() -> list[str]:
	modules = frappe.get_module_list("planota_hub")
	return frappe.get_all("Report", {"module": ("in", modules)}, pluck="name", order_by="name asc")


# Requests


def knock_at_function(function: tuple[str, list[str], list[str]]) -> Maker:
	path, arguments, methods = function

	def make(chance: random.Random) -> Request:
		return call(chance, f"/api/method/{path}", {name: pick(chance) for name in arguments}, methods)

	return make


def call(chance: random.Random, path: str, values: dict, methods: list[str]) -> Request:
	"""Return a call of a function in one of the ways in which browsers and programs call."""
	method = chance.choice(methods)
	if method == "GET":
		return Request("GET", f"{path}?{encode(values)}")
	if chance.random() < 0.5:
		return Request(method, path, form={name: as_text(value) for name, value in values.items()})
	return Request(method, path, body=json.dumps(values))


def knock_at_document(doctype: str, name: str, method: str) -> Maker:
	def make(chance: random.Random) -> Request:
		values = {"dt": doctype, "dn": chance.choice([name, pick(chance)]), "method": method}
		arguments = chance.choice([pick(chance), json.dumps({"note": pick(chance), "day": pick(chance)})])
		return call(chance, "/api/method/run_doc_method", {**values, "args": arguments}, ["POST"])

	return make


def knock_at_page(path: str, parameters: list[str]) -> Maker:
	def make(chance: random.Random) -> Request:
		asked = encode({name: pick(chance) for name in parameters})
		place = path.replace("{}", quote(as_text(pick(chance))[:2000], safe="", errors="surrogatepass"))
		if chance.random() < 0.1:
			return Request("POST", place, body=json.dumps({name: pick(chance) for name in parameters}))
		return Request("GET", f"{place}?{asked[:8000]}")

	return make


def knock_at_form(form: str, sample: dict) -> Maker:
	meta = frappe.get_doc("Web Form", form)
	fields = [row.fieldname for row in meta.web_form_fields if row.fieldname]

	def make(chance: random.Random) -> Request:
		known = sorted({*fields, *sample})
		changed = chance.sample(known, k=min(len(known), chance.choice((1, 1, 1, 2, 5))))
		values = {**sample, **{name: pick(chance) for name in changed}}
		if chance.random() < 0.3:
			return knock_at_steps(chance, form, values)
		data = json.dumps(values) if chance.random() < 0.9 else as_text(pick(chance))
		path = "/api/method/frappe.website.doctype.web_form.web_form.accept"
		return call(chance, path, {"web_form": form, "data": data}, ["POST"])

	return make


def knock_at_steps(chance: random.Random, form: str, values: dict) -> Request:
	"""Return what the page of a form sends, with whatever it gives along of its own."""
	own = ("hub_step", "hub_key", "hub_shown", "hub_restored", "csrf_token")
	sent = {
		**values,
		**{name: pick(chance) for name in own},
		"hub_go": chance.choice(("next", "back", "send", "show")),
	}
	path = chance.choice((f"/{form}/new", f"/{form}/{as_text(pick(chance))[:20]}/edit"))
	fields = {name: as_text(value) for name, value in sent.items()}
	return Request("POST", quote(path, errors="surrogatepass"), form=fields)


def knock_at_rest(doctype: str, name: str | None) -> Maker:
	resources = (f"/api/resource/{quote(doctype)}", f"/api/v2/document/{quote(doctype)}")
	fields = [*(df.fieldname for df in frappe.get_meta(doctype).fields), *frappe.model.default_fields]

	def make(chance: random.Random) -> Request:
		resource = chance.choice(resources)
		values = {fieldname: pick(chance) for fieldname in chance.sample(fields, k=min(len(fields), 3))}
		record = f"{resource}/{quote(name or 'x')}"
		return chance.choice(
			(
				Request(
					"GET",
					f"{resource}?{encode({key: pick(chance) for key in chance.sample(REST_ARGUMENTS, 2)})}",
				),
				Request(
					"GET", f"{resource}/{quote(as_text(pick(chance))[:500], safe='', errors='surrogatepass')}"
				),
				Request("POST", resource, body=json.dumps(values)),
				Request("PUT", record, body=json.dumps(values)),
				Request("DELETE", record),
			)
		)

	return make


def knock_at_report(name: str) -> Maker:
	def make(chance: random.Random) -> Request:
		filters = {key: pick(chance) for key in ("from_date", "group_by", "municipality")}
		values = {"report_name": name, "filters": json.dumps(filters)}
		return call(chance, "/api/method/frappe.desk.query_report.run", values, ["GET", "POST"])

	return make


def pick(chance: random.Random):
	return chance.choice(VALUES)


def as_text(value) -> str:
	return value if isinstance(value, str) else json.dumps(value)


def encode(values: dict) -> str:
	"""Return a query, short enough for the address of a request."""
	return urlencode({name: as_text(value)[:2000] for name, value in values.items()}, errors="surrogatepass")
