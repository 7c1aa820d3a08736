# SPDX-License-Identifier: GPL-3.0-only
"""Sites from before the hub knew all of Slovenia: the whole country is there, each municipality in its own region.

What such a site had stays as it was: its places, their names and figures, and which of them public forms offer. The
municipalities of Goriška were there before; who has deleted one does not get it back.
"""

import frappe

from planota_hub.planota_hub.register import place_files, places
from planota_hub.planota_hub.register.municipalities import Municipalities
from planota_hub.rules.countries import SLOVENIA, get_site_country
from planota_hub.setup.masters import MUNICIPALITIES_FILE

SETTINGS, SHIPPED_BEFORE = "Hub Settings", "Goriška"


def execute() -> None:
	regions = frappe.get_all("Statistical Region", pluck="name", order_by="name asc", limit_page_length=0)
	choose_regions(regions)
	for region in regions:
		note_country(region)
	for doctype in ("NGO", "Stakeholder"):
		table = frappe.qb.DocType(doctype)
		frappe.qb.update(table).set(table.country, get_site_country()).where(table.country.isnull()).run()
	rows = place_files.parse_places(MUNICIPALITIES_FILE.read_bytes(), place_files.Faults())
	taken = {place.row for place, _column, _country in place_files.find_foreign(rows, SLOVENIA)}
	new = [row for row in rows if row.row not in taken and row["statistical_region"] != SHIPPED_BEFORE]
	place_files.create_places(new, SLOVENIA)
	complete(rows)
	places.mark_own_municipalities()


def choose_regions(regions: list[str]) -> None:
	"""Let the hub work for the region that it had chosen, or else for all that it knew until now."""
	settings = frappe.get_doc(SETTINGS)
	singles = frappe.qb.DocType("Singles")
	chosen = (singles.doctype == SETTINGS) & (singles.field == "statistical_region")
	found = frappe.qb.from_(singles).select(singles.value).where(chosen).run()
	former = [value for (value,) in found if value in regions]
	if not settings.regions:
		for region in former or regions:
			settings.append("regions", {"statistical_region": region}).db_insert()
	frappe.qb.from_(singles).delete().where(chosen).run()
	frappe.clear_document_cache(SETTINGS, SETTINGS)


def note_country(name: str) -> None:
	"""Let the municipalities of a region know their country."""
	region = frappe.get_doc("Statistical Region", name)
	if not region.country:
		region.country = get_site_country()
		region.db_set("country", region.country, update_modified=False)
	places.update_places_of_region(region)


def complete(rows: list[place_files.Place]) -> None:
	"""Fill in what is new of the municipalities that were there, and put those right whose unit spans two regions."""
	municipalities = Municipalities(SLOVENIA)
	seats = place_files.get_regions_of_seats(rows)
	reaching = {row["administrative_unit"] for row in rows if is_elsewhere(row, seats)}
	for row in rows:
		name = municipalities.find(row["code"]) or municipalities.find(row["municipality"])
		if name:
			municipality = frappe.get_doc("Municipality", name)
			fill_in(municipality, row)
			if municipality.administrative_unit == row["administrative_unit"] in reaching:
				move(municipality, row["statistical_region"])


def is_elsewhere(row: place_files.Place, seats: dict[str, str]) -> bool:
	return seats[row["administrative_unit"]] != row["statistical_region"]


def fill_in(municipality, row: place_files.Place) -> None:
	for fieldname in ("area_km2", "also_called"):
		if row[fieldname] and not municipality.get(fieldname):
			municipality.db_set(fieldname, row[fieldname], update_modified=False)


def move(municipality, region: str) -> None:
	if municipality.statistical_region != region and frappe.db.exists("Statistical Region", region):
		municipality.db_set("statistical_region", region, update_modified=False)
		places.update_places_of_municipality(municipality)
