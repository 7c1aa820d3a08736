# SPDX-License-Identifier: GPL-3.0-only
"""Which NGO of the register a support request probably comes from."""

from typing import TYPE_CHECKING

import frappe

from planota_hub.planota_hub.register.identity.organisations import guess

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.ngo_support_request.ngo_support_request import (
		NGOSupportRequest,
	)


def find_likely_ngo(request: "NGOSupportRequest") -> dict | None:
	"""Return `name` and `ngo_name` of the verified NGO that the sender wrote of; None without one.

	The number decides where there is one, then the name of the organisation, then the sender's address.
	"""
	if request.ngo:
		return None
	found = guess(request.registration_number, request.organisation, email=request.requester_email)
	fields = ["name", "ngo_name"]
	return found and frappe.db.get_value(
		"NGO", {"name": found.name, "stage": "Verified"}, fields, as_dict=True
	)
