# SPDX-License-Identifier: GPL-3.0-only
"""Personal data of local needs, networks, mandates and elections."""

from frappe import _lt

from planota_hub.personal_data.declarations import Activity, Area, Kept, Period, Person, PersonalData

ENDED_NEEDS = {"stage": ("in", ("Addressed", "Rejected", "Duplicate"))}
ENDED_ELECTIONS = {"stage": ("in", ("Decided", "Cancelled"))}
ELECTION = "Representative Election"
PUBLIC_RECORD = _lt(
	"Who stood in an election and who held a seat is the public record of a representative body"
)
COMMISSION_RECORD = _lt("Who counted the ballots stands in the record of the election")

ACTIVITIES = (
	Activity(
		"needs",
		_lt("Local needs"),
		_lt("To find out what people in the municipalities need and to tell them what came of it"),
		_lt("Consent of who reports a need; a need can be reported without a name"),
		_lt("People who report a need"),
		_lt("Staff of the hub and the coordinators of the municipality"),
	),
	Activity(
		"networks",
		_lt("Local networks"),
		_lt("To join NGOs of a municipality and to reach their contact persons"),
		_lt("Consent of who asks to join; legitimate interest of the members"),
		_lt("Contact persons of members"),
		_lt("Staff of the hub, coordinators and members of the network"),
	),
	Activity(
		"representation",
		_lt("Mandates in representative bodies"),
		_lt("To know and to show who represents NGOs, and to reach them"),
		_lt("Legitimate interest of NGOs in knowing who represents them"),
		_lt("Representatives and their deputies"),
		_lt("Staff of the hub; the name of a representative is public"),
		_lt("Names of who held a seat stay: they are the public record of a representative body"),
	),
	Activity(
		"elections",
		_lt("Elections of representatives"),
		_lt("To hold elections that can be checked"),
		_lt("Legitimate interest of NGOs in a fair election; consent of candidates"),
		_lt("Candidates, people who register or vote on behalf of an NGO, members of the commission"),
		_lt("Staff of the hub; names of candidates are public"),
		_lt("Names of candidates of an election that is over stay: they are its public record"),
	),
)

PERSONAL_DATA = (
	PersonalData(
		"Local Need",
		"needs",
		(
			Person(
				"reporter_email",
				("reporter_name",),
				("reporter_phone",),
				("submission_fingerprint", "tracking_code"),
			),
		),
		Period("stage_changed_on", ENDED_NEEDS, stamp="anonymised_on"),
	),
	PersonalData(
		"Local Network Member",
		"networks",
		(Person("email", ("contact_person",), ("phone", "contact")),),
		not_personal=("member",),
	),
	PersonalData(
		"Network Join Request",
		"networks",
		(Person("email", ("contact_person",), ("phone", "message")),),
		Period("stage_changed_on", {"stage": ("in", ("Accepted", "Declined"))}),
		not_personal=("network_name", "ngo_name"),
	),
	PersonalData(
		"Body Mandate",
		"representation",
		(
			Person("email", ("person_name",), ("phone", "user", "contact")),
			Person("deputy_email", ("deputy_name",), ("deputy_contact",)),
		),
		Period(
			"to_date",
			{"status": "Ended"},
			fields=("email", "phone", "user", "contact", "deputy_name", "deputy_email", "deputy_contact"),
		),
		(Kept(("person_name", "mandate_title"), PUBLIC_RECORD),),
	),
	PersonalData(
		"Election Candidate",
		"elections",
		(Person("email", ("candidate_name",), ("presentation", "left_note", "contact")),),
		Period(
			"stage_changed_on", ENDED_ELECTIONS, ELECTION, ("email", "presentation", "left_note", "contact")
		),
		(Kept(("candidate_name",), PUBLIC_RECORD),),
	),
	PersonalData(
		"Election Elector",
		"elections",
		(Person("email", fields=("entitled_users",)), Person("registered_by")),
		Period("stage_changed_on", ENDED_ELECTIONS, ELECTION),
	),
	PersonalData(
		"Election Ballot",
		"elections",
		(Person("cast_by"),),
		Period("received_on", {"status": ("in", ("Valid", "Invalid", "Late"))}),
		not_personal=("vote_key", "scan"),
	),
	PersonalData(
		"Election Registration",
		"elections",
		(
			Person("email", keys=("submission_fingerprint",)),
			Person("candidate_email", ("candidate_name",), ("presentation",)),
		),
		Period("creation"),
	),
	PersonalData(
		"Election Correction",
		"elections",
		(Person("new_email", fields=("reason",)), Person("old_email")),
		Period("proposed_on"),
	),
	PersonalData(
		"Election Commission Member",
		"elections",
		(Person("email", ("member_name",), ("contact",)),),
		Period("stage_changed_on", ENDED_ELECTIONS, ELECTION, ("email", "contact")),
		(Kept(("member_name",), COMMISSION_RECORD),),
	),
	PersonalData(ELECTION, "elections", not_personal=("seal_key",)),
	PersonalData("Local Network", "networks", not_personal=("network_name",)),
	PersonalData("Representative Body", "representation", not_personal=("body_name",)),
)


def declare() -> Area:
	"""Return what needs, networks, mandates and elections keep of people."""
	return Area(ACTIVITIES, PERSONAL_DATA)
