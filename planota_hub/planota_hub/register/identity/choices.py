# SPDX-License-Identifier: GPL-3.0-only
"""The NGO that a public form is about: the own one, or one that is named by its number."""

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.planota_hub.register.identity.organisations import find_by_number
from planota_hub.public_forms.choices import pick_own_ngo
from planota_hub.public_forms.intake import require_values
from planota_hub.rules.organisation_numbers import normalise_registration_number
from planota_hub.rules.text import field_label

# of NGOs that have registered: in the register, or waiting for their verification
REGISTERED_STAGES = ("Verified", "Submitted")


def is_verified(ngo: str) -> bool:
	"""Tell whether an NGO is in the register."""
	return frappe.db.get_value("NGO", ngo, "stage") == "Verified"


def pick_ngo(values: dict, stages: tuple[str, ...] = ("Verified",)) -> str:
	"""Return the NGO that a form is about: the own one, or the one with the registration number; see `find_ngo`."""
	return pick_own_ngo(values.get("ngo")) or find_ngo(values.get("registration_number"), stages)


def find_ngo(registration_number, stages: tuple[str, ...] = ("Verified",)) -> str:
	"""Return the NGO of the register that a number means, by the rules of any country that the register has NGOs of.

	Raises:
	        frappe.ValidationError: for a number that can't be right, or that is not in the register.
	"""
	stub = frappe.new_doc("NGO")
	stub.country = None
	stub.registration_number = cstr(registration_number).strip()
	require_values("NGO", ("registration_number",), stub.as_dict())
	if found := find_by_number(stub.registration_number, stages=stages):
		return found.name
	normalise_registration_number(stub)
	frappe.throw(
		_("{0}: no organisation with this number is in the register. Please register it first.").format(
			field_label(stub, "registration_number")
		),
		title=_("Not in the Register"),
	)
