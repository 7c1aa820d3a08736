# SPDX-License-Identifier: GPL-3.0-only
"""Published bodies and who has a seat in them today, as tables and in the standard Popolo.

Names of people are among it as on the page `/representation`: they hold a public mandate. Nothing else of them is.
"""

import json

import frappe
from frappe import _
from frappe.utils import get_url

from planota_hub.local_networks.bodies.coverage import VACANT, get_seats
from planota_hub.local_networks.bodies.mandates import BODY, MANDATE
from planota_hub.planota_hub.register.open_data import find_public
from planota_hub.public_forms.datasets import (
	DataField,
	Dataset,
	StandardFile,
	as_day,
	get_key_fields,
	get_options,
	get_updated_field,
	get_work_field,
)
from planota_hub.public_forms.public_areas import as_list
from planota_hub.public_forms.structured_data import known

PUBLIC = {"published": 1, "status": "Active"}
PAGE = "/representation"
POPOLO = "https://www.popoloproject.com/specs/"


def get_bodies() -> Dataset:
	"""Return the published bodies. Hook `hub_open_data`."""
	return Dataset(
		folder="bodies",
		title=_("Representative bodies"),
		description=_("Bodies in which non-governmental organisations have seats."),
		keywords=[_("representation"), _("councils"), _("civil dialogue")],
		theme="GOVE",
		doctype=BODY,
		columns=["body_name", "body_type", "description", "legal_basis"],
		get_filters=lambda: as_list(PUBLIC),
		describe=describe_bodies,
		fields=[
			*get_key_fields(_("Page of all bodies")),
			DataField("name", _("Name"), is_required=True),
			DataField("body_type", _("Type"), options=get_options(BODY, "body_type"), is_required=True),
			DataField("description", _("Description")),
			DataField("legal_basis", _("Legal Basis")),
			DataField("seats", _("Seats"), "integer", _("For non-governmental organisations")),
			DataField("seats_filled", _("Seats Filled"), "integer", _("Today")),
			get_updated_field(),
		],
		asked={"body_type": "body_type"},
		standards=[
			StandardFile(
				path="bodies.popolo.json",
				title=_("Bodies, seats and mandates (Popolo)"),
				media_type="application/json",
				standard=POPOLO,
				write=write_popolo,
			)
		],
	)


def get_mandates() -> Dataset:
	"""Return the mandates of today in published bodies. Hook `hub_open_data`."""
	return Dataset(
		folder="mandates",
		title=_("Mandates"),
		description=_("Who has a seat for non-governmental organisations in a published body today."),
		keywords=[_("representation"), _("mandates"), _("civil dialogue")],
		theme="GOVE",
		doctype=MANDATE,
		columns=["body", "seat", "person_name", "ngo", "from_date", "to_date"],
		get_filters=lambda: [
			["name", "in", [seat.mandate for seat in get_public_seats() if seat.mandate] or [""]]
		],
		describe=describe_mandates,
		fields=[
			*get_key_fields(_("Page of all bodies")),
			DataField("body", _("Body"), description=_("Number of the body"), is_required=True),
			DataField("seat", _("Seat"), is_required=True),
			DataField("administrative_unit", _("Administrative Unit")),
			get_work_field(),
			DataField("person", _("Person"), is_required=True),
			DataField("organisation", _("Organisation"), description=_("Its number in the public register")),
			DataField("from_date", _("From"), "date", is_required=True),
			DataField("to_date", _("To"), "date", is_required=True),
			get_updated_field(),
		],
		asked={"body": "body"},
	)


def get_public_seats() -> list[frappe._dict]:
	"""Return the seats of published bodies with who holds each today; see `coverage.get_seats`."""
	return get_seats(frappe.get_all(BODY, PUBLIC, pluck="name", order_by="name asc", limit_page_length=0))


def describe_bodies(records: list[frappe._dict]) -> list[dict]:
	"""Return bodies as rows."""
	seats = get_seats([record.name for record in records])
	return [
		{
			"id": record.name,
			"url": get_url(PAGE),
			"name": record.body_name,
			"body_type": record.body_type,
			"description": record.description or None,
			"legal_basis": record.legal_basis or None,
			"seats": sum(seat.body == record.name for seat in seats),
			"seats_filled": sum(seat.body == record.name and seat.status != VACANT for seat in seats),
		}
		for record in records
	]


def describe_mandates(records: list[frappe._dict]) -> list[dict]:
	"""Return mandates as rows."""
	seats = {seat.mandate: seat for seat in get_seats({record.body for record in records}) if seat.mandate}
	public = find_public({record.ngo for record in records})
	return [
		{
			"id": record.name,
			"url": get_url(PAGE),
			"body": record.body,
			"seat": record.seat,
			"administrative_unit": seats[record.name].administrative_unit or None,
			"field_of_work": seats[record.name].field_of_work or None,
			"person": record.person_name,
			"organisation": record.ngo if record.ngo in public else None,
			"from_date": as_day(record.from_date),
			"to_date": as_day(seats[record.name].last_day),
		}
		for record in records
	]


# Popolo


def write_popolo() -> str:
	"""Return bodies, seats, people and organisations by Popolo (organizations, posts, persons, memberships)."""
	bodies = frappe.get_all(
		BODY,
		PUBLIC,
		["name", "body_name", "body_type", "description", "legal_basis"],
		order_by="name asc",
		limit_page_length=0,
	)
	seats = get_public_seats()
	held = [seat for seat in seats if seat.mandate]
	ngos = find_public({seat.ngo for seat in held})
	return json.dumps(
		{
			"organizations": [*map(as_body, bodies), *(as_organisation(*ngo) for ngo in ngos.items())],
			"posts": [as_post(seat) for seat in seats],
			"persons": [{"id": f"person/{seat.mandate}", "name": seat.person_name} for seat in held],
			"memberships": [as_membership(seat, ngos) for seat in held],
		},
		ensure_ascii=False,
		indent=1,
	)


def as_body(body: frappe._dict) -> dict:
	return known(
		{
			"id": f"body/{body.name}",
			"name": body.body_name,
			"classification": body.body_type,
			"description": body.description,
			"abstract": body.legal_basis,
			"links": [{"url": get_url(PAGE)}],
		}
	)


def as_organisation(name: str, title: str) -> dict:
	return {
		"id": f"organisation/{name}",
		"name": title,
		"classification": "NGO",
		"links": [{"url": get_url(f"/ngos/{name}")}],
	}


def get_post_id(seat: frappe._dict) -> str:
	return f"post/{seat.body}/{seat.seat}"


def as_post(seat: frappe._dict) -> dict:
	return {
		"id": get_post_id(seat),
		"label": seat.seat,
		"role": "Representative of non-governmental organisations",
		"organization_id": f"body/{seat.body}",
	}


def as_membership(seat: frappe._dict, ngos: dict[str, str]) -> dict:
	return known(
		{
			"id": f"membership/{seat.mandate}",
			"person_id": f"person/{seat.mandate}",
			"organization_id": f"body/{seat.body}",
			"post_id": get_post_id(seat),
			"on_behalf_of_id": f"organisation/{seat.ngo}" if seat.ngo in ngos else None,
			"start_date": as_day(seat.from_date),
			"end_date": as_day(seat.last_day),
		}
	)
