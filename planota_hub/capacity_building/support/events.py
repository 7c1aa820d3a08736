# SPDX-License-Identifier: GPL-3.0-only
"""An event that is support: the hours of every NGO that came stand in the ledger, under the kind that it names."""

from typing import TYPE_CHECKING

from planota_hub.capacity_building.support.attended_hours import credit
from planota_hub.capacity_building.support.funded_project import set_funded_project
from planota_hub.capacity_building.support.ledger import SupportRow, post_support, reverse_support
from planota_hub.planota_hub.events.kind import KIND

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.hub_event.hub_event import HubEvent


def validate_support(event: "HubEvent", method: str | None = None) -> None:
	"""Hook `validate` of Hub Event: support belongs to a funded project that runs then."""
	if event.about_doctype == "Funded Project" and not event.funded_project:
		event.funded_project = event.about
	if event.support_kind:
		set_funded_project(event)


def post(event: "HubEvent", method: str | None = None) -> None:
	"""Hooks `on_update` and `on_attendance` of Hub Event: the ledger holds what it gave to whom."""
	before = event.get_doc_before_save()
	if event.support_kind or (before and before.support_kind):
		post_support(event, get_support_rows(event))


def reverse(event: "HubEvent", method: str | None = None) -> None:
	"""Hook `on_trash` of Hub Event."""
	if event.support_kind:
		reverse_support(event)


def get_support_rows(event: "HubEvent") -> list[SupportRow]:
	"""Return what the ledger holds of an event that was held and was support."""
	if not event.support_kind or event.stage != "Held":
		return []
	return credit(KIND, event, event.support_kind)
