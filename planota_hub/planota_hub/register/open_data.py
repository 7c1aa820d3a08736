# SPDX-License-Identifier: GPL-3.0-only
"""The public register as open data: what its pages show of NGOs that agreed, and nothing else of them."""

import frappe
from frappe import _
from frappe.utils import get_url

from planota_hub.planota_hub.register.public_interest import FIELDS, STATUS, get_holding
from planota_hub.planota_hub.register.public_register import FOLDER, PUBLIC, PUBLIC_FIELDS
from planota_hub.public_forms.datasets import (
	DataField,
	Dataset,
	as_day,
	get_codes,
	get_key_fields,
	get_options,
	get_place_fields,
	get_table,
	get_updated_field,
)
from planota_hub.public_forms.public_areas import as_list
from planota_hub.rules.countries import get_country_code
from planota_hub.rules.fields import is_web_address

NGO = "NGO"
COLUMNS = [*(name for name in PUBLIC_FIELDS if name != "name"), "country", "founded_on"]


def get_dataset() -> Dataset:
	"""Return the organisations of the public register. Hook `hub_open_data`."""
	return Dataset(
		folder="organisations",
		title=_("Register of NGOs"),
		description=_(
			"Non-governmental organisations of the region that are verified and agreed to being listed here."
		),
		keywords=[_("non-governmental organisations"), _("register"), _("civil society")],
		theme="SOCI",
		doctype=NGO,
		columns=COLUMNS,
		get_filters=lambda: as_list(PUBLIC),
		describe=describe,
		fields=get_fields(),
		asked={
			"municipality": "municipality",
			"legal_form": "legal_form",
			"field_of_work": ("NGO Field of Work", "field_of_work"),
		},
	)


def get_fields() -> list[DataField]:
	return [
		*get_key_fields(_("Page of the organisation")),
		DataField("name", _("Name"), is_required=True),
		DataField("short_name", _("Short Name")),
		DataField("legal_form", _("Legal Form"), options=get_options(NGO, "legal_form")),
		DataField("country", _("Country"), description=_("Two letters by ISO 3166-1")),
		DataField("founded_on", _("Founded On"), "date"),
		*get_place_fields(),
		DataField("town", _("Town")),
		DataField("works_in", _("Works In"), "list", _("Municipalities")),
		DataField("fields_of_work", _("Fields of Work"), "list", is_term=True),
		DataField("public_interest", _("Works in the Public Interest"), "boolean", _("Has the status today")),
		DataField("website", _("Website"), "uri"),
		DataField("description", _("Description")),
		get_updated_field(),
	]


def describe(records: list[frappe._dict]) -> list[dict]:
	"""Return NGOs as rows."""
	names = [record.name for record in records]
	codes = get_codes([record.municipality for record in records])
	fields_of_work = get_table("NGO Field of Work", NGO, "field_of_work", names)
	works_in = get_table("NGO Operating Municipality", NGO, "municipality", names)
	holding = find_holding(names)
	return [
		{
			"id": record.name,
			"url": get_url(f"/{FOLDER}/{record.name}"),
			"name": record.ngo_name,
			"short_name": record.short_name or None,
			"legal_form": record.legal_form or None,
			"country": get_country_code(record.country).upper() or None,
			"founded_on": as_day(record.founded_on),
			"municipality": record.municipality or None,
			"municipality_code": codes.get(record.municipality),
			"town": record.seat_town or None,
			"works_in": works_in.get(record.name, []),
			"fields_of_work": fields_of_work.get(record.name, []),
			"public_interest": record.name in holding,
			"website": record.website if is_web_address(record.website or "") else None,
			"description": record.description or None,
		}
		for record in records
	]


def find_holding(names: list[str]) -> set[str]:
	"""Return those of several NGOs that have the status in the public interest today."""
	rows = frappe.get_all(
		STATUS,
		{"parenttype": NGO, "parent": ("in", names or [""])},
		["parent", *FIELDS],
		order_by="parent asc, idx asc",
		limit_page_length=0,
	)
	return {row.parent for row in get_holding(rows)}


def find_public(names: set[str | None]) -> dict[str, str]:
	"""Return the names of those NGOs that are in the public register, by their numbers."""
	wanted = sorted(filter(None, names)) or [""]
	filters = {**PUBLIC, "name": ("in", wanted)}
	return dict(
		frappe.get_all(
			NGO, filters, ["name", "ngo_name"], order_by="name asc", as_list=True, limit_page_length=0
		)
	)
