# SPDX-License-Identifier: GPL-3.0-only
"""What the public sees of the register: its list for search and sitemap, and one page per NGO that agreed.

E-mail addresses, telephones and people are never among it: those of small organisations are mostly private ones.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import get_url, getdate

from planota_hub.planota_hub.register.places import get_hub_country
from planota_hub.planota_hub.register.public_interest import TABLE, get_holding
from planota_hub.planota_hub.register.public_register import (
	FOLDER,
	PAGE_LENGTH,
	PUBLIC,
	count_ngos,
	get_ngos,
)
from planota_hub.public_forms.public_areas import (
	PublicArea,
	PublicItem,
	PublicPage,
	get_sections,
	is_shown_file,
)
from planota_hub.rules.countries import get_country_code
from planota_hub.rules.fields import is_web_address
from planota_hub.rules.sorting import sort_key

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO


def get_public_area() -> PublicArea:
	"""Return what the public sees of NGOs. Hook `hub_public_areas`."""
	return PublicArea(
		folder=FOLDER,
		title=_("Organisations"),
		doctype="NGO",
		filters=(PUBLIC,),
		get_items=lambda: find("", PAGE_LENGTH)[1],
		find=find,
		get_page=get_page,
		is_gone=is_gone,
	)


def find(query: str, number: int) -> tuple[int, list[PublicItem]]:
	"""Return how many NGOs match a query, and the first ones by name."""
	search = frappe._dict(q=query)
	items = [
		PublicItem(
			title=ngo.ngo_name,
			url=f"/{FOLDER}/{ngo.name}",
			text=", ".join(filter(None, [_(ngo.legal_form), ngo.municipality])),
		)
		for ngo in get_ngos(search, 1, number)
	]
	return count_ngos(search), items


def is_gone(name: str) -> bool:
	"""Tell whether an NGO was on the website and is so no more: it took its consent back, or is not active."""
	fields = ["verified_on", "stage", "consent_register", "consent_withdrawn_on"]
	ngo = frappe.db.get_value("NGO", name, fields, as_dict=True)
	if not ngo or not ngo.verified_on:
		return False
	is_there = ngo.stage == PUBLIC["stage"] and ngo.consent_register
	return not is_there and bool(ngo.consent_register or ngo.consent_withdrawn_on)


def get_page(name: str) -> PublicPage | None:
	"""Return what the page of an NGO shows; None when it is not in the public register."""
	if not frappe.db.exists("NGO", {"name": name, **PUBLIC}):
		return None
	ngo = frappe.get_doc("NGO", name)
	website = ngo.website if is_web_address(ngo.website or "") else None
	logo = ngo.logo if is_shown_file(ngo.logo) else None
	return PublicPage(
		title=ngo.ngo_name,
		facts=get_facts(ngo),
		texts=[(_("What we do"), ngo.description)],
		sections=get_sections("NGO", name),
		website=website,
		image=logo,
		structured_data=describe_for_engines(ngo, website, logo),
	)


def get_facts(ngo: "NGO") -> list[tuple[str, str | None]]:
	"""Return who an NGO is and where it works."""
	places = [row.municipality for row in ngo.area_of_operation]
	return [
		(_("Short Name"), ngo.short_name),
		(_("Legal Form"), _(ngo.legal_form)),
		(_("Seat"), ", ".join(filter(None, dict.fromkeys([ngo.seat_town, ngo.municipality])))),
		(_("Country"), _(ngo.country) if ngo.country != get_hub_country() else None),
		(_("Founded In"), str(getdate(ngo.founded_on).year) if ngo.founded_on else None),
		(_("Fields of Work"), ", ".join(_(row.field_of_work) for row in ngo.fields_of_work)),
		(_("Works In"), ", ".join(places)),
		(_("Works in the Public Interest"), describe_status(ngo)),
	]


def describe_status(ngo: "NGO") -> str | None:
	"""Return in which fields an NGO works in the public interest; None when it has no status today."""
	holding = get_holding(ngo.get(TABLE))
	fields = sorted({_(row.field_of_work) for row in holding if row.field_of_work}, key=sort_key)
	return (", ".join(fields) or _("Yes")) if holding else None


def describe_for_engines(ngo: "NGO", website: str | None, logo: str | None) -> dict:
	"""Return an NGO as schema.org describes one; what is unknown is left out."""
	country = get_country_code(ngo.country).upper()
	facts = {
		"@type": "NGO",
		"name": ngo.ngo_name,
		"alternateName": ngo.short_name,
		"description": ngo.description,
		"url": get_url(f"/{FOLDER}/{ngo.name}"),
		"sameAs": website,
		"logo": get_url(logo) if logo else None,
		"foundingDate": str(ngo.founded_on) if ngo.founded_on else None,
		"address": {"@type": "PostalAddress", "addressLocality": ngo.municipality, "addressCountry": country},
	}
	return {key: value for key, value in facts.items() if value}
