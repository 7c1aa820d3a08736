# SPDX-License-Identifier: GPL-3.0-only
"""What the reports and cards of this area count, in words (see `figures/explanations.py`)."""

from frappe import _

from planota_hub.figures.explanations import Explanation
from planota_hub.planota_hub.report.columns import COLUMNS


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
		"Register Completeness": Explanation(
			_(
				"Verified NGOs of each municipality and how many of them lack something that "
				"the hub needs to reach them or to count them. Not confirmed: nobody has "
				"confirmed the data since the day that you choose."
			),
			"NGO",
			fixed={"stage": "Verified"},
		),
		"Open Decisions": Explanation(
			_(
				"Decisions of meetings that were held and are still open, the next to fall due "
				"first. Overdue: due before the day that you choose."
			),
			"Hub Meeting",
		),
		"NGOs by Legal Form": Explanation(
			_("Verified NGOs, each once, by their legal form."),
			"NGO",
			fixed={"stage": "Verified"},
		),
		"Stakeholder Contact List": Explanation(
			_("Stakeholders with their seat and how to reach them."),
			"Stakeholder",
		),
		"Meetings and Attendance": Explanation(
			_(
				"Meetings with who came, whether the quorum was reached, and the decisions that "
				"are still open."
			),
			"Hub Meeting",
		),
		"NGO Register Overview": Explanation(
			_(
				"NGOs of the register, each once; rejected and inactive ones only when their stage is "
				"asked for. Organisations that are known from the business register only are counted for "
				"themselves. An NGO of several fields of work is counted in each of them. People are added "
				"up over the NGOs that have given a number, income is that of the latest year that has "
				"one; empty: no NGO has given it."
			),
			"NGO",
			{
				"stage": "stage",
				"municipality": "municipality",
				"administrative_unit": "administrative_unit",
				"statistical_region": "statistical_region",
				"legal_form": "legal_form",
			},
			fixed={"stage": '["in", ["Submitted", "Verified"]]'},
		),
		"Changes in the Sector": Explanation(
			_(
				"What the business register says of organisations of the region: each change once, on its day. A move "
				"counts where the organisation went and where it was before."
			),
			"Sector Change",
			{
				"from_date": "happened_on",
				"kind": "kind",
				"municipality": "municipality",
				"legal_form": "legal_form",
				"field_of_work": "field_of_work",
			},
		),
		"NGO Contact List": Explanation(
			_("Verified NGOs with their seat and how to reach them."),
			"NGO",
			fixed={"stage": "Verified"},
		),
		"Record of Processing": Explanation(
			_(
				"What the hub keeps of people, as the areas of the program and Hub Settings say it; "
				"nothing is counted."
			),
			"Hub Settings",
		),
		"Stakeholder Reach": Explanation(
			_(
				"Stakeholders and how often a briefing reached them; a message counts when the mail "
				"server has taken it. Several organisations with one mailbox are each informed by it."
			),
			"Briefing Recipient",
			{"from_date": "delivered_on"},
		),
	}


def explain_cards() -> dict[str, str]:
	return {
		"Hub Exchanges This Year": _(
			"Exchanges with other hubs and networks that were held since the first of January, until today."
		),
		"Municipalities Not Informed This Quarter": _(
			"Municipalities that no briefing has reached since the first day of this quarter, until now."
		),
		"Public Interest Expiring": _(
			"Verified NGOs of whose statuses in the public interest one ends within 90 days from today and "
			"nothing follows it."
		),
		"Stakeholders Informed This Quarter": _(
			"Stakeholders that a briefing has reached since the first day of this quarter, each once, "
			"until now."
		),
	}


def explain_pages() -> dict[str, str]:
	return {
		"meeting.present": _(
			"People whose presence the minutes record, also those without a vote; the quorum counts those with one."
		),
	}
