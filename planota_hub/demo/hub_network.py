# SPDX-License-Identifier: GPL-3.0-only
"""Between hubs: a report of the demo hub, and a network of four invented hubs with three signed half-years each."""

import hashlib
from datetime import date

import frappe
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from frappe.utils import add_days, add_months, cstr, getdate, today

from planota_hub.demo.files import read
from planota_hub.demo.marking import mark, marked_records
from planota_hub.hub_network.publishing import stages
from planota_hub.hub_network.publishing.building import get_english_label, get_units
from planota_hub.hub_network.publishing.file_format import FORMAT, VERSION
from planota_hub.hub_network.publishing.signing import get_public_key, sign
from planota_hub.hub_network.receiving.importing import HUB, RECEIVED, import_report

PERIODS, MONTHS = 3, 6
THRESHOLD = 5
SETTINGS = "Hub Settings"


def load_hub_network() -> None:
	"""Make the site a network and load its hubs with their reports, and publish a report of the demo hub."""
	set_network(1)
	for hub in read("hub_network.json")["hubs"]:
		if not frappe.db.exists(HUB, {"hub_name": hub["name"]}):
			load_hub(hub)
	publish_own_report()


def set_network(value: int) -> None:
	frappe.db.set_single_value(SETTINGS, "is_network", value)
	frappe.clear_document_cache(SETTINGS, SETTINGS)


def forget_network() -> None:
	"""Let the site be no network any more, unless hubs remain that people have entered."""
	of_demo = marked_records().get(HUB, [])
	if of_demo and not frappe.db.exists(HUB, {"name": ("not in", of_demo)}):
		set_network(0)


def load_hub(hub: dict) -> None:
	key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(hub["name"].encode()).digest())
	doc = frappe.new_doc(HUB)
	doc.update(
		{
			"hub_name": hub["name"],
			"regions": [{"statistical_region": hub["region"]}],
			"contact_email": hub["email"],
			"address": f"https://{hub['host']}",
			"schedule": "By Hand",
			"public_key": get_public_key(key),
		}
	)
	doc.insert(ignore_permissions=True)
	mark(HUB, doc.name)
	for number, (starts_on, ends_on) in enumerate(get_half_years()):
		report = make_report(hub, number, starts_on, ends_on)
		mark(RECEIVED, import_report(sign(report, key), "File")["name"])


def get_half_years() -> list[tuple[date, date]]:
	"""Return the last half-years that are over, the earliest first."""
	day = getdate(today())
	first = date(day.year, 1 if day.month <= MONTHS else MONTHS + 1, 1)
	starts = [getdate(add_months(first, -MONTHS * back)) for back in range(PERIODS, 0, -1)]
	return [(start, getdate(add_days(add_months(start, MONTHS), -1))) for start in starts]


def make_report(hub: dict, number: int, starts_on: date, ends_on: date) -> dict:
	"""Return a report as such a hub would publish it, not signed yet."""
	address = f"https://{hub['host']}"
	code = cstr(frappe.db.get_value("Statistical Region", hub["region"], "nuts3_code"))
	population = frappe.get_all(
		"Municipality", {"statistical_region": hub["region"]}, pluck="population", order_by="name asc"
	)
	units = get_units()
	return {
		"format": FORMAT,
		"version": VERSION,
		"hub": {
			"name": hub["name"],
			"operator": hub["operator"],
			"address": address,
			"regions": [{"name": hub["region"], "code": code}],
			"population": sum(population),
		},
		"period": {"starts_on": str(starts_on), "ends_on": str(ends_on)},
		"edition": 1,
		"published_on": f"{add_days(ends_on, 20)}T08:00:00Z",
		"threshold": THRESHOLD,
		"indicators": [],
		"figures": [
			{
				"key": key,
				"label": get_english_label(key),
				"unit": units[key],
				"value": values[number],
				"tables": [],
			}
			for key, values in hub["figures"].items()
		],
		"needs": [
			with_address(row, f"{address}/needs", position) for position, row in enumerate(hub["needs"], 1)
		],
		"practices": [
			with_address(row, f"{address}/good-practices", position)
			for position, row in enumerate(hub["practices"], 1)
		],
	}


def with_address(row: dict, folder: str, position: int) -> dict:
	return {**row, "id": str(position), "address": f"{folder}/{position}"}


def publish_own_report() -> None:
	"""Publish the report of the demo hub on the last period of its projects that is locked."""
	periods = frappe.get_all(
		"Reporting Period",
		{"stage": "Locked", "name": ("in", marked_records().get("Reporting Period", [""]))},
		pluck="name",
		order_by="ends_on desc",
		limit_page_length=1,
	)
	if not periods or frappe.db.exists(stages.REPORT, {"reporting_period": periods[0]}):
		return
	report = frappe.new_doc(stages.REPORT, reporting_period=periods[0])
	report.insert(ignore_permissions=True)
	stages.publish_now(report)
	mark(stages.REPORT, report.name)
