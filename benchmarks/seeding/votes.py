# SPDX-License-Identifier: GPL-3.0-only
"""Votes that the members of networks have taken between their meetings."""

from collections import Counter

from benchmarks.seeding.needs import PARTICIPANTS, get_networks
from benchmarks.seeding.people import get_name, get_user
from benchmarks.seeding.rows import Rows, day, moment
from benchmarks.seeding.sizes import Sizes
from planota_hub.planota_hub.votes.outcome import AGAINST, FOR, FOR_OR_AGAINST

# one vote for so many meetings
SHARE = 4
LAST_DAYS = 700


def seed_votes(rows: Rows, sizes: Sizes) -> None:
	"""Write closed votes for or against, in which every member has voted and every fourth was against."""
	networks = list({network.name: network for network in get_networks().values()}.values())
	for number in range(max(1, sizes.meetings // SHARE)):
		network, ago = networks[number % len(networks)], 4 + number % LAST_DAYS
		voters = [
			{
				"ngo": member,
				"person_name": get_name(number + turn),
				"member": member,
				"status": "Voted",
				"channel": "Online",
				"choice": AGAINST if turn % 4 == 3 else FOR,
				"voted_on": moment(ago + 1, "12:00:00"),
			}
			for turn, member in enumerate(network.members[:PARTICIPANTS])
		]
		votes = Counter(voter["choice"] for voter in voters)
		rows.add(
			"Member Vote",
			question=f"Predlog mreže {number + 1}",
			vote_of_doctype="Local Network",
			vote_of=network.name,
			vote_kind=FOR_OR_AGAINST,
			stage="Closed",
			stage_changed_on=day(ago),
			responsible=get_user(number % sizes.staff),
			voting_until=moment(ago, "18:00:00"),
			opened_on=moment(ago + 10, "09:00:00"),
			closed_on=moment(ago, "18:00:00"),
			voting_days=10,
			closed_because="Last Moment",
			outcome="Accepted",
			votes_for=votes[FOR],
			votes_against=votes[AGAINST],
			voters_count=len(voters),
			voted_count=len(voters),
			creation=moment(ago + 10),
			options=[{"option": option, "votes": votes[option]} for option in (FOR, AGAINST)],
			voters=voters,
		)
