# SPDX-License-Identifier: GPL-3.0-only
"""How the public register is searched: by words in any order, whatever their capitals and carons, on every database."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.query_builder import Criterion, DocType

from planota_hub.rules.names import fold_name
from planota_hub.rules.searching import POSITION, split_query

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO

SEARCHED_FIELDS = ("ngo_name", "short_name", "seat_town", "description")


def set_search_text(ngo: "NGO", method: str | None = None) -> None:
	"""Hook `validate` of NGO: keep what an NGO is found by as words are compared: folded, so that no database has to know how."""
	former = [row.former_name for row in ngo.former_names]
	ngo.search_text = " ".join(
		filter(None, map(fold_name, [*(ngo.get(name) for name in SEARCHED_FIELDS), *former]))
	)


def get_criteria(query: str) -> list[Criterion]:
	"""Return one condition on NGO for each word of a query: it stands in a text, or names its place or field."""
	return [get_criterion(word) for word in split_query(query)]


def get_criterion(word: str) -> Criterion:
	"""Return the condition that an NGO has to do with one folded word."""
	ngo = DocType("NGO")
	reasons = [POSITION(ngo.search_text, word) > 0]
	if places := [name for name in get_names("Municipality") if word in fold_name(name)]:
		reasons.append(ngo.municipality.isin(places))
	if fields := [name for name in get_names("Field of Work") if word in fold_name(_(name))]:
		row = DocType("NGO Field of Work")
		of_field = (row.parenttype == "NGO") & row.field_of_work.isin(fields)
		reasons.append(ngo.name.isin(frappe.qb.from_(row).select(row.parent).where(of_field)))
	return Criterion.any(reasons)


def get_names(doctype: str) -> list[str]:
	"""Return the names of all records of a register of places or fields."""
	return frappe.get_all(doctype, pluck="name", order_by="name asc", limit_page_length=0)
