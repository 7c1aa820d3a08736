# SPDX-License-Identifier: GPL-3.0-only
"""The list of the register as the public sees it: verified NGOs that agreed, without personal data."""

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count

from planota_hub.planota_hub.register.public_search import get_criteria
from planota_hub.public_forms.public_areas import PublicItem
from planota_hub.rules.fields import is_web_address
from planota_hub.rules.name_order import by_name
from planota_hub.rules.sorting import sort_key
from planota_hub.rules.titles import get_titles

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
FOLDER = "ngos"
PUBLIC = {"stage": "Verified", "consent_register": 1}


def index_public_names() -> None:
	"""Let the public register be counted and put in order from an index alone."""
	# not by the stage first: a search by words reads the rows themselves, which the index on the stage has in their order
	frappe.db.add_index("NGO", ["consent_register", "ngo_name", "name", "stage"], "ngo_public_names")


def count_ngos(search: frappe._dict) -> int:
	"""Return how many NGOs of the public register match a search (see `get_ngos`)."""
	ngo = DocType("NGO")
	return _matching(search).select(Count(ngo.name)).run()[0][0]


def get_ngos(search: frappe._dict, page: int, length: int = PAGE_LENGTH) -> list[frappe._dict]:
	"""Return one page of the public register, by name, each NGO with its `fields_of_work`.

	Args:
	        search: `q`, words that all occur in name, short name, place, field or description, in any order;
	                `municipality`; `field`, a field of work; `legal_form`; `names`, those of a part of the map. A visitor
	                can only make the list shorter.
	        page: from 1.
	"""
	ngo = DocType("NGO")
	names = (
		_matching(search)
		.select(ngo.name)
		.orderby(by_name(ngo.ngo_name), ngo.name)
		.limit(length)
		.offset((page - 1) * length)
		.run(pluck=True)
	)
	found = frappe.get_all("NGO", {"name": ("in", names or [""])}, PUBLIC_FIELDS, order_by="name asc")
	ngos = sorted(found, key=lambda row: names.index(row.name))
	fields_of_work = _get_fields_of_work(names)
	for row in ngos:
		row.fields_of_work = fields_of_work.get(row.name, [])
		row.website = row.website if is_web_address(row.website or "") else None
	return ngos


def get_places(search: frappe._dict) -> list[frappe._dict]:
	"""Return `name`, `ngo_name`, `municipality` and `location` of all NGOs that match a search, for the map."""
	ngo = DocType("NGO")
	# a map has no first and last: in the order that costs nothing
	return (
		_matching(search)
		.select(ngo.name, ngo.ngo_name, ngo.municipality, ngo.location)
		.orderby(ngo.name)
		.run(as_dict=True)
	)


def link_organisations(rows: list[tuple[str, str]]) -> list[PublicItem]:
	"""Return organisations as a public list: NGOs that agreed with their page, stakeholders by name.

	Args:
	        rows: DocType (NGO or Stakeholder) and name of each. An NGO that did not agree is left out.
	"""
	names = {doctype: [name for kind, name in rows if kind == doctype] for doctype in ("NGO", "Stakeholder")}
	found = frappe.get_all(
		"NGO", {**PUBLIC, "name": ("in", names["NGO"] or [""])}, ["name", "ngo_name"], order_by="name asc"
	)
	titles = get_titles("Stakeholder", names["Stakeholder"])
	items = [PublicItem(title=row.ngo_name, url=f"/{FOLDER}/{row.name}") for row in found]
	items += [PublicItem(title=title, url="") for title in titles.values()]
	return sorted(items, key=lambda item: sort_key(item.title))


def _matching(search: frappe._dict):
	ngo = DocType("NGO")
	query = frappe.qb.from_(ngo).where((ngo.stage == "Verified") & (ngo.consent_register == 1))
	if search.municipality:
		query = query.where(ngo.municipality == search.municipality)
	if search.legal_form:
		query = query.where(ngo.legal_form == search.legal_form)
	if search.field:
		query = query.where(ngo.name.isin(_ngos_in(search.field)))
	for criterion in get_criteria(search.q or ""):
		query = query.where(criterion)
	if search.names is not None:
		query = query.where(ngo.name.isin(search.names or [""]))
	return query


def _ngos_in(field_of_work: str):
	row = DocType("NGO Field of Work")
	of_field = (row.parenttype == "NGO") & (row.field_of_work == field_of_work)
	return frappe.qb.from_(row).select(row.parent).where(of_field)


def _get_fields_of_work(ngos: list[str]) -> dict[str, list[str]]:
	fields_of_work: dict[str, list[str]] = {}
	for row in frappe.get_all(
		"NGO Field of Work",
		filters={"parenttype": "NGO", "parent": ["in", ngos or [""]]},
		fields=["parent", "field_of_work"],
		order_by="parent asc, idx asc",
	):
		fields_of_work.setdefault(row.parent, []).append(row.field_of_work)
	return fields_of_work
