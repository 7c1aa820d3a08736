# SPDX-License-Identifier: GPL-3.0-only
"""Personal data of calls, applications and funded projects."""

from frappe import _lt

from planota_hub.personal_data.declarations import Activity, Area, Period, Person, PersonalData

ACTIVITIES = (
	Activity(
		"funding",
		_lt("Calls and funded projects"),
		_lt("To help NGOs with applications and to report on funded projects"),
		_lt("Legitimate interest of the NGO that is helped; legal obligation towards the funder"),
		_lt("Contact persons of applications"),
		_lt("Staff of the hub; the funder gets figures without names"),
	),
)

PERSONAL_DATA = (
	PersonalData(
		"Call Application",
		"funding",
		(Person("contact_email", ("contact_name",)),),
		Period("modified", {"stage": ("in", ("Completed", "Rejected", "Withdrawn"))}),
	),
	PersonalData("Project Budget Line", "funding", not_personal=("line_name",)),
	PersonalData("Project Funder", "funding", not_personal=("funder_name", "logo")),
	PersonalData("Project Publicity Duty", "funding", not_personal=("proof",)),
	PersonalData("Project Spending", "funding", not_personal=("invoice",)),
	PersonalData("Project Indicator", "funding", not_personal=("indicator_name",)),
	PersonalData("Metric Definition", "funding", not_personal=("metric_title",)),
	PersonalData("Counted Record", "funding", not_personal=("ref_name",)),
)


def declare() -> Area:
	"""Return what calls, applications and projects keep of people."""
	return Area(ACTIVITIES, PERSONAL_DATA)
