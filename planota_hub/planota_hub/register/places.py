# SPDX-License-Identifier: GPL-3.0-only
"""Where a record belongs: municipality, and what follows from it: administrative unit and region."""

import json
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document

from planota_hub.rules.text import field_label

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.administrative_unit.administrative_unit import AdministrativeUnit
	from planota_hub.planota_hub.doctype.municipality.municipality import Municipality


def set_places(doc: Document) -> None:
	"""Derive the administrative unit and the region of a record from its municipality."""
	place = get_place(doc.municipality)
	doc.administrative_unit = place.administrative_unit
	doc.statistical_region = place.statistical_region


def get_place(municipality: str | None) -> frappe._dict:
	"""Return `administrative_unit`, `statistical_region` and `location` of a municipality, None each if unknown."""
	fields = ["administrative_unit", "statistical_region", "location"]
	values = municipality and frappe.get_cached_value("Municipality", municipality, fields)
	return frappe._dict(zip(fields, values or [None] * len(fields), strict=True))


def set_location(doc: Document) -> None:
	"""Start at the centre of the municipality, and move with it until somebody has set an own point."""
	validate_location(doc)
	before = doc.get_doc_before_save()
	inherited = before and before.municipality and get_place(before.municipality).location
	if not doc.location or (doc.location == inherited and doc.municipality != before.municipality):
		doc.location = get_place(doc.municipality).location


def validate_location(doc: Document) -> None:
	"""Refuse a location that a map could not draw.

	Raises:
	        frappe.ValidationError: when it is not a GeoJSON collection of features with coordinates.
	"""
	if not doc.location:
		doc.location = None
		return
	try:
		features = json.loads(doc.location)["features"]
		drawable = all(isinstance(feature["geometry"]["coordinates"], list) for feature in features)
	except (ValueError, TypeError, KeyError):
		drawable = False
	if not drawable:
		frappe.throw(
			_("{0}: expected is a GeoJSON FeatureCollection, as the map of the form writes it.").format(
				field_label(doc, "location")
			),
			title=_("Wrong Location"),
		)
	if not features:
		doc.location = None


def point(latitude: float, longitude: float) -> str:
	"""Return a location field's value for one point, in degrees (WGS 84)."""
	geometry = {"type": "Point", "coordinates": [longitude, latitude]}
	feature = {"type": "Feature", "properties": {}, "geometry": geometry}
	return json.dumps({"type": "FeatureCollection", "features": [feature]})


def update_places_of_municipality(municipality: "Municipality") -> None:
	"""Carry a municipality's changed unit and region over to every record that is placed there."""
	values = {
		"administrative_unit": municipality.administrative_unit,
		"statistical_region": municipality.statistical_region,
	}
	for doctype in frappe.get_hooks("hub_placed_doctypes"):
		update_where(doctype, "municipality", municipality.name, values)


def update_places_of_unit(unit: "AdministrativeUnit") -> None:
	"""Carry a unit's changed region over to its municipalities and to every record that is placed there."""
	for doctype in ("Municipality", *frappe.get_hooks("hub_placed_doctypes")):
		values = {"statistical_region": unit.statistical_region}
		update_where(doctype, "administrative_unit", unit.name, values)


def follow_merge(doctype: str, kept: str, merged: str) -> None:
	"""Unit and region of what was placed in a merged municipality or unit are those of the one that stayed."""
	if doctype == "Municipality":
		update_places_of_municipality(frappe.get_doc(doctype, kept))
	elif doctype == "Administrative Unit":
		update_places_of_unit(frappe.get_doc(doctype, kept))


def update_where(doctype: str, fieldname: str, value: str, values: dict[str, str | None]) -> None:
	"""Set derived values on all matching records in one statement; they are not edits of these records."""
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.update(table).where(table[fieldname] == value)
	for column, new_value in values.items():
		query = query.set(table[column], new_value)
	query.run()
	frappe.clear_document_cache(doctype)
