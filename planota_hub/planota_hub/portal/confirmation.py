# SPDX-License-Identifier: GPL-3.0-only
"""Once a year a representative says that what the register has of the NGO is still right."""

from datetime import date
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import add_days, cstr, getdate, today

from planota_hub.permissions import get_own_ngos
from planota_hub.planota_hub.portal.meanwhile import refuse_overwriting
from planota_hub.rules.sorting import sort_rows
from planota_hub.rules.waiting import Waiting

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO

DAYS_VALID = 365
# what a representative looks through
SHOWN_FIELDS = (
	"ngo_name",
	"legal_form",
	"registration_number",
	"seat_street",
	"seat_postal_code",
	"seat_town",
	"municipality",
	"email",
	"phone",
	"website",
	"description",
)


def get_waiting() -> list[Waiting]:
	"""Hook `hub_waiting`: return the own NGOs whose data nobody has looked through for a year."""
	rows = frappe.get_all(
		"NGO",
		{"name": ("in", get_own_ngos() or [""]), "stage": "Verified"},
		["name", "ngo_name", "data_confirmed_on", "verified_on"],
		order_by="ngo_name asc, name asc",
	)
	text = _("Confirm that the data of your organisation are still right")
	return [
		Waiting(text, row.ngo_name, f"/my-ngo?name={row.name}")
		for row in sort_rows(rows, "ngo_name")
		if is_due(row)
	]


def is_due(ngo: "NGO | frappe._dict") -> bool:
	"""Tell whether a year has passed since somebody last looked through the data of a verified NGO."""
	last = get_last_day(ngo)
	return not last or getdate(add_days(last, DAYS_VALID)) <= getdate(today())


def get_last_day(ngo: "NGO | frappe._dict") -> date | None:
	"""Return when the data were last known to be right: confirmed by a representative, else verified by the hub."""
	last = ngo.data_confirmed_on or ngo.verified_on
	return getdate(last) if last else None


@frappe.whitelist(methods=["POST"])
def confirm_data(ngo: str, hub_shown: str = "") -> str:
	"""Note that a representative has looked through the data of the NGO and found them right.

	Args:
	        hub_shown: the data that they saw (`describe_state`).

	Returns:
	        what the person is told.

	Raises:
	        frappe.PermissionError: for an NGO that the user does not represent.
	        ChangedMeanwhileError: when these are not the data of the register any more.
	"""
	own = get_own(ngo)
	refuse_overwriting(own, SHOWN_FIELDS, hub_shown)
	note_confirmation(own)
	return _("Thank you. The data are noted as confirmed today.")


def get_own(name: str) -> "NGO":
	"""Return an NGO that the current user represents today.

	Raises:
	        frappe.PermissionError: for every other one, also when there is none of that name.
	"""
	if cstr(name) not in get_own_ngos():
		frappe.throw(
			_("You can only do this for an organisation that you represent."),
			frappe.PermissionError,
		)
	return frappe.get_doc("NGO", name)


def note_confirmation(ngo: "NGO") -> None:
	"""Note on an NGO that its data were looked through today, beside its history and without a new version."""
	ngo.db_set("data_confirmed_on", today(), update_modified=False)
