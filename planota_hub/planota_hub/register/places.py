# SPDX-License-Identifier: GPL-3.0-only
"""Where a record belongs: municipality, and what follows from it: administrative unit, region and country.

The region is that of the municipality itself: an administrative unit can reach over two regions, as three do in
Slovenia (statistical regions by the regulation on NUTS, units by the act on administrative units).
"""

import json
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document

from planota_hub.rules.countries import get_site_country
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import field_label, shown

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.administrative_unit.administrative_unit import AdministrativeUnit
	from planota_hub.planota_hub.doctype.municipality.municipality import Municipality
	from planota_hub.planota_hub.doctype.statistical_region.statistical_region import StatisticalRegion

# how often a municipality of the hub's own regions counts as used before anybody has used it
FIRST = 1
PLACE_FIELDS = ("administrative_unit", "statistical_region", "country", "location")


def set_places(doc: Document) -> None:
	"""Derive the administrative unit and the region of a record from its municipality."""
	place = get_place(doc.municipality)
	doc.administrative_unit = place.administrative_unit
	doc.statistical_region = place.statistical_region


def get_place(municipality: str | None) -> frappe._dict:
	"""Return `PLACE_FIELDS` of a municipality, None each if unknown."""
	values = municipality and frappe.get_cached_value("Municipality", municipality, PLACE_FIELDS)
	return frappe._dict(zip(PLACE_FIELDS, values or [None] * len(PLACE_FIELDS), strict=True))


def set_country(doc: Document) -> None:
	"""Let the country of a seat be that of its municipality, or the one that was chosen, or that of the hub.

	The country of the site in a new record is no choice: the framework fills it in.

	Raises:
	        frappe.ValidationError: when the chosen country is another one than that of the municipality.
	"""
	lies_in = get_place(doc.municipality).country
	is_default = doc.is_new() and doc.country == get_site_country()
	if lies_in and (not doc.country or is_default or not doc.has_value_changed("country")):
		doc.country = lies_in
	doc.country = doc.country or get_hub_country()
	if lies_in and doc.country != lies_in:
		message = _(
			"{0} lies in {1}, not in {2}. Please choose a municipality of that country, or none."
		).format(shown(doc.municipality), _(lies_in), _(doc.country))
		refuse(doc, "municipality", message)


def require_municipality(doc: Document) -> None:
	"""Refuse a seat in the country of the hub without its municipality; the places of others need not be known.

	Raises:
	        frappe.MandatoryError: naming the field.
	"""
	if doc.country == get_hub_country():
		refuse_missing(doc, "municipality", _("please choose the municipality of the seat."))


def get_hub_country() -> str | None:
	"""Return the country of the hub's regions, or that of the site."""
	rows = frappe.get_cached_doc("Hub Settings").regions
	region = rows[0].statistical_region if rows else None
	return (region and frappe.get_cached_value("Statistical Region", region, "country")) or get_site_country()


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


def mark_own_municipalities() -> None:
	"""Mark the municipalities of the regions that the hub works for, all of them when it has chosen none.

	Whoever chooses a municipality finds these first: the framework sorts choices by `idx`, how often they were used.
	"""
	regions = [row.statistical_region for row in frappe.get_doc("Hub Settings").regions]
	municipality = frappe.qb.DocType("Municipality")
	own = municipality.statistical_region.isin(regions) if regions else municipality.name.isnotnull()
	frappe.qb.update(municipality).set(municipality.is_own, 0).run()
	frappe.qb.update(municipality).set(municipality.is_own, 1).where(own).run()
	frappe.qb.update(municipality).set(municipality.idx, 0).where(municipality.idx == FIRST).run()
	if regions:
		frappe.qb.update(municipality).set(municipality.idx, FIRST).where(
			own & (municipality.idx < FIRST)
		).run()
	frappe.clear_document_cache("Municipality")


def is_own_region(region: str | None) -> bool:
	"""Tell whether the hub works for a region; for every one when it has chosen none."""
	regions = [row.statistical_region for row in frappe.get_cached_doc("Hub Settings").regions]
	return not regions or region in regions


def get_regions_of_unit(unit: str) -> set[str]:
	"""Return the regions over which an administrative unit reaches: that of its seat and those of its municipalities."""
	own = frappe.get_cached_value("Administrative Unit", unit, "statistical_region")
	filters = {"administrative_unit": unit}
	reached = frappe.get_all("Municipality", filters, pluck="statistical_region", order_by="name asc")
	return {region for region in (own, *reached) if region}


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def search_units(doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: dict) -> list:
	"""Return the administrative units that reach into a region; query of a Link field.

	Args:
	        filters: `statistical_region`.
	"""
	region = (filters or {}).get("statistical_region")
	municipality = {"statistical_region": region, "administrative_unit": ("is", "set")}
	reaching = frappe.get_all("Municipality", municipality, pluck="administrative_unit", order_by="name asc")
	seated = frappe.get_all(
		"Administrative Unit", {"statistical_region": region}, pluck="name", order_by="name asc"
	)
	return frappe.get_list(
		"Administrative Unit",
		filters={"name": ("in", sorted({*reaching, *seated}) or [""]), "unit_name": ("like", f"%{txt}%")},
		fields=["name", "statistical_region"],
		limit_start=start,
		limit_page_length=page_len,
		order_by="unit_name asc",
		as_list=True,
	)


def update_places_of_municipality(municipality: "Municipality") -> None:
	"""Carry a municipality's changed unit and region over to every record that is placed there."""
	values = {
		"administrative_unit": municipality.administrative_unit,
		"statistical_region": municipality.statistical_region,
	}
	for doctype in frappe.get_hooks("hub_placed_doctypes"):
		with_country = (
			{"country": municipality.country} if frappe.get_meta(doctype).has_field("country") else {}
		)
		update_where(doctype, {"municipality": municipality.name}, {**values, **with_country})


def update_places_of_unit(unit: "AdministrativeUnit", former_region: str | None) -> None:
	"""Let the municipalities of a unit that lay in its former region follow it, and all that is placed there."""
	lying = {"administrative_unit": unit.name, "statistical_region": former_region}
	followers = frappe.get_all("Municipality", lying, pluck="name", order_by="name asc", limit_page_length=0)
	for name in followers:
		municipality = frappe.get_doc("Municipality", name)
		municipality.statistical_region = unit.statistical_region
		municipality.save(ignore_permissions=True)


def update_places_of_region(region: "StatisticalRegion") -> None:
	"""Carry a region's changed country over to its municipalities, and to every record that is placed there."""
	update_where("Municipality", {"statistical_region": region.name}, {"country": region.country})
	for doctype in frappe.get_hooks("hub_placed_doctypes"):
		if frappe.get_meta(doctype).has_field("country"):
			update_where(doctype, {"statistical_region": region.name}, {"country": region.country})


def follow_merge(doctype: str, kept: str, merged: str) -> None:
	"""Unit, region and country of what was placed in a merged municipality or region are those of the one that stayed."""
	if doctype == "Municipality":
		update_places_of_municipality(frappe.get_doc(doctype, kept))
	elif doctype == "Statistical Region":
		update_places_of_region(frappe.get_doc(doctype, kept))
		mark_own_municipalities()


def update_where(doctype: str, filters: dict[str, str | None], values: dict[str, str | None]) -> None:
	"""Set derived values on all matching records in one statement; they are not edits of these records."""
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.update(table)
	for column, value in filters.items():
		query = query.where(table[column] == value)
	for column, new_value in values.items():
		query = query.set(table[column], new_value)
	query.run()
	frappe.clear_document_cache(doctype)
