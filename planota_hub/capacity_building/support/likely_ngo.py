# SPDX-License-Identifier: GPL-3.0-only
"""Which NGO of the register a support request probably comes from."""

from typing import TYPE_CHECKING

import frappe
from stdnum.si import maticna

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.ngo_support_request.ngo_support_request import (
		NGOSupportRequest,
	)


def find_likely_ngo(request: "NGOSupportRequest") -> dict | None:
	"""Return `name` and `ngo_name` of the verified NGO whose number the sender wrote; None without one."""
	number = maticna.compact(request.registration_number or "")[:7]
	if request.ngo or not number:
		return None
	filters = {"registration_number": ("like", f"{number}%"), "stage": "Verified"}
	found = maticna.is_valid(number) and frappe.get_all(
		"NGO", filters, ["name", "ngo_name"], order_by="name", limit_page_length=1
	)
	return found[0] if found else None
