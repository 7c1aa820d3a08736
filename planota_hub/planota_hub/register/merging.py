# SPDX-License-Identifier: GPL-3.0-only
"""Which records of the register can become one, and what hangs on them in register, meetings and briefings."""

from frappe import _

from planota_hub.planota_hub.doctype.stakeholder.stakeholder import MATCHING_FIELDS
from planota_hub.planota_hub.merging.declarations import (
	Follows,
	Held,
	History,
	Key,
	Kind,
	Merging,
	Rows,
	Unrelated,
)
from planota_hub.planota_hub.register.fields_of_server import DERIVED_FIELDS, INTAKE_FIELDS, STAMPED_FIELDS
from planota_hub.rules.unknown_numbers import FIELD as UNKNOWN

HERE = "planota_hub.planota_hub.register"
INTERACTIONS = "planota_hub.planota_hub.interactions"
RELATIONS = "planota_hub.planota_hub.relations"
SEGMENTS = "planota_hub.planota_hub.segments.renaming"
FORMER_NAMES = f"{HERE}.identity.organisations.note_merged"
CONSENTS = frozenset({"consent_register", "consent_news"})
# also the names by which a municipality is found: both records' names, not those of one
DERIVED_OF_PLACE = frozenset({"also_called", "country", "is_own", "statistical_region"})
# of masters everything hangs on the name; what describes them is filled
MASTERS = (
	"Administrative Unit",
	"Capacity Area",
	"Development Plan Template",
	"Event Kind",
	"Field of Work",
	"Programme Round",
	"Regional Programme",
	"Statistical Region",
	"Support Request Category",
)


def declare() -> Merging:
	"""Hook `hub_merging`."""
	return Merging(
		kinds=(
			Kind(
				"NGO",
				own=frozenset({"stage", "rejection_reason", "has_public_interest_status", UNKNOWN})
				| INTAKE_FIELDS
				| STAMPED_FIELDS
				| DERIVED_FIELDS
				| CONSENTS,
				tables={
					"representatives": ("full_name", "function", "from_date"),
					"yearly_figures": ("year",),
					"fields_of_work": ("field_of_work",),
					"area_of_operation": ("municipality",),
					"public_interest_statuses": ("field_of_work", "granted_on"),
				},
				check=f"{HERE}.merge.check_ngos",
				differences=f"{HERE}.merge.find_ngo_differences",
				join=f"{HERE}.merge.join_ngos",
				complete=FORMER_NAMES,
			),
			Kind(
				"Stakeholder",
				own=frozenset(
					{"disabled", "administrative_unit", "statistical_region", "sector", *MATCHING_FIELDS}
				),
				tables={"people": ("full_name", "function", "from_date")},
				complete=FORMER_NAMES,
			),
			Kind(
				"Contact",
				is_person=True,
				# what the framework derives of names, addresses and numbers, and what a program stamps
				own=frozenset(
					"full_name email_id phone mobile_no status pulled_from_google_contacts "
					"sync_with_google_contacts google_contacts google_contacts_id".split()
				),
				tables={
					"email_ids": ("email_id",),
					"phone_nos": ("phone",),
					"links": ("link_doctype", "link_name"),
				},
				join=f"{HERE}.merged_people.leave_one_primary",
			),
			Kind("Municipality", own=DERIVED_OF_PLACE, complete=f"{HERE}.municipalities.note_merged"),
			*(Kind(doctype, own=frozenset({"disabled"})) for doctype in MASTERS),
		),
		check=(f"{RELATIONS}.merging.check",),
		differences=(f"{RELATIONS}.merging.find_differences",),
		prepare=(f"{HERE}.merged_people.link_records", f"{RELATIONS}.merging.prepare"),
		held=(*declare_register(), *declare_outreach(), *declare_meetings()),
		follow=(f"{HERE}.places.follow_merge",),
	)


