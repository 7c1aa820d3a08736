# SPDX-License-Identifier: GPL-3.0-only
"""What search engines are told of records, as schema.org describes them; what is unknown is left out."""

from collections.abc import Sequence
from datetime import datetime

import frappe
from frappe.utils import get_datetime, get_url, getdate

from planota_hub.mail.calendar_entries import as_utc


def describe_event(title: str, path: str, event: frappe._dict, **more) -> dict:
	"""Return a workshop or meeting as an event.

	Args:
	        event: with `starts_on`, `ends_on`, `delivery`, `venue` and `municipality`.
	        more: what else is known, under the names of schema.org.
	"""
	is_online = event.delivery == "Online"
	name = event.venue or event.municipality
	place = {"@type": "Place", "name": name, "address": event.municipality or name} if name else None
	facts = {
		"@type": "Event",
		"name": title,
		"url": get_url(path),
		"startDate": as_utc(event.starts_on).isoformat(),
		"endDate": as_utc(event.ends_on).isoformat(),
		"eventAttendanceMode": f"https://schema.org/{get_mode(event.delivery)}EventAttendanceMode",
		"location": {"@type": "VirtualLocation", "url": get_url(path)} if is_online else place,
		"organizer": describe_hub(),
		**more,
	}
	return known(facts)


def get_mode(delivery: str) -> str:
	"""Return the way of attending as schema.org calls it."""
	return {"Online": "Online", "Hybrid": "Mixed"}.get(delivery, "Offline")


def describe_grant(call: frappe._dict) -> dict:
	"""Return a call as a grant that organisations can apply for."""
	return known(
		{
			"@type": "MonetaryGrant",
			"name": call.call_title,
			"description": call.description,
			"url": get_url(f"/calls/{call.name}"),
			"funder": {"@type": "Organization", "name": call.funder_name} if call.funder_name else None,
			"sameAs": call.call_url,
		}
	)


def describe_article(title: str, path: str, description: str, published) -> dict:
	"""Return a text as an article of the day on which it was published."""
	return known(
		{
			"@type": "Article",
			"headline": title,
			"description": description,
			"url": get_url(path),
			"datePublished": get_datetime(published).date().isoformat() if published else None,
			"publisher": describe_hub(),
		}
	)


def describe_span(title: str, path: str, begins, ends, **more) -> dict:
	"""Return what everybody can take part in on the web for some time, as an event: a consultation, an election.

	Args:
	        begins: first day or moment; `ends` the last one.
	        more: what else is known, under the names of schema.org.
	"""
	return known(
		{
			"@type": "Event",
			"name": title,
			"url": get_url(path),
			"startDate": as_iso(begins),
			"endDate": as_iso(ends),
			"eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
			"location": {"@type": "VirtualLocation", "url": get_url(path)},
			"organizer": describe_hub(),
			**more,
		}
	)


def describe_body(kind: str, title: str, path: str, begins=None, ends=None, **more) -> dict:
	"""Return organisations that work together, or what they do: a network, a consortium, a project.

	Args:
	        kind: type of schema.org: `Organization` or one that is below it.
	        begins: first day, `ends` the last one; whatever is not known is left out.
	        more: what else is known, under the names of schema.org.
	"""
	return known(
		{
			"@type": kind,
			"name": title,
			"url": get_url(path),
			"foundingDate": as_iso(begins),
			"dissolutionDate": as_iso(ends),
			**more,
		}
	)


def describe_need(title: str, path: str, description: str | None, place: str | None, since) -> dict:
	"""Return a need as what is asked for in public."""
	return known(
		{
			"@type": "Demand",
			"name": title,
			"description": description,
			"url": get_url(path),
			"areaServed": describe_places([place] if place else []),
			"validFrom": as_iso(since),
		}
	)


def describe_places(names: Sequence[str]) -> list[dict]:
	"""Return municipalities."""
	return [{"@type": "AdministrativeArea", "name": name} for name in names]


def describe_organisations(names: Sequence[str]) -> list[dict]:
	"""Return organisations of which no more than the name is told."""
	return [{"@type": "Organization", "name": name} for name in names if name]


def as_iso(day) -> str | None:
	"""Return a day, or a moment with its time zone, as schema.org writes it."""
	if not day:
		return None
	return as_utc(day).isoformat() if isinstance(day, datetime) else str(getdate(day))


def describe_hub() -> dict:
	"""Return the hub itself, as the home page and its records name it."""
	settings = frappe.get_cached_doc("Hub Settings")
	return known(
		{
			"@type": "Organization",
			"name": settings.hub_name or settings.operator_organisation,
			"parentOrganization": {"@type": "Organization", "name": settings.operator_organisation}
			if settings.operator_organisation
			else None,
			"url": get_url("/"),
			"email": settings.email,
			"telephone": settings.phone,
			"address": settings.address,
			"logo": get_url(settings.logo) if settings.logo else None,
		}
	)


def known(facts: dict) -> dict:
	"""Return facts without those that are not known."""
	return {key: value for key, value in facts.items() if value}
