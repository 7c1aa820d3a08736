# SPDX-License-Identifier: GPL-3.0-only
"""Personal data of workshops, development plans and support."""

import frappe
from frappe import _lt
from frappe.utils import add_months, cint, getdate, today

from planota_hub.personal_data.declarations import Activity, Area, Kept, Period, Person, PersonalData

ENDED_WORKSHOPS = {"stage": ("in", ("Held", "Evaluated", "Cancelled"))}
# what funders must find in the lists of participants that they paid for
LISTED_FIELDS = ("participant_name", "organisation", "date_of_birth")

ACTIVITIES = (
	Activity(
		"workshops",
		_lt("Workshops"),
		_lt("To hold workshops, to write to who takes part, to certify it and to report it to the funder"),
		_lt("Consent of who registers; legal obligation towards the funder of a funded project"),
		_lt("Participants and trainers of workshops"),
		_lt("Staff of the hub; the trainer gets the list; the funder of the project"),
		_lt("Lists of participants of funded projects stay for as long as the funder may look at them"),
	),
	Activity(
		"support",
		_lt("Support to NGOs and development plans"),
		_lt("To answer requests for support and to guide NGOs with potential"),
		_lt("Consent of who asks; legal obligation towards the funder for the hours of support"),
		_lt("People who ask for support or apply for their NGO, participants of mentoring"),
		_lt("Staff and mentors of the hub"),
	),
)

PERSONAL_DATA = (
	PersonalData(
		"Workshop Registration",
		"workshops",
		(
			Person(
				"email",
				("participant_name",),
				("phone", "contact", "organisation", "needs", "date_of_birth", "registered_by"),
				("email_key", "active_key"),
			),
		),
		Period("registered_on"),
		(
			Kept(
				LISTED_FIELDS,
				_lt("The list of participants of a funded project is kept for the funder"),
				"planota_hub.capacity_building.personal_data.find_listed",
			),
		),
		rows=("answers",),
		is_theirs=True,
		giving_up="planota_hub.capacity_building.workshops.seats.give_up_seat",
	),
	PersonalData(
		"Training Workshop",
		"workshops",
		(Person(names=("trainer_name",)),),
		not_personal=("trainer_organisation",),
	),
	PersonalData("Support Entry", "support", not_personal=("row_key",)),
	PersonalData(
		"Development Plan",
		"support",
		(
			Person(
				"applicant_email",
				("applicant_name",),
				("applicant_phone",),
				("tracking_code", "submission_fingerprint"),
			),
		),
		Period("stage_changed_on", {"stage": ("in", ("Not Selected", "Completed", "Withdrawn"))}),
		not_personal=("ngo_name",),
	),
	PersonalData(
		"NGO Support Request",
		"support",
		(
			Person(
				"requester_email",
				("requester_name",),
				("requester_phone", "organisation", "satisfaction_comment"),
				("tracking_code", "submission_fingerprint"),
			),
		),
		Period("received_on", {"stage": ("in", ("Resolved", "Declined"))}),
	),
	PersonalData(
		"Mentoring Session",
		"support",
		(Person(names=("participant_names",)),),
		Period("starts_on", {"status": ("in", ("Held", "Cancelled"))}),
	),
	PersonalData(
		"Capacity Assessment", "support", (Person(names=("participants",)),), not_personal=("ngo_name",)
	),
)


def declare() -> Area:
	"""Return what workshops, plans and support keep of people."""
	return Area(ACTIVITIES, PERSONAL_DATA)


def find_listed(registrations: list[str]) -> set[str]:
	"""Return which registrations stand in a list of participants that a funder may still ask for.

	Funders of the European Union may look at the proofs of a project for five years after its last payment
	(Regulation (EU) 2021/1060, article 82); Hub Settings hold the period that a hub has agreed to.
	"""
	months = cint(frappe.get_cached_doc("Hub Settings").funder_retention_months)
	registration, workshop, project = (
		frappe.qb.DocType(name) for name in ("Workshop Registration", "Training Workshop", "Funded Project")
	)
	query = (
		frappe.qb.from_(registration)
		.join(workshop)
		.on(workshop.name == registration.workshop)
		.join(project)
		.on(project.name == workshop.funded_project)
		.select(registration.name)
		.where(registration.name.isin(registrations or [""]))
		.where(registration.attendance == "Attended")
		.where(project.ends_on.isnull() | (project.ends_on >= getdate(add_months(today(), -months))))
	)
	return set(query.run(pluck=True))
