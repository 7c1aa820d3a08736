# SPDX-License-Identifier: GPL-3.0-only
"""Announced and held workshops as open data; no people, and no link to an online workshop."""

import frappe
from frappe import _
from frappe.utils import get_url

from planota_hub.capacity_building.workshops import seats
from planota_hub.capacity_building.workshops.calendar_files import FEED_STAGES
from planota_hub.capacity_building.workshops.pages import get_areas
from planota_hub.public_forms.datasets import (
	DataField,
	Dataset,
	as_moment,
	get_codes,
	get_key_fields,
	get_options,
	get_place_fields,
	get_updated_field,
)

PUBLIC_STAGES = tuple(sorted(FEED_STAGES))
COLUMNS = [
	"workshop_title",
	"stage",
	"language",
	"starts_on",
	"ends_on",
	"hours",
	"delivery",
	"venue",
	"municipality",
	"trainer_organisation",
	"description",
	"capacity",
]


def get_dataset() -> Dataset:
	"""Return the workshops that the public sees. Hook `hub_open_data`."""
	return Dataset(
		folder="workshops",
		title=_("Workshops"),
		description=_("Workshops of the hub for non-governmental organisations, announced and held."),
		keywords=[_("training"), _("workshops"), _("capacity building")],
		theme="EDUC",
		doctype=seats.WORKSHOP,
		columns=COLUMNS,
		get_filters=lambda: [["stage", "in", PUBLIC_STAGES]],
		describe=describe,
		fields=get_fields(),
		asked={
			"municipality": "municipality",
			"stage": "stage",
			"area": ("Workshop Capacity Area", "capacity_area"),
		},
	)


def get_fields() -> list[DataField]:
	return [
		*get_key_fields(_("Page of the workshop")),
		DataField("title", _("Title"), is_required=True),
		DataField("stage", _("Stage"), options=PUBLIC_STAGES, is_required=True),
		DataField("starts_on", _("Begins"), "datetime", is_required=True),
		DataField("ends_on", _("Ends"), "datetime", is_required=True),
		DataField("hours", _("Hours"), "number"),
		DataField("areas", _("Capacity Areas"), "list", is_term=True),
		DataField("language", _("Language"), options=get_options(seats.WORKSHOP, "language")),
		DataField("delivery", _("Delivery"), options=get_options(seats.WORKSHOP, "delivery")),
		DataField("venue", _("Venue")),
		*get_place_fields(),
		DataField("trainer_organisation", _("Organisation of the Trainer")),
		DataField("seats", _("Seats"), "integer"),
		DataField("description", _("Description")),
		get_updated_field(),
	]


def describe(records: list[frappe._dict]) -> list[dict]:
	"""Return workshops as rows."""
	areas = get_areas([record.name for record in records])
	codes = get_codes([record.municipality for record in records])
	return [
		{
			"id": record.name,
			"url": get_url(f"/workshops/{record.name}"),
			"title": record.workshop_title,
			"stage": record.stage,
			"starts_on": as_moment(record.starts_on),
			"ends_on": as_moment(record.ends_on),
			"hours": record.hours or None,
			"areas": areas.get(record.name, []),
			"language": record.language or None,
			"delivery": record.delivery or None,
			"venue": record.venue or None,
			"municipality": record.municipality or None,
			"municipality_code": codes.get(record.municipality),
			"trainer_organisation": record.trainer_organisation or None,
			"seats": record.capacity or None,
			"description": record.description or None,
		}
		for record in records
	]
