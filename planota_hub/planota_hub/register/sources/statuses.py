# SPDX-License-Identifier: GPL-3.0-only
"""Statuses of acting in the public interest as a list of them has them: all of an organisation together.

They are granted by ministries, one for each field of work (Non-Governmental Organisations Act, ZNOrg); an organisation
stands in the list once for each.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from planota_hub.planota_hub.register.sources.columns import STATUS_TARGETS
from planota_hub.planota_hub.register.sources.values import STATUSES
from planota_hub.rules.readable import show_day

TABLE = "NGO Public Interest Status"
STATUS_FIELDS = tuple(map(frappe.scrub, STATUS_TARGETS))
DAYS = ("granted_on", "withdrawn_on", "valid_until")

Status = dict[str, str | None]


def tidy(statuses: Iterable[dict[str, Any] | Document]) -> list[Status]:
	"""Return statuses as they are compared: the fields of the list alone, in one order."""
	found = [{field: cstr(status.get(field)) or None for field in STATUS_FIELDS} for status in statuses]
	return sorted(found, key=lambda status: [cstr(status[field]) for field in STATUS_FIELDS])


def load_statuses(ngos: Iterable[str]) -> dict[str, list[Status]]:
	"""Return the statuses that the hub knows of some NGOs."""
	names = set(ngos)
	found: dict[str, list[dict]] = {}
	rows = frappe.get_all(
		TABLE,
		{"parenttype": "NGO", "parentfield": STATUSES},
		["parent", *STATUS_FIELDS],
		order_by="parent asc, idx asc",
		limit_page_length=0,
	)
	for row in rows:
		if row.parent in names:
			found.setdefault(row.parent, []).append(row)
	return {ngo: tidy(statuses) for ngo, statuses in found.items()}


def describe(statuses: Iterable[Status]) -> str:
	"""Return statuses in words, one a line."""
	return "\n".join(", ".join(describe_one(status)) for status in statuses)


def describe_one(status: Status) -> Iterator[str]:
	labels = {
		"granted_on": _("granted on {0}"),
		"withdrawn_on": _("withdrawn on {0}"),
		"valid_until": _("valid until {0}"),
	}
	if field := status.get("field_of_work"):
		yield _(field)
	if ministry := status.get("ministry"):
		yield frappe.get_cached_value("Stakeholder", ministry, "stakeholder_name") or ministry
	if act_number := status.get("act_number"):
		yield act_number
	for name in DAYS:
		if day := status.get(name):
			yield labels[name].format(show_day(day))


def withdraw(statuses: Iterable[Status], day: str) -> list[Status]:
	"""Return statuses as they are when the list has them no longer: withdrawn, on a day that is known not to be later."""
	return tidy({**status, "withdrawn_on": status.get("withdrawn_on") or day} for status in statuses)
