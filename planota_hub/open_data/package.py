# SPDX-License-Identifier: GPL-3.0-only
"""The Data Package: what stands in the tables, field by field, by the standard of Frictionless Data (version 1, with `categories`)."""

from frappe import _

from planota_hub.open_data.catalog import LICENCE, describe_catalog, get_address, get_name
from planota_hub.public_forms.datasets import DataField, Dataset, get_datasets
from planota_hub.public_forms.structured_data import known

TYPES = {"list": "string"}  # every other kind is called as in the standard
PROFILE = "tabular-data-package"


def get_package() -> dict:
	"""Return the description of all tables, in the language that is spoken."""
	return known(
		{
			"profile": PROFILE,
			"name": "open-data",
			"id": get_address("datapackage.json"),
			"title": _("Open data of {0}").format(get_name()),
			"description": describe_catalog(),
			"homepage": get_address("").rstrip("/"),
			"licenses": [
				{
					"name": "CC-BY-4.0",
					"path": LICENCE,
					"title": "Creative Commons Attribution 4.0 International",
				}
			],
			"contributors": [{"title": get_name(), "role": "publisher"}],
			"resources": [describe_table(dataset) for dataset in get_datasets()],
		}
	)


def describe_table(dataset: Dataset) -> dict:
	"""Return one table with its fields."""
	return {
		"profile": "tabular-data-resource",
		"name": dataset.folder,
		"title": dataset.title,
		"description": dataset.description,
		"path": get_address(f"{dataset.folder}.csv"),
		"format": "csv",
		"mediatype": "text/csv",
		"encoding": "utf-8",
		"dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
		"schema": {
			"fields": [describe_field(field) for field in dataset.fields],
			"missingValues": [""],
			"primaryKey": ["id"],
		},
	}


def describe_field(field: DataField) -> dict:
	"""Return one field: its kind, what it means, and which values it can have."""
	description = field.description
	if field.kind == "list":
		description = " ".join(
			filter(None, [description, _("Several are parted by a semicolon and a space.")])
		)
	constraints = known({"required": field.is_required, "enum": list(field.options)})
	if field.name == "id":
		constraints["unique"] = True
	return known(
		{
			"name": field.name,
			"title": field.title,
			"description": description,
			"type": "string" if field.kind == "uri" else TYPES.get(field.kind, field.kind),
			"format": "uri" if field.kind == "uri" else None,
			"constraints": constraints,
			"categories": [{"value": option, "label": _(option)} for option in field.options],
		}
	)
