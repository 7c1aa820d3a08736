# SPDX-License-Identifier: GPL-3.0-only
"""What the public pages show of good practices; nothing else of them leaves the Desk."""

import frappe
from frappe import _

from planota_hub.public_forms.public_areas import PublicArea, PublicItem, Section
from planota_hub.rules.text import escape_wildcards

PAGE_LENGTH = 24
LIST_FIELDS = [
	"name",
	"practice_title",
	"summary",
	"field_of_work",
	"municipality",
	"place",
	"year",
	"published_on",
]
WHOSE_FIELDS = ["ngo", "organisation", "origin_hub", "origin_address"]
TEXT_FIELDS = ["context", "steps", "results", "lessons", "website"]
CONTACT_FIELDS = ["contact_name", "contact_email", "contact_phone", "contact_published"]


def get_filters(search: frappe._dict) -> dict:
	"""Return the filters of the public list; a visitor can only make it shorter."""
	filters = {"stage": "Published"}
	if search.q:
		filters["practice_title"] = ["like", f"%{escape_wildcards(search.q)}%"]
	if search.field:
		filters["field_of_work"] = search.field
	return filters


def get_practices(filters: dict, page: int) -> list[frappe._dict]:
	"""Return one page of the published practices, the latest first."""
	practices = frappe.get_all(
		"Good Practice",
		filters=filters,
		fields=[*LIST_FIELDS, *WHOSE_FIELDS],
		order_by="published_on desc, name desc",
		limit_start=(page - 1) * PAGE_LENGTH,
		limit_page_length=PAGE_LENGTH,
	)
	describe(practices)
	return practices


def get_public_practice(name: str) -> frappe._dict | None:
	"""Return one published practice; the contact only where the person agreed. None when there is none."""
	fields = [*LIST_FIELDS, *WHOSE_FIELDS, *TEXT_FIELDS, *CONTACT_FIELDS]
	found = frappe.get_all(
		"Good Practice", filters={"name": name, "stage": "Published"}, fields=fields, order_by="name asc"
	)
	if not found:
		return None
	describe(found)
	practice = found[0]
	if not practice.contact_published:
		practice.update(dict.fromkeys(CONTACT_FIELDS))
	return practice


def describe(practices: list[frappe._dict]) -> None:
	"""Add `whose` a practice is and `where` it was done, with all names of NGOs in one query."""
	ngos = [practice.ngo for practice in practices if practice.ngo]
	names = dict(
		frappe.get_all(
			"NGO",
			filters={"name": ("in", ngos or [""])},
			fields=["name", "ngo_name"],
			order_by="name asc",
			as_list=True,
		)
	)
	for practice in practices:
		practice.whose = names.get(practice.pop("ngo")) or practice.organisation
		practice.where = practice.municipality or practice.place
		practice.source = _("From {0}").format(practice.origin_hub) if practice.origin_hub else None


def get_public_area() -> PublicArea:
	"""Return what the public sees of good practices. Hook `hub_public_areas`."""
	return PublicArea(
		folder="good-practices",
		title=_("Good practices"),
		doctype="Good Practice",
		filters=({"stage": "Published"},),
		get_items=lambda: list(map(as_item, get_practices({"stage": "Published"}, 1))),
		block="Good Practices",
		heading=_("Good practices"),
		more=_("All good practices"),
		feed=_("What worked for non-governmental organisations here and elsewhere."),
	)


def as_item(practice: frappe._dict) -> PublicItem:
	"""Return a practice as lists and feeds tell of it."""
	return PublicItem(
		title=practice.practice_title,
		url=f"/good-practices/{practice.name}",
		text=practice.whose or practice.where or "",
		summary=practice.summary,
		since=practice.published_on,
		places=[practice.municipality] if practice.municipality else [],
		fields=[practice.field_of_work] if practice.field_of_work else [],
	)


def get_practices_of(ngo: str) -> Section:
	"""Return the published practices of an NGO. Hook `hub_public_sections`."""
	return Section(
		_("Good practices"), list(map(as_item, get_practices({"stage": "Published", "ngo": ngo}, 1)))
	)
