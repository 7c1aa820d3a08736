# SPDX-License-Identifier: GPL-3.0-only
"""The interface described by OpenAPI 3.1, made of the same sets that it answers with."""

import frappe
from frappe import _
from frappe.utils import get_url

from planota_hub.open_data.answers import FOLDER, PROBLEM
from planota_hub.open_data.catalog import LICENCE, describe_catalog, get_name
from planota_hub.open_data.interface import LAST_PAGE, LONGEST_PAGE, PAGE_LENGTH, SINCE
from planota_hub.public_forms.datasets import DataField, Dataset, get_datasets

VERSION = "1.0.0"
JSON_TYPES: dict[str, dict] = {
	"integer": {"type": "integer"},
	"number": {"type": "number"},
	"boolean": {"type": "boolean"},
	"date": {"type": "string", "format": "date"},
	"datetime": {"type": "string", "format": "date-time"},
	"uri": {"type": "string", "format": "uri"},
	"list": {"type": "array", "items": {"type": "string"}},
}


def get_description() -> dict:
	"""Return the description of the interface, in the language that is spoken."""
	datasets = get_datasets()
	return {
		"openapi": "3.1.0",
		"info": {
			"title": _("Open data of {0}").format(get_name()),
			"description": describe_catalog(),
			"version": VERSION,
			"license": {"name": "CC BY 4.0", "url": LICENCE},
		},
		"servers": [{"url": get_url(f"/{FOLDER}")}],
		"paths": {
			"/api": {"get": describe_index()},
			**{path: item for dataset in datasets for path, item in describe_paths(dataset).items()},
		},
		"components": {
			"schemas": {
				"Problem": describe_problem(),
				**{get_schema_name(dataset): describe_row(dataset) for dataset in datasets},
			}
		},
	}


def describe_index() -> dict:
	entry = {"type": "object", "required": ["name", "title", "url", "parameters"]}
	return {
		"operationId": "listSets",
		"summary": _("Which sets there are"),
		"responses": describe_answers(
			{
				"type": "object",
				"required": ["items"],
				"properties": {"items": {"type": "array", "items": entry}},
			}
		),
	}


def describe_paths(dataset: Dataset) -> dict:
	"""Return the two addresses of a set."""
	name, row = get_schema_name(dataset), {"$ref": f"#/components/schemas/{get_schema_name(dataset)}"}
	key = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
	return {
		f"/api/{dataset.folder}": {
			"get": {
				"operationId": f"list{name}",
				"summary": dataset.title,
				"description": dataset.description,
				"parameters": describe_parameters(dataset),
				"responses": describe_answers(describe_page(row)),
			}
		},
		f"/api/{dataset.folder}/{{id}}": {
			"get": {
				"operationId": f"get{name}",
				"summary": _("{0}: one record").format(dataset.title),
				"parameters": [key],
				"responses": describe_answers(row),
			}
		},
	}


def describe_parameters(dataset: Dataset) -> list[dict]:
	"""Return how a set can be narrowed down."""
	options = {field.name: list(field.options) for field in dataset.fields if field.options}
	parameters = []
	for name in dataset.asked:
		schema: dict = {"type": "string"}
		if name in options:
			schema["examples"] = options[name]
		parameters.append({"name": name, "in": "query", "schema": schema})
	since = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
	return [
		*parameters,
		{"name": SINCE, "in": "query", "schema": since},
		describe_number("page", 1, LAST_PAGE),
		describe_number("per_page", PAGE_LENGTH, LONGEST_PAGE),
	]


def describe_number(name: str, default: int, most: int) -> dict:
	schema = {"type": "integer", "minimum": 1, "maximum": most, "default": default}
	return {"name": name, "in": "query", "schema": schema}


def describe_page(row: dict) -> dict:
	number = {"type": "integer", "minimum": 0}
	return {
		"type": "object",
		"required": ["total", "page", "per_page", "pages", "next", "items"],
		"properties": {
			"total": number,
			"page": number,
			"per_page": number,
			"pages": number,
			"next": {"type": ["string", "null"], "format": "uri"},
			"items": {"type": "array", "items": row},
		},
	}


def describe_row(dataset: Dataset) -> dict:
	"""Return the schema of one record."""
	return {
		"type": "object",
		"title": dataset.title,
		"additionalProperties": False,
		"required": [field.name for field in dataset.fields],
		"properties": {field.name: describe_value(field) for field in dataset.fields},
	}


def describe_value(field: DataField) -> dict:
	schema = dict(JSON_TYPES.get(field.kind, {"type": "string"}))
	schema["title"] = field.title
	if field.description:
		schema["description"] = field.description
	if field.options:
		schema["enum"] = [*field.options, *([] if field.is_required else [None])]
	if not field.is_required and field.kind not in ("list", "boolean"):
		schema["type"] = [schema["type"], "null"]
	return schema


def describe_answers(schema: dict) -> dict:
	"""Return what can come back."""
	problem = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
	return {
		"200": {
			"description": _("What was asked for"),
			"headers": {"ETag": {"schema": {"type": "string"}}},
			"content": {"application/json": {"schema": schema}},
		},
		"304": {"description": _("Nothing has changed since the mark that was sent in If-None-Match")},
		**{
			str(status): {"description": text, "content": problem}
			for status, text in (
				(400, _("The address asks for what is not known")),
				(404, _("There is no such set or record")),
				(429, _("Too many requests in a minute")),
			)
		},
	}


def describe_problem() -> dict:
	text = {"type": "string"}
	return {
		"type": "object",
		"required": ["title", "status", "detail"],
		"properties": {"type": text, "title": text, "status": {"type": "integer"}, "detail": text},
	}


def get_schema_name(dataset: Dataset) -> str:
	"""Return the name of a set as programs that are made of the description call it."""
	return frappe.unscrub(dataset.folder).replace(" ", "").replace("-", "")
