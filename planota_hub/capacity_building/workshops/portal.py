# SPDX-License-Identifier: GPL-3.0-only
"""What a representative does about workshops for the own NGO: registers colleagues, and cancels for them."""

import frappe
from frappe.rate_limiter import rate_limit

from planota_hub.capacity_building.workshops.intake import INTAKE
from planota_hub.planota_hub.taking_part.intake import CHANGES_PER_HOUR, MOST_COLLEAGUES

__all__ = ["MOST_COLLEAGUES", "cancel_registration", "register_colleagues"]


@frappe.whitelist(methods=["POST"])
@rate_limit(limit=CHANGES_PER_HOUR, seconds=3600)
def register_colleagues(workshop: str, ngo: str, agreed: int | str = 0, **people) -> str:
	"""Register several people of the own NGO for a workshop; see `Intake.register_colleagues`."""
	return INTAKE.register_colleagues(workshop, ngo, agreed, people)


@frappe.whitelist(methods=["POST"])
@rate_limit(limit=CHANGES_PER_HOUR, seconds=3600)
def cancel_registration(registration: str) -> str:
	"""Cancel the registration of somebody from the own NGO; see `Intake.cancel_for_colleague`."""
	return INTAKE.cancel_for_colleague(registration)
