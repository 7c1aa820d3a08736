# SPDX-License-Identifier: GPL-3.0-only
"""A site whose events had fixed kinds gets them as records that managers edit, and any other that an event has."""

import frappe

from planota_hub.setup.masters import create_event_kinds, create_if_missing


def execute() -> None:
	create_event_kinds()
	for kind in frappe.get_all("Hub Event", pluck="event_kind", distinct=True, order_by="event_kind asc"):
		if kind:
			create_if_missing("Event Kind", kind, kind_name=kind)
