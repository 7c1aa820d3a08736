# SPDX-License-Identifier: GPL-3.0-only
"""What hangs on a record in networks, needs, bodies and elections, and what becomes of it when two become one."""

from frappe import _

from planota_hub.planota_hub.merging.declarations import (
	Follows,
	GivenOnce,
	Held,
	Key,
	Merging,
	Rows,
	Unrelated,
)

OPEN_ELECTIONS = "planota_hub.local_networks.elections.merging.get_open_elections"


def declare() -> Merging:
	"""Hook `hub_merging`."""
	return Merging(
		held=(*declare_networks(), *declare_elections()),
		check=("planota_hub.local_networks.elections.merging.refuse_two_candidacies",),
		differences=("planota_hub.local_networks.elections.merging.find_differences",),
		prepare=("planota_hub.local_networks.elections.merging.prepare_merge",),
		follow=("planota_hub.local_networks.networks.health.follow_merge",),
	)


def declare_networks() -> tuple[Held, ...]:
	own_key = _("Made of the record's own values")
	return (
		Follows(
			"Local Need",
			("municipality", "field_of_work", "administrative_unit", "statistical_region", "ngo"),
		),
		Rows("Local Network Member", "member"),
		Follows("Local Network Member", ("contact",)),
		Rows("Local Network Municipality", "municipality"),
		GivenOnce("Need Endorsement", "member", given_to="need"),
		Follows("Network Join Request", ("ngo",)),
		Key(
			"Need Endorsement",
			("name",),
			"planota_hub.planota_hub.register.identity.keys.follow_renamed_organisation",
		),
		Unrelated("Need Endorsement", ("need_title",), _("Read from the record on each save")),
		Unrelated("Election Registration", ("candidate_name",), _("Typed by whoever registers")),
		Unrelated(
			"Network Join Request", ("network_name", "ngo_name"), _("Read from the record on each save")
		),
		Unrelated("Local Need", ("submission_fingerprint",), own_key),
	)


def declare_elections() -> tuple[Held, ...]:
	frozen = _("Who stood and voted in an election stays as it was when its register was closed")
	own_key = _("Made of the record's own values")
	return (
		Follows(
			"Body Mandate",
			("administrative_unit", "field_of_work", "ngo", "deputy_ngo", "contact", "deputy_contact"),
		),
		Follows("Body Seat", ("administrative_unit", "field_of_work")),
		Follows("Election Ballot", ("ngo", "administrative_unit", "field_of_work")),
		Follows("Election Candidate", ("administrative_unit", "field_of_work", "contact")),
		Rows(
			"Election Candidate",
			"ngo",
			same=("candidate_name", "email"),
			only=OPEN_ELECTIONS,
			reason=frozen,
		),
		Follows("Election Commission Member", ("contact",)),
		Follows("Election Correction", ("ngo",)),
		Follows("Election Elector", ("administrative_unit", "field_of_work")),
		Rows("Election Elector", "ngo", only=OPEN_ELECTIONS, reason=frozen),
		Follows("Election Registration", ("ngo", "administrative_unit", "field_of_work")),
		Rows(
			"Election Unit",
			"administrative_unit",
			same=("field_of_work",),
			summed=("seats",),
			only=OPEN_ELECTIONS,
			reason=frozen,
		),
		Rows(
			"Election Unit",
			"field_of_work",
			same=("administrative_unit",),
			summed=("seats",),
			only=OPEN_ELECTIONS,
			reason=frozen,
		),
		Follows("Representative Body", ("stakeholder", "statistical_region", "municipality")),
		Key(
			"Election Ballot", ("vote_key",), "planota_hub.local_networks.elections.merging.rework_vote_keys"
		),
		Unrelated("Election Registration", ("submission_fingerprint",), own_key),
		Unrelated("Representative Election", ("seal_key",), own_key),
	)
