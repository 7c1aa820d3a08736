# SPDX-License-Identifier: GPL-3.0-only
"""Reports fetched from the addresses of hubs, by hand or by their schedule; what failed stands at the hub."""

import json
from urllib.parse import urlsplit

import frappe
from frappe import _
from frappe.utils import add_days, cint, cstr, getdate, now_datetime, strip_html, today

from planota_hub.hub_network.publishing.file_format import MAX_BYTES
from planota_hub.hub_network.publishing.signing import get_fingerprint
from planota_hub.hub_network.receiving.fetching import FetchError, fetch
from planota_hub.hub_network.receiving.importing import HUB, RECEIVED, import_report, refuse_without_network
from planota_hub.mail.jobs import one_of_many

WELL_KNOWN = "/.well-known/planota-hub.json"
FORMAT = "planota-hub/hub"
MOST_LIST_BYTES = 1_000_000
DAYS = {"Daily": 1, "Weekly": 7}


def fetch_due() -> None:
	"""Fetch the reports of every hub whose day has come. Daily job."""
	if not cint(frappe.get_cached_doc("Hub Settings").is_network):
		return
	for hub in frappe.get_all(
		HUB,
		{"status": "Active", "schedule": ("in", sorted(DAYS)), "address": ("is", "set")},
		["name", "schedule", "last_fetched_on"],
		order_by="name asc",
		limit_page_length=0,
	):
		due = add_days(hub.last_fetched_on, DAYS[hub.schedule]) if hub.last_fetched_on else today()
		if getdate(due) <= getdate(today()):
			with one_of_many("Reports of a hub could not be fetched", HUB, hub.name):
				fetch_hub(hub.name)


def fetch_hub(name: str) -> dict:
	"""Fetch the reports of a hub that are not here yet, the oldest first.

	Returns:
	        `received`, the number of new reports, and `fault`, why it went no further; empty when all went well. Both
	        stand at the hub too.
	"""
	refuse_without_network()
	received, fault = 0, ""
	try:
		address = frappe.db.get_value(HUB, name, "address")
		for report in get_missing(address):
			content = fetch(report, MAX_BYTES)
			frappe.db.savepoint("hub_report")
			received += import_report(content, "Address", name)["outcome"] == "received"
	except frappe.ValidationError as error:
		if not isinstance(error, FetchError):
			frappe.db.rollback(save_point="hub_report")
		frappe.clear_messages()
		fault = strip_html(cstr(error))
	frappe.db.set_value(HUB, name, {"last_fetched_on": now_datetime(), "last_fault": fault or None})
	return {"received": received, "fault": fault}


def get_missing(address: str) -> list[str]:
	"""Return the addresses of the reports that a hub publishes and that are not here.

	Raises:
	        FetchError: when the hub does not say where its reports are, or they are elsewhere.
	"""
	reports = read_site(address).get("reports")
	reports = [row for row in reports if isinstance(row, dict)] if isinstance(reports, list) else []
	digests = [cstr(row.get("digest")) for row in reports]
	known = frappe.get_all(
		RECEIVED, {"digest": ("in", digests or [""])}, pluck="digest", order_by="digest asc"
	)
	missing = [row for row in reports if row.get("digest") not in known]
	missing.sort(key=lambda row: (cstr(row.get("starts_on")), cint(row.get("edition"))))
	addresses = [cstr(row.get("address")) for row in missing]
	for one in addresses:
		if urlsplit(one).netloc != urlsplit(address).netloc:
			raise FetchError(_("The hub names reports at another address than its own."))
	return addresses


def read_site(address: str) -> dict:
	"""Return what the address of a hub says of itself.

	Raises:
	        FetchError: when it says nothing that can be read.
	"""
	try:
		site = json.loads(fetch(f"{address}{WELL_KNOWN}", MOST_LIST_BYTES))
	except (ValueError, RecursionError):
		site = None
	if not isinstance(site, dict) or site.get("format") != FORMAT:
		raise FetchError(_("At this address there is no hub that publishes reports."))
	return site


def look_up_key(address: str) -> dict:
	"""Return `hub_name`, `public_key` and `fingerprint` that an address publishes.

	Raises:
	        frappe.ValidationError: when it publishes none.
	"""
	try:
		site = read_site(cstr(address))
		key = cstr(site["keys"][0]["public_key"])
		hub_name = cstr(site["hub"]["name"])
	except FetchError as error:
		frappe.throw(cstr(error), title=_("Not Found"))
	except (KeyError, IndexError, TypeError):
		frappe.throw(_("At this address there is no hub that publishes reports."), title=_("Not Found"))
	return {"hub_name": hub_name, "public_key": key, "fingerprint": get_fingerprint(key)}
