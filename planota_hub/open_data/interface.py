# SPDX-License-Identifier: GPL-3.0-only
"""The interface for programs: `/open-data/api/<set>` in pages and narrowed down, `/open-data/api/<set>/<number>` one record.

What an address asks for and the interface does not know is refused: a word written wrongly would give all records.
"""

import re
from urllib.parse import urlencode

import frappe
from frappe import _
from frappe.utils import getdate
from werkzeug.wrappers import Response

from planota_hub.open_data.answers import OpenDataError, answer_json
from planota_hub.open_data.catalog import LICENCE, get_address
from planota_hub.public_forms.datasets import (
	Dataset,
	Filters,
	as_condition,
	count,
	get_dataset,
	get_datasets,
	read,
)

PAGE_LENGTH, LONGEST_PAGE = 100, 500
LAST_PAGE = 100_000
PAGING = ("page", "per_page")
SINCE = "changed_since"
LANGUAGE = "_lang"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NUMBER = re.compile(r"[0-9]{1,6}")


def answer_interface(path: str) -> Response:
	"""Answer what is asked of the interface.

	Args:
	        path: what follows `api`, without slashes around it.

	Raises:
	        OpenDataError: when there is no such set or record, or the address asks for what is not known.
	"""
	folder, _slash, name = path.partition("/")
	if not folder:
		return answer_json(list_sets())
	dataset = get_dataset(folder)
	if not dataset:
		raise OpenDataError(404, _("There is no such set of data."))
	return answer_one(dataset, name) if name else answer_page(dataset)


def list_sets() -> dict:
	"""Return which sets there are, and how each can be narrowed down."""
	refuse_unknown(())
	return {
		"licence": LICENCE,
		"description": get_address("openapi.json"),
		"items": [
			{
				"name": dataset.folder,
				"title": dataset.title,
				"description": dataset.description,
				"url": get_address(f"api/{dataset.folder}"),
				"parameters": [*dataset.asked, SINCE, *PAGING],
			}
			for dataset in get_datasets()
		],
	}


def answer_one(dataset: Dataset, name: str) -> Response:
	"""Return one record of a set."""
	refuse_unknown(())
	rows = read(dataset, [["name", "=", name]], 0, 1)
	if not rows:
		raise OpenDataError(404, _("There is no such record in this set, or it is not public any more."))
	return answer_json(rows[0])


def answer_page(dataset: Dataset) -> Response:
	"""Return a page of a set, narrowed down by the address, with the way to the next one."""
	refuse_unknown((*dataset.asked, SINCE, *PAGING))
	page = read_number("page", 1, LAST_PAGE)
	length = read_number("per_page", PAGE_LENGTH, LONGEST_PAGE)
	asked = read_conditions(dataset)
	total = count(dataset, asked)
	following = get_next(dataset, page, length, total)
	response = answer_json(
		{
			"total": total,
			"page": page,
			"per_page": length,
			"pages": -(-total // length),
			"next": following,
			"items": read(dataset, asked, (page - 1) * length, length),
		}
	)
	if following:
		response.headers["Link"] = f'<{following}>; rel="next"'
	return response


def get_next(dataset: Dataset, page: int, length: int, total: int) -> str | None:
	"""Return the address of the page that follows; None for the last one."""
	if page * length >= total:
		return None
	asked = {name: value for name, value in get_arguments().items() if name not in PAGING}
	return (
		get_address(f"api/{dataset.folder}")
		+ "?"
		+ urlencode({**asked, "page": page + 1, "per_page": length})
	)


def get_arguments() -> dict[str, str]:
	"""Return what the address asks for."""
	return frappe.request.args.to_dict() if frappe.request else {}


def refuse_unknown(known: tuple[str, ...]) -> None:
	"""Refuse a parameter that is not known, or is there twice."""
	given = frappe.request.args.to_dict(flat=False) if frappe.request else {}
	for name, values in given.items():
		if name not in (*known, LANGUAGE):
			raise OpenDataError(
				400, _("{0} is not known here. Known are: {1}").format(name, ", ".join(known) or "-")
			)
		if len(values) > 1:
			raise OpenDataError(400, _("{0} may be given once.").format(name))


def read_number(name: str, default: int, most: int) -> int:
	"""Return a number of the address."""
	value = get_arguments().get(name)
	if value is None:
		return default
	if not NUMBER.fullmatch(value) or not 1 <= int(value) <= most:
		raise OpenDataError(400, _("{0}: expected is a whole number from 1 to {1}.").format(name, most))
	return int(value)


def read_conditions(dataset: Dataset) -> Filters:
	"""Return the conditions that the address asks for."""
	given = get_arguments()
	conditions = [
		as_condition(dataset.asked[name], value, dataset.doctype)
		for name, value in given.items()
		if name in dataset.asked
	]
	if SINCE in given:
		conditions.append(["modified", ">=", read_day(given[SINCE])])
	return conditions


def read_day(value: str) -> str:
	"""Return a day of the address."""
	try:
		if DAY.fullmatch(value) and value.isascii():
			return str(getdate(value))
	except (ValueError, frappe.ValidationError):
		frappe.clear_messages()
	raise OpenDataError(400, _("{0}: expected is a day such as 2026-01-31.").format(SINCE))
