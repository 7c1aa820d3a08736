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
				"Decisions of meetings that were held, and of votes without a meeting, that are still open, "
				"the next to fall due first. Overdue: due before the day that you choose."
			),
			"Hub Meeting",
		),
		"NGOs by Legal Form": Explanation(
			_("Verified NGOs, each once, by their legal form."),
			"NGO",
			fixed={"stage": "Verified"},
		),
		"Stakeholder Contact List": Explanation(
			_("Stakeholders in use, and the people who speak for them today, with how to reach them."),
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
		"Reach of the Sector": Explanation(
			_(
				"Verified NGOs, or stakeholders in use, and whether the hub reached them in the period: by a briefing that "
				"was delivered, a meeting at which they were present, an exchange, support and workshops of the ledger, or a "
				"contact that was noted. Each counts once, and once on each channel. Who only wrote to the hub was not reached."
			),
			"Interaction",
			{"from_date": "happened_on", "municipality": "municipality"},
		),
		"Participation": Explanation(
			_(
				"Who was registered for the events, workshops and meetings that were held in the period, and who came. Of "
				"meetings those count who stand in the minutes. Cancelled registrations and waiting lists do not count."
			),
			"Event Registration",
			{"ngo": "ngo"},
			fixed={"status": "Confirmed"},
		),
		"Votes of Members": Explanation(
			_(
				"Votes of networks, bodies, consortia, campaigns and meetings that were closed in the period, with their "
				"outcome and how many took part. Votes that still run or were withdrawn do not count."
			),
			"Member Vote",
			fixed={"stage": "Closed"},
		),
		"Survey Results": Explanation(
			_(
				"Each choice of each question with how many chose it, and the mean of numbers and scales. Only answers that "
				"were sent count, drafts do not. Groups of few answers are not told, nor another one from which they could be "
				"reckoned."
			),
			"Survey Answer",
			{"survey": "survey"},
		),
		"Stakeholder Reach": Explanation(
			_(
				"Stakeholders and how often they were reached: by a briefing, once the mail server has taken it, at a meeting, "
				"in an exchange, or by a contact that was noted. Several organisations with one mailbox are each informed by "
				"it."
			),
			"Briefing Recipient",
			{"from_date": "delivered_on"},
		),
	}


def explain_cards() -> dict[str, str]:
	return {
		"Contacts This Month": _(
			"Calls, visits, messages, letters, talks and e-mails in the log of contacts since the first of this month, as far as "
			"the reader may see them."
		),
		"Overdue Follow-ups": _(
			"Contacts of which a task is open though its day has passed, as far as the reader may see them; a contact with two "
			"such tasks counts once."
		),
		"Upcoming Events": _("Announced events that begin after this moment."),
		"Hub Exchanges This Year": _(
			"Exchanges with other hubs and networks that were held since the first of January, until today."
		),
		"Municipalities Not Informed This Quarter": _(
			"Municipalities that were not reached since the first day of this quarter, until now: by no briefing, at no "
			"meeting and by no contact that was noted."
		),
		"Public Interest Expiring": _(
			"Verified NGOs of whose statuses in the public interest one ends within 90 days from today and "
			"nothing follows it."
		),
		"Stakeholders Informed This Quarter": _(
			"Stakeholders that were reached since the first day of this quarter, each once, until now: by a briefing, at a "
			"meeting, in an exchange or by a contact that was noted."
		),
	}


def explain_pages() -> dict[str, str]:
	return {
		"meeting.present": _(
			"People whose presence the minutes record, also those without a vote; the quorum counts those with one."
		),
	}
