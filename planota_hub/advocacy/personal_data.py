# SPDX-License-Identifier: GPL-3.0-only
"""Personal data of policies, consultations and campaigns."""

from frappe import _lt

from planota_hub.personal_data.declarations import Activity, Area, Period, Person, PersonalData

ACTIVITIES = (
	Activity(
		"consultations",
		_lt("Consultations and policy proposals"),
		_lt("To hear who a policy concerns, and to answer them"),
		_lt("Consent of who comments; legitimate interest in knowing experts"),
		_lt("People who comment, experts"),
		_lt("Staff of the hub; comments are public without e-mail address"),
	),
	Activity(
		"campaigns",
		_lt("Advocacy campaigns"),
		_lt("To show who supports a campaign and to talk to who decides"),
		_lt("Consent of supporters; legitimate interest in knowing office holders"),
		_lt("Supporters; office holders"),
		_lt("Staff of the hub; names of supporters who agreed are public"),
	),
)

PERSONAL_DATA = (
	PersonalData(
		"Proposal Comment",
		"consultations",
		(Person("email", ("commenter_name",), ("organisation",), ("submission_fingerprint",)),),
		Period(
			"confirmed_on",
			{"status": ("!=", "Unconfirmed")},
			fields=("commenter_name", "email", "submission_fingerprint"),
		),
	),
	PersonalData(
		"Policy Expert",
		"consultations",
		(Person(names=("expert_name",), fields=("organisation", "contact")),),
	),
	PersonalData(
		"Campaign Supporter",
		"campaigns",
		(
			Person(
				"email",
				("supporter_name",),
				("organisation", "statement"),
				("person_key", "email_key"),
			),
		),
		Period(
			"confirmed_on",
			{"status": "Confirmed"},
			fields=("supporter_name", "email", "statement", "person_key", "email_key"),
			stamp="anonymised_on",
		),
		not_personal=("registration_number", "organisation_key"),
	),
	PersonalData(
		"Campaign Target",
		"campaigns",
		(Person(names=("person_name",), fields=("person_function", "contact")),),
		Period("ends_on", {"stage": "Closed"}, "Advocacy Campaign"),
		not_personal=("target_label",),
	),
	PersonalData("Campaign Target Move", "campaigns", not_personal=("target_label", "target_key")),
)


def declare() -> Area:
	"""Return what policies, consultations and campaigns keep of people."""
	return Area(ACTIVITIES, PERSONAL_DATA)
