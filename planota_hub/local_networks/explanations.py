# SPDX-License-Identifier: GPL-3.0-only
"""What the reports and cards of this area count, in words (see `figures/explanations.py`)."""

from frappe import _

from planota_hub.figures.explanations import Explanation
from planota_hub.local_networks.report.columns import COLUMNS


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
		"Needs by Field and Stage": Explanation(
			_(
				"Needs that were reported between the two days, each once, without duplicates "
				"of others, by field of work and how far they have come today."
			),
			"Local Need",
		),
		"Seats Held by NGOs": Explanation(
			_(
				"Mandates in force on the day that you choose, by the NGO that the holder comes "
				"from; deputies are not counted."
			),
			"Body Mandate",
		),
		"Needs by Municipality": Explanation(
			_("Needs that were neither rejected nor found to be duplicates, by municipality."),
			"Local Need",
		),
		"Mandates in Force": Explanation(
			_("Mandates in force today, the first to end first."),
			"Body Mandate",
		),
		"Body Coverage": Explanation(
			_(
				"Seats for NGOs in representative bodies, by unit and field, on the day that you "
				"choose or today. Filled: somebody holds a mandate, expiring: it ends soon by the "
				"days of Hub Settings, vacant: nobody holds it."
			),
			"Body Mandate",
			{"body": "body"},
		),
		"Local Needs Heatmap": Explanation(
			_(
				"Local needs by municipality and field of work; open ones are accepted or in action. "
				"Priority is severity times reach times gap, from 1 to 125."
			),
			"Local Need",
			{"municipality": "municipality", "field_of_work": "field_of_work"},
		),
		"Mandates Expiring": Explanation(
			_("Mandates that end within the days that you choose, by their last day, counted from today."),
			"Body Mandate",
		),
		"Need to Outcome": Explanation(
			_(
				"Local needs and what answers them, one row for each answer. Days: how long the "
				"answer has been in its state. An orphan is an accepted need that nothing answers."
			),
			"Local Need",
			{"municipality": "municipality", "field_of_work": "field_of_work", "stage": "stage"},
		),
		"Network Health": Explanation(
			_(
				"Local networks today: members whose membership runs, how many percent of the NGOs of "
				"the place have joined, open needs, and decisions that are not done. Whether a "
				"network is living or dormant follows from its meetings, by the months of Hub "
				"Settings."
			),
			"Local Network",
			{"status": "status"},
		),
	}


def explain_cards() -> dict[str, str]:
	return {
		"Elections That Wait": _("Elections in which the hub has to take the next step, as of now."),
		"Municipalities in Dialogue": _(
			"Municipalities whose local network has met within the months of Hub Settings before "
			"today, each once."
		),
		"Orphan Needs": _(
			"Accepted local needs that nobody has answered for longer than Hub Settings allow, as of now."
		),
		"Vacant Seats": _("Seats for NGOs in representative bodies that nobody holds today."),
	}


def explain_pages() -> dict[str, str]:
	return {
		"networks.endorsements": _("Members of the network that stand behind a need, each once, until now."),
		"representation.seats": _(
			"Seats for NGOs in these bodies today. Filled: somebody holds a mandate; expiring: it ends soon; vacant: "
			"nobody holds it."
		),
		"election.result": _(
			"Votes of valid ballots that came in time, one for each elector. Percentages are of the valid ballots of "
			"the unit; turnout is of its registered electors."
		),
	}
