# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/ngos`: the verified NGOs that agreed to being in the register, without personal data."""

from urllib.parse import urlencode

import frappe
from frappe import _

from planota_hub.public_forms.web_forms import get_fields_of_work, get_municipalities, options_of
from planota_hub.public_forms.website import add_page_context, get_page_number, get_parameter

sitemap = 1

PAGE_LENGTH = 24
# e-mail addresses and telephones of small organisations are mostly private ones: they stay inside
PUBLIC_FIELDS = [
	"name",
	"ngo_name",
	"short_name",
	"legal_form",
	"municipality",
	"seat_town",
	"website",
	"description",
]


def get_context(context) -> None:
	"""Show one page of the register, narrowed down by `q`, `municipality`, `field` and `page`."""
	add_page_context(context)
	context.title = _("Register of NGOs")
	context.search = frappe._dict(
		q=get_parameter("q")[:100],
		municipality=get_parameter("municipality"),
		field=get_parameter("field"),
	)
	context.municipalities = options_of(get_municipalities())
	context.fields_of_work = options_of(get_fields_of_work())
	context.page = get_page_number()
	filters = get_filters(context.search)
	context.total = frappe.db.count("NGO", filters)
	context.ngos = get_ngos(filters, context.page)
	context.pages = -(-context.total // PAGE_LENGTH)
	context.previous_url = page_url(context.search, context.page - 1)
	context.next_url = page_url(context.search, context.page + 1)


def page_url(search: dict, page: int) -> str:
	"""Return the address of another page of the same search."""
	return "/ngos?" + urlencode({**{key: value for key, value in search.items() if value}, "page": page})


def get_filters(search: frappe._dict) -> dict:
	"""Return the filters of the public register; a visitor can only make the list shorter."""
	filters = {"stage": "Verified", "consent_register": 1}
	if search.municipality:
		filters["municipality"] = search.municipality
	if search.q:
		filters["ngo_name"] = ["like", f"%{escape_wildcards(search.q)}%"]
	if search.field:
		filters["name"] = ["in", get_ngos_in_field(search.field) or [""]]
	return filters


def escape_wildcards(text: str) -> str:
	"""Return a text in which `%` and `_` stand for themselves in a search."""
	return text.replace("%", " ").replace("_", " ")


def get_ngos_in_field(field_of_work: str) -> list[str]:
	"""Return the names of the NGOs that work in a field."""
	return frappe.get_all(
		"NGO Field of Work",
		filters={"parenttype": "NGO", "field_of_work": field_of_work},
		pluck="parent",
		order_by="parent asc",
	)


def get_ngos(filters: dict, page: int) -> list[dict]:
	"""Return one page of the register, by name, each NGO with its fields of work."""
	ngos = frappe.get_all(
		"NGO",
		filters=filters,
		fields=PUBLIC_FIELDS,
		order_by="ngo_name asc, name asc",
		limit_start=(page - 1) * PAGE_LENGTH,
		limit_page_length=PAGE_LENGTH,
	)
	fields_of_work: dict[str, list[str]] = {}
	for row in frappe.get_all(
		"NGO Field of Work",
		filters={"parenttype": "NGO", "parent": ["in", [ngo.name for ngo in ngos] or [""]]},
		fields=["parent", "field_of_work"],
		order_by="parent asc, idx asc",
	):
		fields_of_work.setdefault(row.parent, []).append(row.field_of_work)
	for ngo in ngos:
		ngo.fields_of_work = fields_of_work.get(ngo.pop("name"), [])
		ngo.website = ngo.website if is_web_address(ngo.website) else None
	return ngos


def is_web_address(address: str | None) -> bool:
	"""Tell whether an address is safe to be a link."""
	return bool(address) and address.startswith(("https://", "http://"))
