# SPDX-License-Identifier: GPL-3.0-only
"""The register as the public sees it: verified NGOs that agreed, without personal data."""

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count
from pypika.terms import Criterion

from planota_hub.rules.fields import is_web_address
from planota_hub.rules.text import escape_wildcards

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
SEARCHED_FIELDS = ("ngo_name", "short_name", "municipality", "seat_town", "description")
MOST_WORDS = 8


def count_ngos(search: frappe._dict) -> int:
	"""Return how many NGOs of the public register match a search (see `get_ngos`)."""
	ngo = DocType("NGO")
	return _matching(search).select(Count(ngo.name)).run()[0][0]


def get_ngos(search: frappe._dict, page: int, length: int = PAGE_LENGTH) -> list[frappe._dict]:
	"""Return one page of the public register, by name, each NGO with its `fields_of_work`.

	Args:
	        search: `q`, words that all occur in name, short name, place, description, in any
	                order; `municipality`; `field`, a field of work. A visitor can only make the list shorter.
	        page: from 1.
	"""
	ngo = DocType("NGO")
	ngos = (
		_matching(search)
		.select(*(ngo[fieldname] for fieldname in PUBLIC_FIELDS))
		.orderby(ngo.ngo_name, ngo.name)
		.limit(length)
		.offset((page - 1) * length)
		.run(as_dict=True)
	)
	fields_of_work = _get_fields_of_work([row.name for row in ngos])
	for row in ngos:
		row.fields_of_work = fields_of_work.get(row.pop("name"), [])
		row.website = row.website if is_web_address(row.website or "") else None
	return ngos


def _matching(search: frappe._dict):
	ngo = DocType("NGO")
	query = frappe.qb.from_(ngo).where((ngo.stage == "Verified") & (ngo.consent_register == 1))
	if search.municipality:
		query = query.where(ngo.municipality == search.municipality)
	if search.field:
		query = query.where(ngo.name.isin(_ngos_in(search.field)))
	for word in escape_wildcards(search.q or "").split()[:MOST_WORDS]:
		query = query.where(Criterion.any(_has_word(word)))
	return query


def _has_word(word: str) -> list[Criterion]:
	ngo, pattern = DocType("NGO"), f"%{word}%"
	return [ngo[fieldname].like(pattern) for fieldname in SEARCHED_FIELDS]


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
