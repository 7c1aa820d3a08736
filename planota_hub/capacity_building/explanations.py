# SPDX-License-Identifier: GPL-3.0-only
"""What the reports and cards of this area count, in words (see `figures/explanations.py`)."""

from frappe import _

from planota_hub.capacity_building.report.columns import COLUMNS
from planota_hub.figures.explanations import Explanation


def explain() -> dict[str, dict]:
	"""Return the explanations of the reports, of the cards that are more than a count of records, and of pages."""
	return {
		"reports": explain_reports(),
		"cards": explain_cards(),
		"pages": explain_pages(),
		"columns": COLUMNS,
	}


def explain_reports() -> dict[str, Explanation]:
	return {
		"NGOs without Support": Explanation(
			_(
				"Verified NGOs for which the ledger has no support between the two days. Last "
				"support: the newest day in the ledger, however long ago."
			),
			"NGO",
			fixed={"stage": "Verified"},
		),
		"Workshop Participation by NGO": Explanation(
			_(
				"Attendances of workshops that were held, by the NGO of the participant and the "
				"first day of the workshop. A person at two workshops is two attendances and "
				"one of the different people."
			),
			"Workshop Registration",
			fixed={"attendance": "Attended"},
		),
		"Hours by Kind of Support": Explanation(
			_("Hours in the ledger of support of all times, by kind; each hour counts once."),
			"Support Entry",
		),
		"Support Requests by Target": Explanation(
			_("Requests for support with their targets, the first to fall due first."),
			"NGO Support Request",
		),
		"Workshop Seats": Explanation(
			_("Workshops with their seats, registrations and waiting lists, the newest first."),
			"Training Workshop",
		),
		"Support Delivered": Explanation(
			_(
				"Hours in the ledger of support, on the day on which they were given; each hour counts "
				"once, however many people took part. Municipality, unit, region, legal form and main "
				"field of work are those of the NGO on that day, or on the day that you choose. "
				"Participants are attendances: who came twice counts twice."
			),
			"Support Entry",
			{
				"from_date": "posting_date",
				"kind": "kind",
				"ngo": "ngo",
				"funded_project": "funded_project",
				"municipality": "municipality",
				"administrative_unit": "administrative_unit",
				"statistical_region": "statistical_region",
				"field_of_work": "field_of_work",
			},
		),
		"Workshop Attendance and Satisfaction": Explanation(
			_(
				"Workshops by their first day, with their registrations. Attendance: of those whose "
				"attendance is recorded. Response rate and complete data: of those who attended. Ratings "
				"are means from 1 to 5. A person at two workshops counts twice."
			),
			"Training Workshop",
			{"from_date": "starts_on", "municipality": "municipality"},
		),
		"Capacity Before and After": Explanation(
			_(
				"Capacity areas of development plans, with levels from 1 to 5: the first assessment "
				"against the newest later one. Before and after are means over what was assessed both "
				"times, the change is their difference; the gap is what is missing to the level that "
				"was wanted."
			),
			"Capacity Assessment",
		),
		"NGOs with Potential Progress": Explanation(
			_(
				"Development plans with the hours of the ledger from the start of the plan to its end or "
				"today, against the hours that are required. Overdue steps are open ones whose day has "
				"passed."
			),
			"Development Plan",
			{"programme_round": "programme_round", "mentor": "mentor", "stage": "stage"},
		),
		"ESF Participants": Explanation(
			_(
				"People who attended workshops of the project, each once, as of the first attendance. One "
				"mailbox with two names is two people."
			),
			"Workshop Registration",
			fixed={"attendance": "Attended"},
		),
	}


def explain_cards() -> dict[str, str]:
	return {
		"Hours of Support This Year": _(
			"Hours in the ledger of support from the first of January until today, of all kinds."
		),
		"Municipalities Supported This Year": _(
			"Municipalities of the NGOs that got support from the first of January until today, each once."
		),
		"Plans Short of Hours": _(
			"Active development plans whose hours in the ledger are below the threshold, as of now."
		),
		"Upcoming Workshops": _("Announced workshops that begin after this moment."),
	}


def explain_pages() -> dict[str, str]:
	return {
		"support.hours": _(
			"Hours in the hub's ledger of support from the first of January until today; an hour counts once, however "
			"many of your people took part."
		),
		"support.plan_hours": _(
			"Hours in the hub's ledger of support from the start of the plan to its end or today, against the hours "
			"that the programme asks for."
		),
	}
