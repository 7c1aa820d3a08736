# SPDX-License-Identifier: GPL-3.0-only
"""Announced and held events as open data; no people, and no link to one online."""

import frappe
from frappe import _
from frappe.utils import get_url

from planota_hub.planota_hub.events.calendar_files import FEED_STAGES
from planota_hub.planota_hub.events.kind import EVENT, SERIES
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
from planota_hub.rules.titles import get_titles

PUBLIC_STAGES = tuple(sorted(FEED_STAGES))
COLUMNS = [
	"event_title",
	"event_kind",
	"series",
	"stage",
	"language",
	"starts_on",
	"ends_on",
	"delivery",
	"venue",
	"municipality",
	"organisers",
	"description",
	"capacity",
]


def get_dataset() -> Dataset:
	"""Return the events that the public sees. Hook `hub_open_data`."""
	return Dataset(
		folder="events",
		title=_("Events"),
		description=_(
			"Info days, round tables, consultations and other events of the hub, announced and held."
		),
		keywords=[_("events"), _("consultations"), _("civil society")],
		theme="SOCI",
		doctype=EVENT,
		columns=COLUMNS,
		get_filters=lambda: [["stage", "in", PUBLIC_STAGES]],
		describe=describe,
		fields=get_fields(),
		asked={"municipality": "municipality", "stage": "stage", "kind": "event_kind"},
	)


def get_fields() -> list[DataField]:
	return [
		*get_key_fields(_("Page of the event")),
		DataField("title", _("Title"), is_required=True),
		DataField("kind", _("Kind of Event"), is_required=True, is_term=True),
		DataField("series", _("Series")),
		DataField("stage", _("Stage"), options=PUBLIC_STAGES, is_required=True),
		DataField("starts_on", _("Begins"), "datetime", is_required=True),
		DataField("ends_on", _("Ends"), "datetime", is_required=True),
		DataField("language", _("Language"), options=get_options(EVENT, "language")),
		DataField("delivery", _("Delivery"), options=get_options(EVENT, "delivery")),
		DataField("venue", _("Venue")),
		*get_place_fields(),
		DataField("organisers", _("Organisers")),
		DataField("seats", _("Seats"), "integer"),
		DataField("description", _("Description")),
		get_updated_field(),
	]


def describe(records: list[frappe._dict]) -> list[dict]:
	"""Return events as rows."""
	codes = get_codes([record.municipality for record in records])
	series = get_titles(SERIES, {record.series for record in records})
	return [
		{
			"id": record.name,
			"url": get_url(f"/events/{record.name}"),
			"title": record.event_title,
			"kind": record.event_kind,
			"series": series.get(record.series),
			"stage": record.stage,
			"starts_on": as_moment(record.starts_on),
			"ends_on": as_moment(record.ends_on),
			"language": record.language or None,
			"delivery": record.delivery or None,
			"venue": record.venue or None,
			"municipality": record.municipality or None,
			"municipality_code": codes.get(record.municipality),
			"organisers": record.organisers or None,
			"seats": record.capacity or None,
			"description": record.description or None,
		}
		for record in records
	]
