# SPDX-License-Identifier: GPL-3.0-only
"""Support and workshops by the Human Services Data Specification (HSDS 3), which Open Referral UK uses.

A service is a category of support, or a workshop that is still to come. The standard knows each thing by a UUID; it is made
of the address of the thing, so that it stays the same and means one site only.
"""

from uuid import NAMESPACE_URL, uuid5

import frappe
from frappe import _
from frappe.utils import cint, get_url, now_datetime

from planota_hub.capacity_building.workshops import seats
from planota_hub.public_forms.datasets import as_moment
from planota_hub.public_forms.structured_data import known
from planota_hub.public_forms.website import get_page_number, get_parameter

PATH = "open-referral"
STANDARD = "https://docs.openreferral.org/en/3.0/hsds/"
PROFILE = "https://docs.openreferraluk.org/"
LONGEST_PAGE = 500
# ISO 639-1
LANGUAGES = {"Slovene": "sl", "English": "en", "Italian": "it", "Friulian": "fur", "German": "de"}
FORM = "/ask-for-support/new"


def describe_interface() -> str:
	"""Return what the standard's interface says of itself."""
	return write(
		{"version": "3.0", "profile": PROFILE, "openapi_url": get_url("/open-data/openapi.json")},
	)


def write_services() -> str:
	"""Return the services as a page of the standard; the address may ask for `page` and `per_page`."""
	services = get_services()
	size = min(max(cint(get_parameter("per_page")), 0) or LONGEST_PAGE, LONGEST_PAGE)
	pages, number = max(-(-len(services) // size), 1), get_page_number()
	contents = services[(number - 1) * size : number * size]
	return write(
		{
			"total_items": len(services),
			"total_pages": pages,
			"page_number": number,
			"size": len(contents),
			"first_page": number == 1,
			"last_page": number >= pages,
			"empty": not contents,
			"contents": contents,
		}
	)


def get_service(key: str) -> dict | None:
	"""Return the service of a UUID."""
	return next((service for service in get_services() if service["id"] == key), None)


def get_services() -> list[dict]:
	"""Return what the hub offers, support before workshops."""
	return [*map(as_support, get_categories()), *map(as_workshop, get_workshops())]


def get_categories() -> list[frappe._dict]:
	return frappe.get_all(
		"Support Request Category",
		{"disabled": 0},
		["name", "category_name", "kind", "modified"],
		order_by="name asc",
		limit_page_length=0,
	)


def get_workshops() -> list[frappe._dict]:
	return frappe.get_all(
		seats.WORKSHOP,
		[["stage", "in", sorted(seats.MOVING_STAGES)], ["ends_on", ">=", now_datetime()]],
		[
			"name",
			"workshop_title",
			"description",
			"starts_on",
			"ends_on",
			"delivery",
			"venue",
			"municipality",
			"language",
			"modified",
		],
		order_by="starts_on asc, name asc",
		limit_page_length=0,
	)


def as_support(category: frappe._dict) -> dict:
	"""Return a category of support as a service."""
	return known(
		{
			**describe_service(f"support/{category.name}", _(category.category_name), category),
			"description": _(category.kind),
			"url": get_url(FORM),
			"application_process": get_url(FORM),
		}
	)


def as_workshop(workshop: frappe._dict) -> dict:
	"""Return a workshop as a service with its time, place and language."""
	path = f"workshops/{workshop.name}"
	address = get_url(f"/{path}")
	return known(
		{
			**describe_service(path, workshop.workshop_title, workshop),
			"description": workshop.description,
			"url": address,
			"application_process": address,
			"schedules": [describe_schedule(path, workshop)],
			"service_at_locations": [describe_place(path, workshop)],
			"languages": describe_language(path, workshop.language),
		}
	)


def describe_service(path: str, name: str, record: frappe._dict) -> dict:
	"""Return what every service has."""
	return {
		"id": make_key(path),
		"name": name,
		"status": "active",
		"fees_description": _("Free of charge"),
		"last_modified": as_moment(record.modified),
		"organization": describe_organisation(),
		"service_areas": describe_areas(path),
	}


def describe_organisation() -> dict:
	"""Return the hub as the organisation that offers all services."""
	settings = frappe.get_cached_doc("Hub Settings")
	name = settings.hub_name or settings.operator_organisation or _("NGO Hub")
	return known(
		{
			"id": make_key(""),
			"name": name,
			"alternate_name": settings.operator_organisation,
			"description": settings.website_introduction or name,
			"email": settings.email,
			"website": get_url("/"),
		}
	)


def describe_areas(path: str) -> list[dict]:
	"""Return the regions in which the hub works."""
	regions = [row.statistical_region for row in frappe.get_cached_doc("Hub Settings").regions]
	return [
		{"id": make_key(f"{path}/areas/{region}"), "name": region, "extent": region, "extent_type": "text"}
		for region in regions
	]


def describe_schedule(path: str, workshop: frappe._dict) -> dict:
	begins, ends = as_moment(workshop.starts_on), as_moment(workshop.ends_on)
	attending = {"Online": ["virtual"], "Hybrid": ["physical", "virtual"]}.get(
		workshop.delivery, ["physical"]
	)
	return {
		"id": make_key(f"{path}/schedule"),
		"valid_from": begins[:10],
		"valid_to": ends[:10],
		"dtstart": begins[:10],
		"until": ends[:10],
		"opens_at": begins[11:],
		"closes_at": ends[11:],
		"attending_type": ", ".join(attending),
	}


def describe_place(path: str, workshop: frappe._dict) -> dict:
	is_online = workshop.delivery == "Online"
	name = _("Online") if is_online else ", ".join(filter(None, [workshop.venue, workshop.municipality]))
	return {
		"id": make_key(f"{path}/at"),
		"location": known(
			{
				"id": make_key(f"{path}/place"),
				"location_type": "virtual" if is_online else "physical",
				"name": name,
				"url": get_url(f"/{path}") if is_online else None,
			}
		),
	}


def describe_language(path: str, language: str | None) -> list[dict]:
	if not language:
		return []
	facts = {"id": make_key(f"{path}/language"), "name": language, "code": LANGUAGES.get(language)}
	return [known(facts)]


def make_key(path: str) -> str:
	"""Return the UUID of what has a path on this site."""
	return str(uuid5(NAMESPACE_URL, get_url(f"/{path}")))


def write(content: dict) -> str:
	return frappe.as_json(content, indent=1, ensure_ascii=False)
