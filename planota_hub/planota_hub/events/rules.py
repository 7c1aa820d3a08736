# SPDX-License-Identifier: GPL-3.0-only
"""What an event must say of itself, by the rules of `taking_part.rules`; besides, whose it is and whether it is support."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import flt, get_datetime

from planota_hub.planota_hub.events.kind import KIND
from planota_hub.planota_hub.events.series import validate_series
from planota_hub.planota_hub.taking_part import rules
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
	validate_hours(event)
	rules.validate_registration_window(KIND, event)
	rules.validate_place(KIND, event)
	rules.validate_seats(event)
	validate_whose(event)
	validate_series(event)
	validate_stage(KIND, event)


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
