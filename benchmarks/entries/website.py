# SPDX-License-Identifier: GPL-3.0-only
"""Public pages, the portal and web forms, beside the framework's log-in page; prints beside the plain print."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import frappe
from frappe.auth import CookieManager
from frappe.utils import set_request
from frappe.website.serve import get_response

import planota_hub
from benchmarks.entries.entry import Entry, Sample, get_own_filter
from benchmarks.seeding.people import REPRESENTATIVE

WWW = Path(planota_hub.__file__).parent / "www"
PEER = "login"
# files of `www/` that serve several addresses: (path of the page, DocType of the record that it shows)
ROUTES: dict[str, tuple[tuple[str, str | None], ...]] = {
	"public_record": (("ngos/{}", "NGO"), ("needs/{}", "Local Need"), ("networks/{}", "Local Network")),
	"public_list": (("networks", None), ("partnerships", None), ("projects", None)),
	"workshop": (("workshops/{}", "Training Workshop"),),
	"event": (("events/{}", "Hub Event"),),
	"call": (("calls/{}", "Funding Call"),),
	"consultation": (("consultations/{}", "Policy Proposal"),),
	"campaign": (("campaigns/{}", "Advocacy Campaign"),),
	"election": (("elections/{}", "Representative Election"),),
	"meeting": (("meetings/{}", "Hub Meeting"),),
	"good_practice": (("good-practices/{}", "Good Practice"),),
	"ngos": (("ngos", None), ("ngos?q=gasilsko", None), ("ngos?page=2", None)),
	"find": (("find?q=gasilsko", None),),
}
MOST_QUERIES_OF_A_PAGE = 60
# of print formats that not every record has: which have it
PRINTED = {
	"Workshop Certificate": {"attendance": "Attended"},
	"Event Confirmation": {"attendance": "Attended"},
}
# what a request sets, and nothing else has
KEPT = ("request", "request_ip", "response", "form_dict", "cookie_manager", "no_cache", "message_log")
FEEDS = (
	"planota_hub.funding.calls.feed.rss",
	"planota_hub.funding.calls.feed.deadlines",
	"planota_hub.capacity_building.workshops.calendar_files.feed",
)


def get_pages() -> list[str]:
	"""Return the files of `www/` that are pages, by their module or, without one, their name."""
	names = {path.stem.replace("-", "_") for path in WWW.glob("*.html")}
	names |= {path.stem for path in WWW.glob("*.py")} | {path.stem for path in WWW.glob("*.xml")}
	return sorted(names - {"__init__"})


def get_entries(sample: Sample) -> Iterator[Entry]:
	"""Yield every page, web form, feed and print."""
	for page in get_pages():
		for route, doctype in ROUTES.get(page, ((get_route(page), None),)):
			if doctype is None or sample(doctype):
				address = route.format(sample(doctype)) if doctype else route
				yield page_entry("page", page, "" if address == page else route, address)
	for form in frappe.get_all("Web Form", get_own_filter(), ["name", "route"], order_by="name asc"):
		yield page_entry("web form", form.name, "", f"{form.route}/new")
	for path in FEEDS:
		yield page_entry("feed", path, "", f"api/method/{path}")
	yield from get_prints(sample)


def get_route(page: str) -> str:
	"""Return the address of a page: that of its template."""
	for suffix in (".html", ".xml"):
		for name in (page, page.replace("_", "-")):
			if (WWW / f"{name}{suffix}").exists():
				return f"{name}{suffix}" if suffix == ".xml" else name
	return page


def page_entry(kind: str, subject: str, name: str, address: str) -> Entry:
	return Entry(
		kind, subject, name, open_page(address), open_page(PEER), "log-in page", MOST_QUERIES_OF_A_PAGE
	)


def open_page(address: str) -> Callable[[], None]:
	"""Return the work of answering who asks for a page: a guest, in the portal a representative."""
	path, _question, query = address.partition("?")
	user = REPRESENTATIVE if is_of_portal(path) and frappe.db.exists("User", REPRESENTATIVE) else "Guest"

	def open_it() -> None:
		with asking_as(user, path, query):
			if path.startswith("api/method/"):
				frappe.get_attr(path.removeprefix("api/method/"))()
			else:
				get_response(path)

	return open_it


def is_of_portal(path: str) -> bool:
	"""Tell whether a page asks for a log-in."""
	return path.startswith("my-") or path in ("portal", "register-colleagues", "me")


@contextmanager
def asking_as(user: str, path: str, query: str) -> Iterator[None]:
	"""Be a user with a request, and who one was before again afterwards."""
	before, kept = frappe.session.user, {name: getattr(frappe.local, name, None) for name in KEPT}
	frappe.set_user(user)
	set_request(method="GET", path=f"/{path}", query_string=query)
	frappe.local.form_dict = frappe._dict(part.split("=") for part in query.split("&") if part)
	frappe.local.response, frappe.local.request_ip = frappe._dict(docs=[]), "127.0.0.1"
	frappe.local.cookie_manager, frappe.local.no_cache = CookieManager(), True
	try:
		yield
	finally:
		frappe.set_user(before)
		for name, value in kept.items():
			if value is not None:
				setattr(frappe.local, name, value)
			elif hasattr(frappe.local, name):
				delattr(frappe.local, name)


def get_prints(sample: Sample) -> Iterator[Entry]:
	"""Yield every print format of a record that is there, beside the plain print of the same record."""
	for row in frappe.get_all("Print Format", get_own_filter(), ["name", "doc_type"], order_by="name asc"):
		if record := sample(row.doc_type, **PRINTED.get(row.name, {})):
			plain = print_record(row.doc_type, record, "Standard")
			own = print_record(row.doc_type, record, row.name)
			yield Entry("print", row.name, "", own, plain, "plain print", MOST_QUERIES_OF_A_PAGE)


def print_record(doctype: str, name: str, print_format: str) -> Callable[[], str]:
	def print_it() -> None:
		frappe.get_print(doctype, name, print_format)

	return print_it
