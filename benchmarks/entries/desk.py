# SPDX-License-Identifier: GPL-3.0-only
"""The Desk: every form, list and link search beside those of the framework's Contact, and what is saved there."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from unittest.mock import patch

import frappe
from frappe.desk.form.load import getdoc
from frappe.desk.notifications import get_open_count
from frappe.desk.search import search_widget
from frappe.model.document import Document
from frappe.utils import now_datetime
from frappe.utils.global_search import search

from benchmarks.entries.entry import Entry, Sample, get_own_filter
from planota_hub.digest.my_day import get_my_day
from planota_hub.finding.search import find
from planota_hub.planota_hub.work_done.lines import get_lines

PEER = "Contact"
PAGE = 20
SEARCHED = "dru"
# a form asks for its own table, its tables, permissions, history, connections, comments
MOST_QUERIES_OF_A_FORM = 60
MOST_QUERIES_OF_A_SAVE = 80
# what is saved again is the same whatever the record: a field that every reader may change
SAVED = {
	"NGO": "description",
	"Mentoring Session": "summary",
	"NGO Support Request": "answer",
	"Workshop Registration": "phone",
	"Event Registration": "phone",
	"Local Need": "evidence",
	"Advocacy Campaign": "strategy",
	"Call Application": "summary",
	"Hub Meeting": "minutes",
	"Local Network": "purpose",
	"Stakeholder": "description",
}
# what is entered anew as a copy of one that is there, with what must differ
ENTERED: dict[str, dict[str, Any]] = {
	"NGO": {
		"ngo_name": "Društvo ljubiteljev starih sort",
		"stage": "Submitted",
		"registration_number": None,
		"email": None,
	},
	"Stakeholder": {"stakeholder_name": "Razvojni center", "email": None},
	"Mentoring Session": {"starts_on": "2020-02-29 05:00:00", "funded_project": None},
	"NGO Support Request": {"stage": "Received", "work": []},
	"Workshop Registration": {
		"participant_name": "Nova Oseba",
		"email": "new@seed.example.org",
		"attendance": "Not Recorded",
		"active_key": None,
	},
	"Local Need": {"stage": "Submitted"},
	"Campaign Supporter": {
		"supporter_name": "Nova Oseba",
		"email": "new@seed.example.org",
		"person_key": None,
		"email_key": None,
	},
	"Hub Meeting": {"stage": "Planned"},
}


class Plain(Document):
	"""A document with the fields, tables, workflow and assignments of its DocType and none of the hub's rules."""

	def run_notifications(self, method: str) -> None:
		"""Its notifications are the hub's."""


def get_entries(sample: Sample) -> Iterator[Entry]:
	"""Yield each form, list and search, and what is saved."""
	for doctype in get_doctypes():
		yield Entry("list", doctype, "", read_list(doctype), read_list(PEER), "list of Contact")
		if name := sample(doctype):
			form = open_form(doctype, name)
			peer = open_form(PEER, sample(PEER)) if sample(PEER) else None
			yield Entry("form", doctype, "", form, peer, "form of Contact", MOST_QUERIES_OF_A_FORM)
	for doctype in ("NGO", "Stakeholder", "Local Need", "Funding Call", "Training Workshop"):
		yield Entry("search", doctype, "in a link", look_up(doctype), look_up(PEER), "search of Contact")
	yield Entry("search", "global", "", lambda: search(SEARCHED, limit=PAGE), most_queries=60)
	for text in ("dru", "drustvo mladih", "031 000 002"):
		yield Entry("search", "bar", text, partial(find, text), most_queries=80)
	yield Entry("work", "my day", "of who sees all", get_my_day, most_queries=120)
	for doctype in ("NGO", "Municipality"):
		if name := sample(doctype):
			lines = partial(get_lines, doctype, name)
			yield Entry("work", "all that the hub did", doctype, lines, most_queries=160)
	for doctype, fieldname in SAVED.items():
		if name := sample(doctype):
			yield save_entry(doctype, name, fieldname)
	for doctype, values in ENTERED.items():
		if name := sample(doctype, **get_source_filters(doctype)):
			yield insert_entry(doctype, name, values)


def get_doctypes() -> list[str]:
	"""Return the app's own DocTypes that have forms and lists."""
	filters = {**get_own_filter(), "istable": 0, "issingle": 0, "is_virtual": 0}
	return frappe.get_all("DocType", filters, pluck="name", order_by="name asc")


def read_list(doctype: str) -> Callable[[], list]:
	"""Return the work of the first page of a list, with the columns that it shows."""
	meta = frappe.get_meta(doctype)
	columns = [
		df.fieldname for df in meta.fields if df.in_list_view and df.fieldtype not in ("Table", "Button")
	]
	fields = list(dict.fromkeys(["name", "modified", *columns]))
	return lambda: frappe.get_list(doctype, fields=fields, order_by="creation desc", limit_page_length=PAGE)


def open_form(doctype: str, name: str) -> Callable[[], None]:
	"""Return the work of opening a form: its document and the numbers of its connections."""
	has_connections = bool(frappe.get_meta(doctype).get_dashboard_data().get("transactions"))

	def open_it() -> None:
		getdoc(doctype, name)
		if has_connections:
			get_open_count(doctype, name)
		frappe.local.response = frappe._dict(docs=[])

	return open_it


def look_up(doctype: str) -> Callable[[], list]:
	return lambda: search_widget(doctype, SEARCHED, page_length=10)


def save_entry(doctype: str, name: str, fieldname: str) -> Entry:
	def change(document: Document) -> None:
		document.set(fieldname, f"041 {now_datetime():%f}")
		document.save()

	return Entry(
		"save",
		doctype,
		"one field changed",
		lambda: change(frappe.get_doc(doctype, name)),
		without_rules(lambda: change(load_plain(doctype, name))),
		"plain DocType",
		MOST_QUERIES_OF_A_SAVE,
	)


def insert_entry(doctype: str, name: str, values: dict[str, Any]) -> Entry:
	return Entry(
		"save",
		doctype,
		"new",
		lambda: copy(doctype, name, values).insert(),
		without_rules(lambda: make_plain(copy(doctype, name, values)).insert()),
		"plain DocType",
		MOST_QUERIES_OF_A_SAVE,
	)


def get_source_filters(doctype: str) -> dict[str, str]:
	"""Return which records can be entered anew."""
	filters = {"NGO": {"stage": "Verified"}, "Campaign Supporter": {"supporter_kind": "Person"}}
	if doctype == "Workshop Registration":
		return {"attendance": "Not Recorded"}
	return filters.get(doctype, {})


def copy(doctype: str, name: str, values: dict[str, Any]) -> Document:
	document = frappe.copy_doc(frappe.get_doc(doctype, name))
	document.update(values)
	return document


def load_plain(doctype: str, name: str) -> Plain:
	return Plain(doctype, name)


def make_plain(document: Document) -> Plain:
	return Plain(document.as_dict(no_default_fields=False) | {"doctype": document.doctype})


def without_rules(work: Callable[[], Any]) -> Callable[[], Any]:
	"""Return work during which the hooks of documents are silent that are not the framework's own."""

	hooks = get_framework_hooks()

	def run() -> Any:
		with patch.object(frappe, "get_doc_hooks", lambda: hooks):
			return work()

	return run


def get_framework_hooks() -> dict[str, dict[str, list[str]]]:
	"""Return the hooks of documents that the framework has itself: workflows, assignments, follow-ups."""
	return {
		doctype: {
			event: [path for path in paths if path.startswith("frappe.")] for event, paths in events.items()
		}
		for doctype, events in frappe.get_doc_hooks().items()
	}
