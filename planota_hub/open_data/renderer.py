# SPDX-License-Identifier: GPL-3.0-only
"""What lies below `/open-data/`: catalogue, descriptions, the files of all sets and the interface for programs."""

from collections.abc import Callable

import frappe
from frappe import _
from frappe.utils import get_url
from frappe.website.page_renderers.base_renderer import BaseRenderer
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from planota_hub.open_data.answers import FOLDER, OpenDataError, answer, answer_json, answer_problem
from planota_hub.open_data.catalog import get_catalog
from planota_hub.open_data.interface import answer_interface
from planota_hub.open_data.limits import is_too_much
from planota_hub.open_data.openapi import get_description
from planota_hub.open_data.package import get_package
from planota_hub.open_data.rdf import write_jsonld, write_turtle, write_xml
from planota_hub.open_data.tables import write_spreadsheet, write_table
from planota_hub.public_forms.datasets import Dataset, get_dataset, get_datasets, read_all

READING = ("GET", "HEAD")
CATALOG: dict[str, tuple[Callable[[dict], str], str]] = {
	"catalog.ttl": (write_turtle, "text/turtle"),
	"catalog.rdf": (write_xml, "application/rdf+xml"),
	"catalog.jsonld": (write_jsonld, "application/ld+json"),
}
SPREADSHEET = ".spreadsheet.csv"


class OpenDataFile(BaseRenderer):
	"""Everything below the page of the open data. Hook `page_renderer`."""

	def can_render(self) -> bool:
		"""True for every address below the page."""
		return self.path.startswith(f"{FOLDER}/")

	def render(self) -> Response:
		"""The file or answer, or what is wrong with the request."""
		try:
			return self.read()
		except OpenDataError as error:
			return answer_problem(error)

	def read(self) -> Response:
		"""Find what lies at the address."""
		if frappe.request and frappe.request.method not in READING:
			raise OpenDataError(405, _("Open data can be read, not changed."))
		if is_too_much():
			raise OpenDataError(429, _("Too many requests came from your network. Please go on in a minute."))
		path = self.path.removeprefix(f"{FOLDER}/").strip("/")
		if path == "api" or path.startswith("api/"):
			return answer_interface(path.removeprefix("api").strip("/"))
		response = find_description(path) or find_file(path) or find_standard(path)
		if not response:
			raise OpenDataError(
				404, _("There is no such file. All files are listed on the page of the open data.")
			)
		return response


def find_description(path: str) -> Response | None:
	"""Return the catalogue in one of its forms, the Data Package, or the description of the interface."""
	if path in CATALOG:
		write, media_type = CATALOG[path]
		return answer(write(get_catalog()), media_type)
	if path == "datapackage.json":
		return answer_json(get_package())
	return answer_json(get_description()) if path == "openapi.json" else None


def find_file(path: str) -> Response | None:
	"""Return a set as a table or as JSON; at the set's own address, the way to what is said of it."""
	folder, _dot, _ending = path.partition(".")
	dataset = get_dataset(folder)
	if path == "catalog" or (dataset and path == folder):
		return redirect(get_url(f"/{FOLDER}") + (f"#{folder}" if dataset else ""), 303, Response)
	return write_file(dataset, path.removeprefix(folder)) if dataset else None


def write_file(dataset: Dataset, ending: str) -> Response | None:
	filename = f"{dataset.folder}{ending}"
	if ending == ".csv":
		return answer(write_table(dataset), "text/csv", filename)
	if ending == SPREADSHEET:
		return answer(write_spreadsheet(dataset), "text/csv", f"{dataset.folder}.csv")
	return answer_json(list(read_all(dataset))) if ending == ".json" else None


def find_standard(path: str) -> Response | None:
	"""Return a file in a standard of its field, or one record of it."""
	for file in (file for dataset in get_datasets() for file in dataset.standards):
		if path == file.path:
			return answer(file.write(), file.media_type)
		key = path.removeprefix(f"{file.path}/")
		if file.get_item and key != path:
			item = file.get_item(key)
			return answer_json(item) if item else None
	return None
