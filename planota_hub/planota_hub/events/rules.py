# SPDX-License-Identifier: GPL-3.0-only
"""What an event must say of itself, by the rules of `taking_part.rules`; besides, whose it is and whether it is support."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import flt, get_datetime

from planota_hub.planota_hub.events.kind import EVENT_KIND, KIND
from planota_hub.planota_hub.events.series import validate_series
from planota_hub.planota_hub.taking_part import rules
from planota_hub.planota_hub.taking_part.questions import SAID
from planota_hub.planota_hub.taking_part.stages import FIRST_STAGE, validate_stage
from planota_hub.rules.refusals import refuse, refuse_missing

__all__ = ["FIRST_STAGE", "get_kinds", "validate_event"]

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.hub_event.hub_event import HubEvent


@frappe.whitelist()
def get_kinds() -> list[str]:
	"""Return the DocTypes that an event can belong to; each area names its own in the hook `hub_event_owners`."""
	return list(dict.fromkeys(frappe.get_hooks("hub_event_owners")))


def validate_event(event: "HubEvent") -> None:
	"""Refuse an event whose times, place, seats, hours, owner or stage can't be."""
	rules.validate_times(KIND, event)
	validate_kind(event)
	validate_hours(event)
	rules.validate_registration_window(KIND, event)
	rules.validate_place(KIND, event)
	rules.validate_seats(event)
	validate_whose(event)
	validate_series(event)
	validate_stage(KIND, event)


def validate_kind(event: "HubEvent") -> None:
	"""An event is of a kind that is offered, and no support where its kind never is; what was so before stays."""
	before = event.get_doc_before_save()
	if before and (before.event_kind, before.support_kind) == (event.event_kind, event.support_kind):
		return
	kind = frappe.db.get_value(EVENT_KIND, event.event_kind, ["disabled", "is_never_support"], as_dict=True)
	if not kind:
		return  # the framework says that there is none
	if kind.disabled and not (before and before.event_kind == event.event_kind):
		refuse(
			event, "event_kind", _("{0} is disabled; please choose another one.").format(_(event.event_kind))
		)
	if kind.is_never_support and event.support_kind:
		refuse(
			event, "support_kind", _("events of the kind {0} are never support.").format(_(event.event_kind))
		)


@frappe.whitelist()
def get_ready(kind: str) -> dict:
	"""Return what a new event of a kind begins with: the fields of an event, as far as the kind says something.

	Raises:
	        frappe.PermissionError: for whoever does not see kinds of events.
	"""
	doc = frappe.get_doc(EVENT_KIND, kind)
	doc.check_permission("read")
	ready = {
		"description": doc.programme,
		"support_kind": doc.support_kind,
		"capacity": doc.capacity,
		"questions": [{name: row.get(name) for name in SAID} for row in doc.questions],
	}
	return {name: value for name, value in ready.items() if value} | {"asks_feedback": doc.asks_feedback}


def validate_hours(event: "HubEvent") -> None:
	"""Support takes time; an event that is none may say how long it lasts, and need not when that takes days."""
	is_one_day = get_datetime(event.starts_on).date() == get_datetime(event.ends_on).date()
	if event.support_kind or flt(event.hours) or is_one_day:
		rules.validate_hours(event)


def validate_whose(event: "HubEvent") -> None:
	"""What an event belongs to names a kind of record that has events, and a record of that kind; or neither."""
	if not event.about_doctype:
		event.about = None
	elif event.about_doctype not in get_kinds():
		kinds = ", ".join(_(doctype) for doctype in get_kinds())
		refuse(event, "about_doctype", _("expected is one of: {0}.").format(kinds))
	else:
		refuse_missing(event, "about", _("please choose what the event belongs to."))
