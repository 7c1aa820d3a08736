# SPDX-License-Identifier: GPL-3.0-only
"""What the public sees of hub reports: a page of each, its signed file, and the address where others find both."""

import json
from datetime import date

import frappe
from frappe import _
from frappe.utils import get_url
from frappe.website.page_renderers.base_renderer import BaseRenderer
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from planota_hub.hub_network.publishing.signing import ALGORITHM, get_fingerprint, get_public_keys
from planota_hub.hub_network.publishing.stages import PUBLISHED, REPORT, WITHDRAWN
from planota_hub.metrics.names import get_label
from planota_hub.public_forms.public_areas import PublicArea, PublicItem, PublicPage, Section
from planota_hub.rules.readable import show_day, show_number

FOLDER, FILES = "hub-reports", "hub-report-files"
PUBLIC = {"status": PUBLISHED}
WELL_KNOWN = "/.well-known/planota-hub.json"
KIND = "application/json"


def get_public_area() -> PublicArea:
	"""Return what the public sees of hub reports. Hook `hub_public_areas`."""
	return PublicArea(
		folder=FOLDER,
		title=_("Reports of the Hub"),
		doctype=REPORT,
		filters=(PUBLIC,),
		get_items=get_items,
		get_page=get_page,
		lead=_("What the hub has done, period by period, in figures that anybody can check and use."),
		is_gone=lambda name: bool(frappe.db.exists(REPORT, {"name": name, "status": WITHDRAWN})),
	)


def get_items() -> list[PublicItem]:
	"""Return the published reports, the latest period first."""
	return [
		PublicItem(
			title=make_title(row.starts_on, row.ends_on),
			url=f"/{FOLDER}/{row.name}",
			text=_("Edition {0}").format(row.edition),
			since=row.published_on,
			is_open=False,
		)
		for row in get_published()
	]


def get_published() -> list[frappe._dict]:
	return frappe.get_all(
		REPORT,
		PUBLIC,
		["name", "starts_on", "ends_on", "edition", "published_on", "digest"],
		order_by="starts_on desc, name desc",
		limit_page_length=0,
	)


def get_page(name: str) -> PublicPage | None:
	"""Return what the page of a report shows, all of it from the signed file; None when it is not published."""
	content = frappe.db.get_value(REPORT, {"name": name, **PUBLIC}, "content")
	if not content:
		return None
	report = json.loads(content)
	return PublicPage(
		title=make_title(**report["period"]),
		lead=_("Figures of fewer than {0} are left out, so that nobody can be recognised.").format(
			report["threshold"]
		),
		facts=describe_head(report),
		sections=[
			Section(_("Indicators"), [as_indicator(one) for one in report["indicators"]]),
			Section(_("Figures"), [as_figure(one) for one in report["figures"]]),
			Section(_("By place, field of work, form and kind"), get_tables(report)),
		],
		actions=[(_("Signed file (JSON)"), f"/{FILES}/{name}.json")],
	)


def make_title(starts_on: date | str, ends_on: date | str) -> str:
	"""Return what a report is called on the website, in the reader's language."""
	return _("Report {0} – {1}").format(show_day(starts_on), show_day(ends_on))


def describe_head(report: dict) -> list[tuple[str, str]]:
	hub, period = report["hub"], report["period"]
	return [
		(_("Hub"), hub["name"]),
		(_("Regions"), ", ".join(region["name"] for region in hub["regions"])),
		(_("Inhabitants"), show_number(hub["population"]) if hub["population"] else ""),
		(_("Period"), f"{show_day(period['starts_on'])} – {show_day(period['ends_on'])}"),
		(_("Edition"), str(report["edition"])),
		(_("Signed with the key"), report["signature"]["fingerprint"]),
	]


def as_indicator(row: dict) -> PublicItem:
	# empty is one that nobody knows as well as one that may not be told
	facts = [(_("Value"), row["value"]), (_("Target Value"), row["target"])]
	parts = [
		f"{label}: {'–' if value is None else show_number(value)}"
		for position, (label, value) in enumerate(facts)
		if value is not None or not position
	]
	return PublicItem(row["name"], "", " · ".join([*parts, row["unit"]] if row["unit"] else parts))


