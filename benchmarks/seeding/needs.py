# SPDX-License-Identifier: GPL-3.0-only
"""Local networks with their members and meetings, and the needs that members endorse."""

import random
from collections import defaultdict

import frappe

from benchmarks.names_of_ngos import SEED
from benchmarks.seeding.people import get_name, get_user
from benchmarks.seeding.register import get_fields_of_work, get_ngos, get_places
from benchmarks.seeding.rows import Rows, day, moment
from benchmarks.seeding.sizes import ENDORSEMENTS, MEMBERS, Sizes
from planota_hub.local_networks.needs.priority import get_priority, get_priority_class
from planota_hub.local_networks.needs.stages import get_review_due_on

STAGES = (("Accepted", 60), ("Submitted", 20), ("Under Review", 10), ("Rejected", 10))
TITLES = ("Prevoz za starejše", "Prostor za mlade", "Pomoč na domu", "Varna pot v šolo", "Zelenjavni vrt")
PARTICIPANTS = 8


def seed_networks(rows: Rows, sizes: Sizes) -> None:
	"""Write networks that share all municipalities among them, with NGOs from there as members."""
	places = sorted(get_places())
	of_place = defaultdict(list)
	for ngo in get_ngos():
		of_place[ngo.municipality].append(ngo.name)
	for number in range(min(sizes.networks, len(places))):
		own = places[number :: sizes.networks]
		members = [name for place in own for name in of_place[place]][:MEMBERS]
		rows.add(
			"Local Network",
			network_name=f"Mreža {own[0]}",
			founded_on=day(1_000),
			show_on_website=1,
			creation=moment(1_000 - number),
			municipalities=[{"municipality": place} for place in own],
			members=[
				{"member_type": "NGO", "member": name, "from_date": day(900), "is_current": 1}
				for name in members
			],
		)


def get_networks() -> dict[str, frappe._dict]:
	"""Return by municipality its network: `name`, and `members`, the NGOs."""
	networks: dict[str, frappe._dict] = {}
	for row in frappe.get_all(
		"Local Network Member",
		{"parenttype": "Local Network"},
		["parent", "member"],
		order_by="parent asc, idx asc",
	):
		networks.setdefault(row.parent, frappe._dict(name=row.parent, members=[])).members.append(row.member)
	return {
		row.municipality: networks.get(row.parent, frappe._dict(name=row.parent, members=[]))
		for row in frappe.get_all(
			"Local Network Municipality", fields=["parent", "municipality"], order_by="parent asc"
		)
	}


def seed_needs(rows: Rows, sizes: Sizes) -> None:
	"""Write needs of all municipalities; accepted ones are endorsed by members of the network."""
	chance = random.Random(f"{SEED} needs")
	places, fields, networks = list(get_places().values()), get_fields_of_work(), get_networks()
	names, shares = zip(*STAGES, strict=True)
	for number in range(sizes.needs):
		place = places[number % len(places)]
		network = networks[place["municipality"]]
		stage = chance.choices(names, shares)[0]
		endorsers = network.members[number % 3 :][:ENDORSEMENTS] if stage == "Accepted" else []
		title = f"{TITLES[number % len(TITLES)]}, {place['municipality']} {number}"
		ago = 20 + number % 800
		need = rows.add(
			"Local Need",
			**place,
			need_title=title,
			stage=stage,
			field_of_work=fields[number % len(fields)],
			local_network=network.name,
			description="Opis potrebe, kot so jo povedali ljudje.",
			affected_count=10 + number % 200,
			**get_review(stage, ago, chance),
			rejection_reason="Ni v pristojnosti." if stage == "Rejected" else None,
			stage_changed_on=None if stage == "Submitted" else day(ago - 5),
			endorsements=len(endorsers),
			source="Desk",
			creation=moment(ago),
		)
		for member in endorsers:
			endorse(rows, need, title, network.name, member, ago)


def get_review(stage: str, ago: int, chance: random.Random) -> dict:
	"""Return what the review of a need gave it."""
	factors = {factor: str(chance.randint(1, 5)) for factor in ("severity", "reach", "gap")}
	priority = get_priority(factors)
	review = {**factors, "priority": priority, "priority_class": get_priority_class(priority)}
	if stage == "Accepted":
		reviewed_on = day(ago - 5)
		review |= {
			"accepted_on": reviewed_on,
			"reviewed_on": reviewed_on,
			"review_due_on": str(get_review_due_on(reviewed_on)),
		}
	return review


def endorse(rows: Rows, need: str, title: str, network: str, member: str, ago: int) -> None:
	rows.add(
		"Need Endorsement",
		name=f"{need}-{member}",
		need=need,
		need_title=title,
		local_network=network,
		member_type="NGO",
		member=member,
		endorsed_on=day(ago - 6),
		creation=moment(ago - 6),
	)


def seed_meetings(rows: Rows, sizes: Sizes) -> None:
	"""Write meetings of the networks that were held, with a decision each; every tenth one is to come."""
	places = get_places()
	networks = list({network.name: (place, network) for place, network in get_networks().items()}.values())
	for number in range(sizes.meetings):
		municipality, network = networks[number % len(networks)]
		is_coming = number % 10 == 9
		ago = -(3 + number % 40) if is_coming else 3 + number % 700
		place = {key: value for key, value in places[municipality].items() if key != "location"}
		participants = [
			{
				"ngo": member,
				"person_name": get_name(number + turn),
				"has_vote": 1,
				"attendance": None if is_coming else "Present",
			}
			for turn, member in enumerate(network.members[:PARTICIPANTS])
		]
		rows.add(
			"Hub Meeting",
			**place,
			subject=f"Srečanje mreže {number + 1}",
			meeting_of_doctype="Local Network",
			meeting_of=network.name,
			stage="Planned" if is_coming else "Held",
			organiser=get_user(number % sizes.staff),
			starts_on=moment(ago, "17:00:00"),
			ends_on=moment(ago, "19:00:00"),
			delivery="In Person",
			venue="Dom krajanov",
			announced=1,
			voters_present=0 if is_coming else len(participants),
			present_count=0 if is_coming else len(participants),
			quorum_status="Not Needed",
			creation=moment(max(ago, 0) + 20),
			agenda=[{"topic": "Potrebe kraja"}],
			participants=participants,
			decisions=[] if is_coming else [make_decision(number, ago, sizes.staff)],
		)


def make_decision(number: int, ago: int, staff: int) -> dict:
	return {
		"decision": "Pripravimo skupen predlog.",
		"responsible": get_user(number % staff),
		"due_date": day(ago - 1),
		"status": "Done",
		"done_on": day(ago - 2),
	}
