# SPDX-License-Identifier: GPL-3.0-only
"""The log of contacts: calls, visits, letters, messages, talks and e-mails with NGOs, and some with stakeholders."""

import frappe

from benchmarks.seeding.people import get_user
from benchmarks.seeding.register import get_ngos
from benchmarks.seeding.rows import Rows, moment
from benchmarks.seeding.sizes import Sizes
from planota_hub.planota_hub.interactions.rules import CHANNELS, FROM_THEM, FROM_US

LAST_DAYS = 900
# every tenth is one with a stakeholder, every seventh was begun by the other side
OF_STAKEHOLDERS, FROM_OTHERS = 10, 7


def seed_contacts(rows: Rows, sizes: Sizes) -> None:
	"""Write the log, spread over the days, channels and organisations."""
	ngos = get_ngos()
	stakeholders = frappe.get_all("Stakeholder", fields=["name", "municipality"], order_by="name asc")
	for number in range(sizes.contacts):
		with_stakeholder = number % OF_STAKEHOLDERS == 0
		organisations = stakeholders if with_stakeholder else ngos
		organisation = organisations[number * 13 % len(organisations)]
		ago = 1 + number * 37 % LAST_DAYS
		rows.add(
			"Interaction",
			topic=f"Dogovor {number + 1}",
			channel=CHANNELS[number % len(CHANNELS)],
			direction=FROM_THEM if number % FROM_OTHERS == 0 else FROM_US,
			happened_on=moment(ago),
			ends_on=moment(ago),
			hours=0.25,
			held_by=get_user(number % sizes.staff),
			organisation_doctype="Stakeholder" if with_stakeholder else "NGO",
			organisation=organisation.name,
			municipality=organisation.municipality,
			creation=moment(ago),
			people=[{"person_name": "Ana Kos"}],
		)
