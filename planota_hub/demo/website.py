# SPDX-License-Identifier: GPL-3.0-only
"""What the website of the demo region shows: who the hub is, and which records it has chosen to publish."""

import frappe

from planota_hub.demo.files import read
from planota_hub.demo.marking import marked_records
from planota_hub.planota_hub.register.places import mark_own_municipalities

SETTINGS = "Hub Settings"
REGION = "Goriška"
# what a hub publishes record by record: DocType -> field, stages or statuses that are shown
SHOWN: dict[str, tuple[str, dict]] = {
	"Local Network": ("show_on_website", {}),
	"Partnership Consortium": (
		"show_on_website",
		{"stage": ("in", ("Agreement Signed", "Active", "Closed"))},
	),
	"Joint Action Plan": ("show_on_website", {"stage": ("in", ("Agreed", "Completed"))}),
	"Funded Project": ("show_on_website", {}),
	"Project Indicator": ("show_on_website", {"level": ("!=", "Impact")}),
	"Proposal Comment": ("is_public", {"answer": ("is", "set")}),
	"Hub Meeting": ("announced", {"stage": "Called", "meeting_of_doctype": "Local Network"}),
}


def show_records() -> None:
	"""Publish what the demo hub shows of its networks, partnerships, projects and meetings."""
	for doctype, names in marked_records().items():
		fieldname, filters = SHOWN.get(doctype, ("", {}))
		if fieldname and names:
			chosen = filters | {"name": ("in", names)}
			frappe.db.set_value(doctype, chosen, fieldname, 1, update_modified=False)


def introduce_hub() -> None:
	"""Say who the demo hub is where Hub Settings say nothing yet."""
	settings = frappe.get_doc(SETTINGS)
	texts, funders = _read_hub()
	missing = {fieldname: text for fieldname, text in texts.items() if not settings.get(fieldname)}
	_set(missing)
	if "hub_name" in missing and not settings.funder_logos:
		_set_rows("funder_logos", funders)
	if "hub_name" in missing and not settings.regions:
		_choose_regions(REGION)


def forget_hub() -> None:
	"""Take back what the demo said and nobody has changed since."""
	settings = frappe.get_doc(SETTINGS)
	texts, funders = _read_hub()
	is_introduced = settings.hub_name == texts["hub_name"]
	if is_introduced and [row.statistical_region for row in settings.regions] == [REGION]:
		_choose_regions()
	shown = [{"funder_name": row.funder_name, "logo": row.logo} for row in settings.funder_logos]
	if is_introduced and shown == funders:
		_set_rows("funder_logos", [])
	_set({fieldname: None for fieldname, text in texts.items() if settings.get(fieldname) == text})


def _read_hub() -> tuple[dict[str, str], list[dict[str, str]]]:
	"""Return the texts that say who the demo hub is, and its funders with their logos."""
	texts = read("hub.json")
	return texts, texts.pop("funder_logos")


def _choose_regions(*regions: str) -> None:
	known = [region for region in regions if frappe.db.exists("Statistical Region", region)]
	_set_rows("regions", [{"statistical_region": region} for region in known])
	mark_own_municipalities()


def _set_rows(table: str, rows: list[dict[str, str]]) -> None:
	settings = frappe.get_doc(SETTINGS)
	settings.set(table, rows)
	settings.update_child_table(table)
	frappe.clear_document_cache(SETTINGS, SETTINGS)


def _set(values: dict[str, str | None]) -> None:
	if values:
		frappe.db.set_single_value(SETTINGS, values)
		frappe.clear_document_cache(SETTINGS, SETTINGS)
