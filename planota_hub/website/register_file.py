# SPDX-License-Identifier: GPL-3.0-only
"""The public register to take along, `/ngos.csv` and `/ngos.json`: what its pages show, narrowed down as they are."""

import json

from frappe import _
from frappe.utils import get_url
from frappe.website.page_renderers.base_renderer import BaseRenderer
from werkzeug.wrappers import Response

from planota_hub.planota_hub.register.public_register import FOLDER, count_ngos, get_ngos
from planota_hub.rules.spreadsheets import write_csv
from planota_hub.website.register_search import read_search

COLUMNS = ("ngo_name", "short_name", "legal_form", "municipality", "seat_town", "website", "description")


class RegisterFile(BaseRenderer):
	"""The register as a file. Hook `page_renderer`."""

	def can_render(self) -> bool:
		"""True for the addresses of the two files."""
		return self.path in (f"{FOLDER}.csv", f"{FOLDER}.json")

	def render(self) -> Response:
		"""The file as an answer."""
		rows = get_rows()
		if self.path.endswith(".json"):
			content, kind = json.dumps(rows, ensure_ascii=False, indent=1), "application/json"
		else:
			content, kind = write_csv(as_table(rows)), "text/csv; charset=utf-8"
		response = Response(content, content_type=kind)
		response.headers["Content-Disposition"] = f'attachment; filename="{self.path}"'
		return response


def get_rows() -> list[dict]:
	"""Return the NGOs that the address asks for, with their fields of work and the address of their page."""
	search, _box = read_search()
	return [
		{
			**{column: ngo[column] for column in COLUMNS},
			"legal_form": _(ngo.legal_form),
			"fields_of_work": [_(field) for field in ngo.fields_of_work],
			"url": get_url(f"/{FOLDER}/{ngo.name}"),
		}
		for ngo in get_ngos(search, 1, count_ngos(search) or 1)
	]


def as_table(rows: list[dict]) -> list[list[str]]:
	"""Return rows as a table with the names of its columns."""
	columns = (*COLUMNS, "fields_of_work", "url")
	texts = ({**row, "fields_of_work": ", ".join(row["fields_of_work"])} for row in rows)
	return [list(columns), *([row[column] for column in columns] for row in texts)]
