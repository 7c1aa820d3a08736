# SPDX-License-Identifier: GPL-3.0-only
"""Contacts of stakeholders, of a site from before they had people with terms, stand in their tables."""

from planota_hub.planota_hub.register.stakeholder_people import take_over_contacts


def execute() -> None:
	take_over_contacts()
