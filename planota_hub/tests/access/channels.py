# SPDX-License-Identifier: GPL-3.0-only
"""The doors to a record: what is asked at each, which right opens it, and how one sees that it was open."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import frappe
import frappe.client
from frappe.model import table_fields
from frappe.model.base_document import get_controller

from planota_hub.tests.access.asking import Answer, Question, call
from planota_hub.tests.access.records import TAG, Record

REFUSALS = (401, 403, 404)
NOTHING_TO_CERTIFY_YET = (
	"A certificate is given to participants who attended",
	"A confirmation is given to participants who attended",
)
# by its name in the later versions of Frappe 16
VALIDATE_LINK = next(
	name for name in ("validate_link_and_fetch", "validate_link") if hasattr(frappe.client, name)
)


def is_named(answer: Answer, record: Record) -> bool:
	"""A list or a document was given and the record is in it."""
	written = (record.name, json.dumps(record.name)[1:-1])
	return answer.is_given and any(name in answer.text for name in written)


def is_titled(answer: Answer, record: Record) -> bool:
	return bool(record.title) and record.title in answer.text


def is_counted(answer: Answer, record: Record) -> bool:
	return answer.is_given and json.loads(answer.text).get("message") == 1


def is_printed(answer: Answer, record: Record) -> bool:
	"""A certificate of what was not held yet says so, to who may open the registration."""
	return answer.is_given or any(text in answer.text for text in NOTHING_TO_CERTIFY_YET)


def is_not_refused(answer: Answer, record: Record) -> bool:
	"""Whatever else may be wrong with the request, it was not the permission."""
	return answer.status not in REFUSALS


@dataclass(frozen=True)
class Channel:
	"""A door: the right that opens it; `is_desk` when it is for those who work at the Desk."""

	name: str
	right: str
	ask_for: Callable[[Record], Question]
	is_open: Callable[[Answer, Record], bool] = is_named
	is_desk: bool = False


def only(record: Record, **values) -> dict:
	"""Return the arguments that limit a list to one record."""
	return {"doctype": record.doctype, "filters": json.dumps({"name": record.name}), **values}


def of(record: Record, **values) -> dict:
	return {"doctype": record.doctype, "name": record.name, **values}


def get_unchanged(record: Record) -> dict:
	"""Return a field of a record and what is in it: a change that changes nothing."""
	meta = frappe.get_meta(record.doctype)
	fieldname = meta.title_field or next(df.fieldname for df in meta.fields if not df.permlevel)
	return {"fieldname": fieldname, "value": frappe.db.get_value(record.doctype, record.name, fieldname)}


def resource(record: Record, version: str = "resource", method: str = "GET", **values) -> Question:
	return Question(f"/api/{version}/{record.doctype}/{record.name}", values, method)


def resources(record: Record, version: str) -> Question:
	return Question(f"/api/{version}/{record.doctype}", {"filters": json.dumps({"name": record.name})})


def search_for(record: Record) -> Question:
	return call("frappe.desk.search.search_link", doctype=record.doctype, txt=record.title or record.name)


READING = (
	Channel("REST v1, document", "read", resource),
	Channel("REST v2, document", "read", lambda record: resource(record, "v2/document")),
	Channel("client.get", "read", lambda record: call("frappe.client.get", **of(record))),
	Channel(
		"client.get_value",
		"read",
		lambda record: call("frappe.client.get_value", **only(record, fieldname="name")),
	),
	Channel(
		"client.validate_link",
		"read",
		lambda record: call(f"frappe.client.{VALIDATE_LINK}", doctype=record.doctype, docname=record.name),
	),
	Channel(
		"print",
		"read",
		lambda record: call("frappe.www.printview.get_html_and_style", doc=record.doctype, name=record.name),
		is_printed,
	),
	Channel("form", "read", lambda record: call("frappe.desk.form.load.getdoc", **of(record)), is_desk=True),
	Channel(
		"timeline",
		"read",
		lambda record: call("frappe.desk.form.load.get_docinfo", **of(record)),
		is_desk=True,
	),
	Channel(
		"link title",
		"read",
		lambda record: call("frappe.desk.search.get_link_title", doctype=record.doctype, docname=record.name),
		is_titled,
		is_desk=True,
	),
)
LISTING = (
	Channel("REST v1, list", "read", lambda record: resources(record, "resource")),
	Channel("REST v2, list", "read", lambda record: resources(record, "v2/document")),
	Channel("client.get_list", "read", lambda record: call("frappe.client.get_list", **only(record))),
	Channel(
		"client.get_count",
		"read",
		lambda record: call("frappe.client.get_count", **only(record)),
		is_counted,
	),
	Channel(
		"list view",
		"read",
		lambda record: call(
			"frappe.desk.reportview.get", **only(record, fields=json.dumps(["name", "owner"]))
		),
		is_desk=True,
	),
	Channel(
		"count of the list",
		"read",
		lambda record: call(
			"frappe.desk.reportview.get_count",
			**only(record, fields="[]", distinct="false"),
		),
		is_counted,
		is_desk=True,
	),
	Channel(
		"groups",
		"read",
		lambda record: call(
			"frappe.desk.reportview.get_list",
			**only(record, fields=json.dumps(["name"]), group_by=f"`tab{record.doctype}`.`name`"),
		),
		is_desk=True,
	),
	Channel("search in links", "read", search_for, is_desk=True),
	Channel(
		"export",
		"export",
		lambda record: call(
			"frappe.desk.reportview.export_query",
			"POST",
			**only(
				record,
				fields=json.dumps([f"`tab{record.doctype}`.`name`"]),
				file_format_type="CSV",
				title=record.doctype,
			),
		),
		is_desk=True,
	),
)
CHANGING = (
	Channel("REST v1, change", "write", lambda record: resource(record, method="PUT", idx=0), is_not_refused),
	Channel(
		"REST v2, change",
		"write",
		lambda record: resource(record, "v2/document", "PATCH", idx=0),
		is_not_refused,
	),
	Channel(
		"client.set_value",
		"write",
		lambda record: call("frappe.client.set_value", "POST", **of(record, **get_unchanged(record))),
		is_not_refused,
	),
	Channel("REST v1, deletion", "delete", lambda record: resource(record, method="DELETE"), is_not_refused),
	Channel(
		"REST v2, deletion",
		"delete",
		lambda record: resource(record, "v2/document", "DELETE"),
		is_not_refused,
	),
	Channel(
		"share",
		"share",
		lambda record: call("frappe.share.add", "POST", **of(record, user="nobody@access.test")),
		is_not_refused,
		is_desk=True,
	),
	Channel(
		"mail",
		"email",
		lambda record: call(
			"frappe.core.doctype.communication.email.make", "POST", **of(record, content="Hello")
		),
		is_not_refused,
		is_desk=True,
	),
	Channel(
		"assignment",
		"write",
		lambda record: call(
			"frappe.desk.form.assign_to.add",
			"POST",
			**of(record, assign_to=json.dumps(["Administrator"]), description="Do it"),
		),
		is_not_refused,
		is_desk=True,
	),
	Channel(
		"tag",
		"write",
		lambda record: call(
			"frappe.desk.doctype.tag.tag.add_tag", "POST", tag="New", dt=record.doctype, dn=record.name
		),
		is_not_refused,
		is_desk=True,
	),
)
# for who reads a document and changes something in the hub
MARKING = (
	Channel(
		"comment",
		"read",
		lambda record: call(
			"frappe.desk.form.utils.add_comment",
			"POST",
			reference_doctype=record.doctype,
			reference_name=record.name,
			content="A comment",
			comment_email="Administrator",
			comment_by="Administrator",
		),
		is_not_refused,
		is_desk=True,
	),
	Channel(
		"like",
		"read",
		lambda record: call("frappe.desk.like.toggle_like", "POST", **of(record, add="Yes")),
		is_not_refused,
		is_desk=True,
	),
)


def get_side_doors(record: Record) -> Iterator[Question]:
	"""Yield what the framework keeps about a record elsewhere, and its own functions: never a way around reading."""
	about = json.dumps({"reference_doctype": record.doctype, "reference_name": record.name})
	for doctype, filters, fields in (
		("Version", {"ref_doctype": record.doctype, "docname": record.name}, ["data"]),
		("Tag Link", {"document_type": record.doctype, "document_name": record.name}, ["title"]),
		("ToDo", {"reference_type": record.doctype, "reference_name": record.name}, ["description"]),
		("Comment", json.loads(about), ["content"]),
		("Communication", json.loads(about), ["subject", "content"]),
		("Notification Log", {"document_name": record.name}, ["subject"]),
	):
		yield call(
			"frappe.client.get_list", doctype=doctype, filters=json.dumps(filters), fields=json.dumps(fields)
		)
	yield call("frappe.desk.doctype.tag.tag.get_documents_for_tag", tag=TAG)
	yield call("frappe.utils.global_search.search", text=record.title or record.name, limit=50)
	yield call("frappe.desk.form.load.get_communications", **of(record))
	yield from get_rows(record)


def get_rows(record: Record) -> Iterator[Question]:
	"""Yield the questions for the rows of each table of a record."""
	for table in (df for df in frappe.get_meta(record.doctype).fields if df.fieldtype in table_fields):
		texts = [df.fieldname for df in frappe.get_meta(table.options).fields if df.permlevel]
		yield call(
			"frappe.client.get_list",
			doctype=table.options,
			parent=record.doctype,
			filters=json.dumps({"parent": record.name}),
			fields=json.dumps(["name", "parent", *texts]),
		)


def get_functions(record: Record) -> Iterator[Question]:
	"""Yield the calls of the record's own functions that the API offers."""
	controller = get_controller(record.doctype)
	for name in sorted(set(dir(controller)) - set(dir(frappe.model.document.Document))):
		function = getattr(controller, name)
		if callable(function) and function in frappe.whitelisted:
			values = {"dt": record.doctype, "dn": record.name, "method": name}
			yield Question("/api/method/run_doc_method", values, "POST")
