# SPDX-License-Identifier: GPL-3.0-only
"""Contacts of stakeholders, of a site from before they had people with terms, stand in their tables and are found there."""

from planota_hub.finding.index import rebuild
from planota_hub.planota_hub.register.stakeholder_people import STAKEHOLDER, take_over_contacts


def execute() -> None:
	if take_over_contacts():
		rebuild(STAKEHOLDER)