def as_figure(row: dict) -> PublicItem:
	return PublicItem(get_label(row["key"]), "", show(row["value"]))


def show(value: float | None) -> str:
	"""Return a value as people read it; hidden ones say so."""
	return _("left out") if value is None else show_number(value)


def get_tables(report: dict) -> list[PublicItem]:
	"""Return a line for each table that has cells to show, the largest cell first."""
	return [
		PublicItem(
			f"{get_label(figure['key'])}, {describe_dimension(table['by'])}",
			"",
			describe_cells(table["cells"]),
		)
		for figure in report["figures"]
		for table in figure["tables"]
		if any(cell["value"] is not None for cell in table["cells"] or [])
	]


def describe_cells(cells: list[dict]) -> str:
	known = sorted((cell for cell in cells if cell["value"] is not None), key=lambda cell: -cell["value"])
	texts = [f"{describe_part(cell['key'])} {show_number(cell['value'])}" for cell in known]
	if len(known) < len(cells):
		label = _("left out")
		texts.append(f"{label}: {len(cells) - len(known)}")
	return " · ".join(texts)


def describe_dimension(key: str) -> str:
	"""Return by what a table is broken down, in words."""
	return {
		"municipality": _("by municipality"),
		"field_of_work": _("by field of work"),
		"legal_form": _("by legal form"),
	}.get(key, _("by kind"))


def describe_part(key: str) -> str:
	"""Return what a cell is about: a place, a field of work, a form, a kind."""
	return _(key) if key else _("Not specified")


def describe_unit(unit: str) -> str:
	"""Return what a figure counts, in words."""
	return {
		"people": _("people"),
		"organisations": _("organisations"),
		"hours": _("hours"),
		"euros": _("euros"),
	}.get(unit, _("records"))


# Files


class HubReportFile(BaseRenderer):
	"""The signed file of a report. Hook `page_renderer`."""

	def can_render(self) -> bool:
		"""True for the address of the file of a report, published or withdrawn."""
		folder, _slash, filename = self.path.partition("/")
		self.name = filename.removesuffix(".json")
		return folder == FILES and filename.endswith(".json") and bool(frappe.db.exists(REPORT, self.name))

	def render(self) -> Response:
		"""The file as an answer; of a withdrawn report that it is gone, of a draft that there is none."""
		status, content = frappe.db.get_value(REPORT, self.name, ["status", "content"])
		if status != PUBLISHED:
			return Response(status=410 if status == WITHDRAWN else 404)
		return Response(content, content_type=KIND)


def answer_well_known() -> None:
	"""Answer where the reports of the hub are and with which keys they are signed (hook `before_request`).

	The framework keeps all addresses under /.well-known to itself and knows but its own.

	Raises:
	        werkzeug.exceptions.HTTPException: which carries the answer.
	"""
	if frappe.request.path == WELL_KNOWN and frappe.request.method in ("GET", "HEAD"):
		content = json.dumps(describe_site(), ensure_ascii=False)
		raise HTTPException(response=Response(content, content_type=KIND))


def describe_site() -> dict:
	"""Return where the reports of the hub are and with which keys they are signed."""
	return {
		"format": "planota-hub/hub",
		"version": 1,
		"hub": {
			"name": frappe.get_cached_doc("Hub Settings").hub_name or frappe.local.site,
			"address": get_url(),
		},
		"keys": [
			{"algorithm": ALGORITHM, "fingerprint": get_fingerprint(row["public_key"]), **row}
			for row in get_public_keys()
		],
		"reports": [
			{
				"address": get_url(f"/{FILES}/{row.name}.json"),
				"starts_on": str(row.starts_on),
				"ends_on": str(row.ends_on),
				"edition": row.edition,
				"digest": row.digest,
			}
			for row in get_published()
		],
	}
