# SPDX-License-Identifier: GPL-3.0-only
"""A noted contact that was support: its hours stand in the ledger, once, and nobody gives two at the same time."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import add_to_date, get_datetime, getdate

from planota_hub.capacity_building.support.funded_project import set_funded_project
from planota_hub.capacity_building.support.ledger import SupportRow, post_support, reverse_support
from planota_hub.capacity_building.support.rules import (
	MAX_HOURS,
	refuse_unverified,
	validate_hours,
	validate_supporter,
)
from planota_hub.rules.readable import show_moment
from planota_hub.rules.refusals import refuse, refuse_missing

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.interaction.interaction import Interaction

INTERACTION, SESSION = "Interaction", "Mentoring Session"


def validate_support(interaction: "Interaction", method: str | None = None) -> None:
	"""Hook `validate` of Interaction: support is given to a verified NGO, takes time, and is entered by who gives it.

	Raises:
	        frappe.ValidationError: naming the field and what is expected.
	        frappe.PermissionError: for who may not enter support.
	"""
	if not interaction.support_kind:
		return
	before = interaction.get_doc_before_save()
	if not (before and before.support_kind):
		frappe.has_permission(SESSION, "create", throw=True)
	if interaction.organisation_doctype != "NGO" or not interaction.organisation:
		refuse(
			interaction,
			"support_kind",
			_("support is given to an NGO. Please choose for which one the hours count."),
		)
	refuse_missing(interaction, "hours", _("support needs the time that it took."))
	if not (before and before.support_kind and before.organisation == interaction.organisation):
		refuse_unverified(interaction, "organisation")
	validate_hours(interaction)
	validate_supporter(interaction, "held_by")
	set_funded_project(interaction)
	validate_overlap(interaction)


def validate_overlap(interaction: "Interaction") -> None:
	"""Hours count once: nobody supports an NGO in a session and in a call at the same time."""
	for doctype, found in (
		(SESSION, find_session(interaction)),
		(INTERACTION, find_support(interaction)),
	):
		if found:
			refuse(
				interaction,
				"happened_on",
				_("at this time there is support of the same NGO already, {0} {1} from {2} to {3}.").format(
					_(doctype), found.name, show_moment(found.starts_on), show_moment(found.ends_on)
				),
				_("Counted Already"),
			)


def find_session(interaction: "Interaction") -> frappe._dict | None:
	"""Return a session of the same NGO that is not over when this contact begins."""
	found = frappe.get_all(
		SESSION,
		filters=[
			["ngo", "=", interaction.organisation],
			["status", "=", "Held"],
			*get_overlap(interaction, "starts_on"),
		],
		fields=["name", "starts_on", "ends_on"],
		order_by="starts_on asc, name asc",
		limit_page_length=1,
	)
	return found[0] if found else None


def find_support(interaction: "Interaction") -> frappe._dict | None:
	"""Return another contact that was support of the same NGO by the same person at the same time."""
	found = frappe.get_all(
		INTERACTION,
		filters=[
			["organisation", "=", interaction.organisation],
			["held_by", "=", interaction.held_by],
			["support_kind", "is", "set"],
			["name", "!=", interaction.name or ""],
			*get_overlap(interaction, "happened_on"),
		],
		fields=["name", "happened_on as starts_on", "ends_on"],
		order_by="happened_on asc, name asc",
		limit_page_length=1,
	)
	return found[0] if found else None


def get_overlap(interaction: "Interaction", start: str) -> list[list]:
	begun = get_datetime(interaction.happened_on)
	return [
		[start, "<", interaction.ends_on],
		# none is longer, so that an index finds the few near this one
		[start, ">=", add_to_date(begun, hours=-MAX_HOURS)],
		["ends_on", ">", begun],
	]


def post(interaction: "Interaction", method: str | None = None) -> None:
	"""Hook `on_update` of Interaction: the ledger holds what the contact gave."""
	before = interaction.get_doc_before_save()
	if interaction.support_kind or (before and before.support_kind):
		post_support(interaction, get_support_rows(interaction))


def reverse(interaction: "Interaction", method: str | None = None) -> None:
	"""Hook `on_trash` of Interaction."""
	if interaction.support_kind:
		reverse_support(interaction)


def get_support_rows(interaction: "Interaction") -> list[SupportRow]:
	"""Return the one row that a contact has in the ledger when it was support."""
	if not interaction.support_kind or interaction.organisation_doctype != "NGO":
		return []
	return [
		SupportRow(
			date=getdate(interaction.happened_on),
			ngo=interaction.organisation,
			kind=interaction.support_kind,
			hours=interaction.hours,
			participants=max(len(interaction.get("people") or []), 1),
		)
	]
