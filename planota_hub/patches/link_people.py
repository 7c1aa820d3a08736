# SPDX-License-Identifier: GPL-3.0-only
"""Mandates, participants, candidates and others lead to the Contact of the person whom they name with an address."""

from planota_hub.planota_hub.register.people import link_known_people


def execute() -> None:
	link_known_people()