def declare_register() -> tuple[Held, ...]:
	of_the_source = _("What its source calls it")
	own_key = _("Made of the record's own values")
	return (
		Follows("Administrative Unit", ("statistical_region",)),
		Rows("Hub Region", "statistical_region"),
		Follows("Municipality", ("administrative_unit", "statistical_region")),
		Follows(
			"NGO",
			(
				"municipality",
				"administrative_unit",
				"statistical_region",
				"primary_field_of_work",
			),
		),
		Rows("NGO Field of Work", "field_of_work"),
		Rows("NGO Public Interest Status", "field_of_work", same=("granted_on",)),
		Follows("NGO Public Interest Status", ("ministry",)),
		Rows("NGO Operating Municipality", "municipality"),
		Rows("NGO Representative", "contact", same=("function",)),
		Rows("Stakeholder Person", "contact", same=("function",)),
		Follows("Portal Access Request", ("ngo",)),
		Follows("Record Merge", ("kept",)),
		Follows("Organisation Relation", ("organisation", "related")),
		Key(
			"Organisation Relation",
			("organisation_name", "related_name", "relation_title"),
			f"{RELATIONS}.names.copy_name",
		),
		Follows("Sector Change", ("ngo", "municipality", "former_municipality", "field_of_work")),
		Follows("Register Entry", ("ngo",)),
		History(
			"Register Import Row", ("ngo",), _("What an import has found, and what was done, stays as it was")
		),
		Rows("Register Source Municipality", "municipality"),
		Follows("Stakeholder", ("municipality", "administrative_unit", "statistical_region")),
		Key("NGO", ("distinct_from",), f"{HERE}.duplicates.follow_renamed", replaces=True),
		Key("Stakeholder", ("distinct_from",), f"{HERE}.duplicates.follow_renamed", replaces=True),
		Unrelated("Stakeholder", ("name_key",), own_key),
		Unrelated("Former Name", ("name_key",), own_key),
		Unrelated("Sector Change", ("change_key",), own_key),
		Unrelated("Sector Change", ("ngo_name",), _("What it was called on the day of the change")),
		Unrelated("Register Entry", ("organisation_name",), of_the_source),
		Unrelated("Register Import Row", ("organisation_name",), of_the_source),
		Unrelated("Register Import Difference", ("field_name",), _("The name of a field")),
		Unrelated("Portal Access Request", ("ngo_name",), _("Read from the record on each save")),
		Unrelated("Personal Data Finding", ("record_name",), _("What was found when somebody asked")),
		Unrelated("NGO", ("name_key", "submission_fingerprint"), own_key),
		Unrelated(
			"Record Merge", ("kept_title", "merged_title"), _("What a record was called when it was merged")
		),
	)


def declare_outreach() -> tuple[Held, ...]:
	briefings = "planota_hub.planota_hub.doctype.hub_exchange.hub_exchange"
	sent = _("Who was written to, and when, stays as it was")
	return (
		Rows("Briefing Audience", "chosen", same=("recipient_type", "municipality", "field_of_work", "role")),
		Rows("Briefing Audience", "municipality", same=("recipient_type", "chosen", "field_of_work", "role")),
		Rows("Briefing Audience", "field_of_work", same=("recipient_type", "chosen", "municipality", "role")),
		History("Briefing Recipient", ("municipality", "recipient"), sent),
		Follows("Good Practice", ("field_of_work", "municipality", "ngo")),
		Follows("Newsletter Subscription", ("field_of_work", "municipality")),
		Follows("Hub News", ("field_of_work", "municipality", "about")),
		Follows("Hub Exchange", ("field_of_work", "municipality")),
		Rows("Hub Exchange Partner", "stakeholder"),
		Follows("Stakeholder Briefing", ("field_of_work", "about")),
		Follows("Interaction", ("organisation", "municipality")),
		Follows(
			"Hub Event", ("about", "event_kind", "municipality", "administrative_unit", "statistical_region")
		),
		History("Event Invitation", ("organisation",), sent),
		Follows("Event Registration", ("ngo", "contact")),
		# two answers of organisations that are one by now were both given, and stay
		Follows("Survey Participant", ("organisation",)),
		Follows("Survey Answer", ("organisation",)),
		Unrelated("Survey Participant", ("participant_name",), _("What it was called when it was asked")),
		Unrelated("Survey Answer", ("person_name",), _("Who answered, as they were called then")),
		Follows("Survey", ("follow_up",)),
		Follows("Survey Follow-Up", ("record",)),
		Unrelated("Survey", ("seal_key",), _("Made of the record's own values")),
		Unrelated("Event Registration", ("email_key", "active_key"), _("Made of the record's own values")),
		Unrelated("Event Feedback", ("event_title",), _("Read from the record on each save")),
		Rows("Interaction Person", "contact"),
		Rows("Interaction Subject", "subject_name"),
		Key("Interaction", ("communication",), f"{INTERACTIONS}.messages.leave_one_of_each_message"),
		Key("Interaction", ("organisation_name",), f"{INTERACTIONS}.organisation_names.copy_name"),
		Follows("Segment Condition", ("record",)),
		Key("Segment Condition", ("value",), f"{SEGMENTS}.follow_renamed", replaces=True),
		Rows("Segment Member", "member"),
		History("Segment Use", ("used_in",), _("What a segment was used for stays as it was")),
		Key("Hub Exchange", ("partner_names",), f"{briefings}.copy_partner_names"),
		Unrelated("Good Practice", ("submission_fingerprint",), _("Made of the record's own values")),
	)


def declare_meetings() -> tuple[Held, ...]:
	same = ("person_name", "email")
	return (
		Follows("Hub Meeting", ("meeting_of", "municipality", "administrative_unit", "statistical_region")),
		Rows("Meeting Participant", "ngo", same=same),
		Rows("Meeting Participant", "stakeholder", same=same),
		Rows("Meeting Participant", "contact", same=("ngo", "stakeholder")),
		# two votes of organisations that are one by now were both cast, and stay
		Follows("Member Vote", ("vote_of", "subject", "candidate")),
		Follows("Member Vote Voter", ("ngo", "stakeholder", "contact")),
		Unrelated("Member Vote", ("seal_key",), _("Made of the record's own values")),
	)
