# SPDX-License-Identifier: GPL-3.0-only
"""Personal data of the register, of meetings, briefings, good practices and of requests about personal data."""

from frappe import _lt

from planota_hub.personal_data.declarations import Activity, Area, Kept, Period, Person, PersonalData

ENDED_NGOS = {"stage": ("in", ("Rejected", "Inactive"))}
ENDED_VOTES = {"stage": ("in", ("Closed", "Withdrawn"))}
VOTE_RECORD = _lt("Who voted in a decision of members stands in its record")
HELD_MEETINGS = {"stage": ("in", ("Held", "Minutes Adopted", "Cancelled"))}
ENDED_PRACTICES = {"stage": ("in", ("Declined", "Withdrawn"))}
CLOSED_ENQUIRIES = {"status": ("in", ("Done", "Refused"))}

ACTIVITIES = (
	Activity(
		"register",
		_lt("Register of NGOs and stakeholders"),
		_lt(
			"To know, support and represent the NGOs of the region and to work with public bodies and companies"
		),
		_lt(
			"Consent of who registers the NGO; legitimate interest in reaching who speaks for an organisation"
		),
		_lt("Representatives of organisations, people who register them, contact persons"),
		_lt("Staff of the hub; the NGO itself; nobody on the public pages"),
	),
	Activity(
		"meetings",
		_lt("Meetings"),
		_lt("To call meetings, to know who took part and to keep their decisions"),
		_lt("Legitimate interest of the members in minutes that tell who took part"),
		_lt("Participants of meetings"),
		_lt("Staff of the hub and who was invited; minutes are public only when the hub publishes them"),
		_lt("Names in the minutes stay as long as the minutes: they tell who decided"),
	),
	Activity(
		"votes",
		_lt("Votes of members"),
		_lt(
			"To let members of networks, bodies and consortia decide between meetings and in them, and to prove it"
		),
		_lt("Legitimate interest of the members in decisions that can be checked"),
		_lt("People who vote for members"),
		_lt("Staff of the hub; how somebody voted in secret nobody learns"),
		_lt("Names in the record of a vote stay as long as the record: they tell who decided"),
	),
	Activity(
		"surveys",
		_lt("Surveys"),
		_lt("To ask organisations and their people, and to know who has not answered yet"),
		_lt("Legitimate interest of the hub in the needs of those whom it supports; nobody has to answer"),
		_lt("Contact persons of organisations"),
		_lt("Staff of the hub; what somebody answered anonymously nobody learns"),
	),
	Activity(
		"briefings",
		_lt("Informing stakeholders"),
		_lt("To tell organisations about current actions, and to prove who was told what"),
		_lt("Legitimate interest; every message can be unsubscribed from"),
		_lt("Contact persons of organisations"),
		_lt("Staff of the hub"),
		_lt("Who unsubscribed is remembered by a digest of the address, so that nobody writes to them again"),
	),
	Activity(
		"contacts",
		_lt("Log of contacts"),
		_lt("To know with whom the hub spoke about what, what was promised, and who was not reached"),
		_lt("Legitimate interest in working with those who speak for organisations"),
		_lt("People who speak for NGOs and stakeholders"),
		_lt("Staff of the hub, and the coordinator of the municipality"),
		_lt(
			"That there was a contact with the organisation, and about what, stays as evidence of the hub's work"
		),
	),
	Activity(
		"events",
		_lt("Events"),
		_lt("To hold events, to write to who takes part and to know who came"),
		_lt("Consent of who registers"),
		_lt("Participants of events, and mailboxes of organisations that are invited"),
		_lt("Staff of the hub and who is responsible for the event"),
	),
	Activity(
		"practices",
		_lt("Good practices and exchange between hubs"),
		_lt("To share what worked"),
		_lt("Consent of who sends the practice"),
		_lt("Contact persons of good practices, participants of exchanges"),
		_lt("Staff of the hub; the public only where the contact person agreed"),
		_lt("The contact person of a published practice stays as long as it is published"),
	),
	Activity(
		"enquiries",
		_lt("Requests about personal data"),
		_lt("To answer people who want to see their data or have them deleted"),
		_lt("Legal obligation (GDPR, articles 12 to 17)"),
		_lt("People who ask about their personal data"),
		_lt("Managers and officers of the hub"),
		_lt("That a request was answered stays, with a digest of the address, to prove it"),
	),
)

