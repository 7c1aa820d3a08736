# SPDX-License-Identifier: GPL-3.0-only
"""Accepted needs as open data: what is missing, where, and how far an answer is; nothing of who reported it."""

import json

import frappe
from frappe import _
from frappe.utils import get_url

from planota_hub.local_networks.needs.public_page import FIELDS, FOLDER, PUBLIC
from planota_hub.local_networks.needs.stages import NEED, PUBLIC_STAGES
from planota_hub.public_forms.datasets import (
	DataField,
	Dataset,
	as_day,
	get_codes,
	get_key_fields,
	get_place_fields,
	get_updated_field,
	get_work_field,
)
from planota_hub.public_forms.public_areas import as_list


def get_dataset() -> Dataset:
	"""Return the accepted needs. Hook `hub_open_data`."""
	return Dataset(
		folder="needs",
		title=_("Needs"),
		description=_(
			"What people and organisations of the region miss, as accepted, and how far it is answered."
		),
		keywords=[_("needs"), _("local community"), _("public services")],
		theme="SOCI",
		doctype=NEED,
		columns=[*(name for name in FIELDS if name != "name"), "affected_group", "affected_count"],
		get_filters=lambda: as_list(PUBLIC),
		describe=describe,
		fields=[
			*get_key_fields(_("Page of the need")),
			DataField("title", _("Title"), is_required=True),
			DataField("stage", _("Stage"), options=PUBLIC_STAGES, is_required=True),
			*get_place_fields(),
			DataField("locality", _("Locality")),
			get_work_field(),
			DataField("description", _("Description")),
			DataField("affected_group", _("Who Is Affected")),
			DataField("affected_count", _("How Many People"), "integer"),
			DataField("accepted_on", _("Accepted On"), "date"),
			DataField("endorsements", _("Organisations behind It"), "integer"),
			DataField("longitude", _("Longitude"), "number", _("WGS 84")),
			DataField("latitude", _("Latitude"), "number", _("WGS 84")),
			get_updated_field(),
		],
		asked={"municipality": "municipality", "field_of_work": "field_of_work", "stage": "stage"},
	)


def describe(records: list[frappe._dict]) -> list[dict]:
	"""Return needs as rows."""
	codes = get_codes([record.municipality for record in records])
	rows = []
	for record in records:
		longitude, latitude = read_point(record.location)
		rows.append(
			{
				"id": record.name,
				"url": get_url(f"/{FOLDER}/{record.name}"),
				"title": record.need_title,
				"stage": record.stage,
				"municipality": record.municipality or None,
				"municipality_code": codes.get(record.municipality),
				"locality": record.locality or None,
				"field_of_work": record.field_of_work or None,
				"description": record.description or None,
				"affected_group": record.affected_group or None,
				"affected_count": record.affected_count or None,
				"accepted_on": as_day(record.accepted_on),
				"endorsements": record.endorsements or 0,
				"longitude": longitude,
				"latitude": latitude,
			}
		)
	return rows


def read_point(location: str | None) -> tuple[float | None, float | None]:
	"""Return longitude and latitude of the first point of a place, as the map of the needs shows it."""
	try:
		features = json.loads(location or "{}").get("features") or []
		longitude, latitude = features[0]["geometry"]["coordinates"][:2]
		return float(longitude), float(latitude)
	except (AttributeError, IndexError, KeyError, TypeError, ValueError):
		return None, None
