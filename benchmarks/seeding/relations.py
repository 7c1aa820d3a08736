# SPDX-License-Identifier: GPL-3.0-only
"""Relations between organisations: members of federations, and NGOs that work with a stakeholder."""

from benchmarks.seeding.register import get_ngos, get_stakeholders
from benchmarks.seeding.rows import Rows, day, moment
from benchmarks.seeding.sizes import Sizes
from planota_hub.planota_hub.relations.names import make_title

# every so many NGOs there is a federation; of the others a third are members of one, a tenth work with a stakeholder
OF_FEDERATION, MEMBERS, PARTNERS = 100, 3, 10


def seed_relations(rows: Rows, sizes: Sizes) -> None:
	"""Write the relations of the verified NGOs."""
	ngos, stakeholders = get_ngos(), get_stakeholders()
	federations, others = ngos[::OF_FEDERATION], [ngo for n, ngo in enumerate(ngos) if n % OF_FEDERATION]
	for number, ngo in enumerate(others):
		if number % MEMBERS == 0:
			federation = federations[number // MEMBERS % len(federations)]
			add_relation(rows, "Membership", ngo, "NGO", federation.name, federation.ngo_name, number)
		if number % PARTNERS == 0:
			body = stakeholders[number // PARTNERS % len(stakeholders)]
			add_relation(rows, "Cooperation", ngo, "Stakeholder", body.name, body.stakeholder_name, number)


def add_relation(rows: Rows, kind: str, ngo, doctype: str, name: str, title: str, number: int) -> None:
	has_ended = number % 9 == 0
	rows.add(
		"Organisation Relation",
		relation_type=kind,
		organisation_doctype="NGO",
		organisation=ngo.name,
		organisation_name=ngo.ngo_name,
		related_doctype=doctype,
		related=name,
		related_name=title,
		relation_title=make_title(ngo.ngo_name, title),
		from_date=day(1_000 + number % 2_000),
		to_date=day(100 + number % 800) if has_ended else None,
		status="Ended" if has_ended else "Current",
		creation=moment(90),
	)