PERSONAL_DATA = (
	PersonalData(
		"NGO",
		"register",
		(
			Person("submitter_email", ("submitter_name",), keys=("tracking_code", "submission_fingerprint")),
			Person("email", fields=("phone",), of_organisation=True),
			Person(names=("consent_given_by",)),
			Person(names=("news_consent_given_by",)),
		),
		Period("stage_changed_on", ENDED_NGOS, stamp="anonymised_on"),
		contacts=True,
		not_personal=("ngo_name", "short_name", "registration_number", "tax_number", "logo", "name_key"),
	),
	PersonalData(
		"Portal Access Request",
		"register",
		(Person("email", ("full_name",), ("phone", "message", "requested_by")),),
		Period("stage_changed_on", {"stage": ("in", ("Granted", "Declined"))}),
		not_personal=("ngo_name",),
	),
	PersonalData("Former Name", "register", not_personal=("former_name", "name_key")),
	PersonalData("Organisation Relation", "register", not_personal=("organisation_name", "related_name")),
	PersonalData("Sector Change", "register", not_personal=("ngo_name", "registration_number", "change_key")),
	# what a public register says of organisations
	PersonalData("Register Entry", "register", not_personal=("organisation_name", "registration_number")),
	PersonalData("Register Import", "register", not_personal=("file",)),
	PersonalData(
		"Register Import Row", "register", not_personal=("organisation_name", "registration_number")
	),
	PersonalData("Register Import Difference", "register", not_personal=("field_name",)),
	PersonalData("Register Source Column", "register", not_personal=("column_name",)),
	PersonalData(
		"NGO Representative",
		"register",
		(Person("email", ("full_name",), ("phone", "user", "contact")),),
		Period("stage_changed_on", ENDED_NGOS, parent="NGO", deletes_row=True),
	),
	PersonalData(
		"Stakeholder",
		"register",
		(Person("email", fields=("phone",), of_organisation=True),),
		not_personal=("stakeholder_name", "registration_number", "tax_number", "name_key"),
	),
	PersonalData(
		"Stakeholder Person",
		"register",
		(Person("email", ("full_name",), ("phone", "function", "contact")),),
		Period("to_date", {"is_current": 0}, deletes_row=True),
	),
	PersonalData(
		"Hub Meeting",
		"meetings",
		(Person(names=("chaired_by",)), Person(names=("minutes_by",))),
	),
	PersonalData("Meeting Agenda Item", "meetings", (Person(names=("presented_by",)),)),
	PersonalData(
		"Meeting Decision",
		"meetings",
		(Person("responsible_email", ("carried_out_by",)),),
		Period("starts_on", HELD_MEETINGS, parent="Hub Meeting", fields=("responsible_email",)),
		more_periods=(
			Period("stage_changed_on", ENDED_VOTES, parent="Member Vote", fields=("responsible_email",)),
		),
	),
	PersonalData(
		"Meeting Participant",
		"meetings",
		(Person("email", ("person_name",), ("contact",)),),
		Period("starts_on", HELD_MEETINGS, parent="Hub Meeting", fields=("email", "contact")),
	),
	PersonalData(
		"Member Vote Voter",
		"votes",
		(Person("email", ("person_name", "stands_in_for"), ("contact",)),),
		Period("stage_changed_on", ENDED_VOTES, parent="Member Vote", fields=("email", "contact")),
		(Kept(("person_name", "stands_in_for"), VOTE_RECORD),),
		not_personal=("sealed_choice",),
	),
	PersonalData("Member Vote", "votes", not_personal=("seal_key",)),
	PersonalData(
		"Survey Participant",
		"surveys",
		(Person("email", ("person_name",), ("draft",)),),
		Period("creation"),
		not_personal=("participant_name",),
	),
	PersonalData(
		"Survey Answer",
		"surveys",
		(Person("email", ("person_name",)),),
		Period("answered_on"),
		theirs="planota_hub.planota_hub.surveys.personal.find_answers_of_people",
		not_personal=("sealed_profile",),
	),
	PersonalData("Survey", "surveys", not_personal=("seal_key",)),
	# a document that was asked for; it goes with the answer of a named person
	PersonalData("Survey Answer Value", "surveys", not_personal=("file",)),
	PersonalData(
		"Briefing Recipient",
		"briefings",
		(Person("email", ("person",), ("function", "email_queue")),),
		Period("creation", {"status": ("!=", "Pending")}),
	),
	PersonalData("Interaction", "contacts", not_personal=("organisation_name",)),
	PersonalData(
		"Interaction Person",
		"contacts",
		(Person(names=("person_name",), fields=("contact",)),),
		Period("happened_on", parent="Interaction", deletes_row=True),
	),
	PersonalData(
		"Event Registration",
		"events",
		(
			Person(
				"email",
				("participant_name",),
				("phone", "contact", "organisation", "needs", "registered_by"),
				("email_key", "active_key"),
			),
		),
		Period("registered_on"),
		rows=("answers",),
		is_theirs=True,
		giving_up="planota_hub.planota_hub.events.seats.give_up_seat",
	),
	PersonalData("Hub Event", "events", not_personal=("organisers",)),
	PersonalData("Event Series", "events"),
	PersonalData(
		"Event Invitation",
		"events",
		(Person("email"),),
		Period("ends_on", parent="Hub Event", deletes_row=True),
	),
	PersonalData("Newsletter Subscription", "briefings", (Person("email"),), is_theirs=True),
	PersonalData(
		"Briefing Opt-Out",
		"briefings",
		(Person("email", fields=("note",), keys=("email_digest",)),),
		kept=(
			Kept(
				("email_digest",),
				_lt("A digest of your address is kept, so that the hub does not write to you again"),
			),
		),
	),
	PersonalData(
		"Good Practice",
		"practices",
		(
			Person(
				"contact_email",
				("contact_name",),
				("contact_phone",),
				("submission_fingerprint", "tracking_code"),
			),
		),
		Period("modified", ENDED_PRACTICES, stamp="anonymised_on"),
	),
	PersonalData("Hub Exchange Partner", "practices", (Person(names=("person",)),)),
	PersonalData("Hub News", "practices", not_personal=("picture",)),
	PersonalData("Hub Exchange", "practices", not_personal=("partner_names",)),
	PersonalData(
		"Personal Data Enquiry",
		"enquiries",
		(Person("email", ("full_name",), ("phone", "message")),),
		Period("closed_on", CLOSED_ENQUIRIES),
		is_theirs=True,
		not_personal=("person_digest",),
	),
	PersonalData("Personal Data Finding", "enquiries", not_personal=("record_name",)),
	# of a person only that there was a merge is written down, see `merging.log`
	PersonalData("Record Merge", "register", not_personal=("kept_title", "merged_title", "note")),
	PersonalData("Hub Funder Logo", "register", not_personal=("funder_name", "logo")),
	PersonalData(
		"Hub Settings",
		"register",
		not_personal=(
			"report_fingerprint",
			"hub_name",
			"email",
			"phone",
			"default_sender_name",
			"default_sender_email",
			"briefing_reply_to",
			"logo",
		),
	),
)


def declare() -> Area:
	"""Return what the register, meetings, briefings and practices keep of people."""
	return Area(ACTIVITIES, PERSONAL_DATA)
