# SPDX-License-Identifier: GPL-3.0-only
"""What the figures of each column of the reports of this area count, in words; `*` of all its other numbers."""

from frappe import _lt

COLUMNS = {
	"Register Completeness": {
		"ngos": _lt("Verified NGOs of the municipality, each once"),
		"without_number": _lt("Of these, those without a registration number"),
		"without_email": _lt("Of these, those without an e-mail address of the organisation"),
		"without_phone": _lt("Of these, those without a phone of the organisation"),
		"without_field": _lt("Of these, those without any field of work"),
		"without_representative": _lt("Of these, those whom nobody represents today"),
		"not_confirmed": _lt("Of these, those whose data were not confirmed since the chosen day"),
	},
	"NGO Register Overview": {
		"ngos": _lt("NGOs of the row, each once"),
		"listed": _lt(
			"Organisations known from the business register only; not among the NGOs of the row, unless a stage is "
			"chosen"
		),
		"verified": _lt("Of these, those in stage Verified today"),
		"waiting": _lt("Of these, those whose registration is not decided yet"),
		"public_interest": _lt("Of these, those with a valid status of public interest"),
		"members_count": _lt("Members, added up over the NGOs that have given a number"),
		"volunteers_count": _lt("Volunteers, added up over the NGOs that have given a number"),
		"employees_count": _lt("Employees, added up over the NGOs that have given a number"),
		"income": _lt("Income of the latest year that each NGO has given"),
	},
	"Changes in the Sector": {
		"founded": _lt("Organisations that were entered in the business register"),
		"dissolved": _lt("Organisations that are no longer in the business register"),
		"balance": _lt("Founded less dissolved"),
		"moved_in": _lt("Moves of the seat, by where the organisation is now, within a municipality too"),
		"moved_away": _lt("Moves of the seat, by where the organisation was before"),
		"renamed": _lt("Changes of the name"),
		"form_changed": _lt("Changes of the legal form"),
		"granted": _lt("Statuses in the public interest that a ministry has granted"),
		"withdrawn": _lt("Statuses in the public interest that a ministry has withdrawn"),
	},
	"Reach of the Sector": {
		"organisations": _lt("Verified NGOs, or stakeholders in use, of the row, each once"),
		"reached": _lt("Of these, those that were reached in the period on any channel"),
		"not_reached": _lt("Of these, those that were not reached in the period on any channel"),
		"share": _lt("Percentage of those that were reached"),
		"*": _lt(
			"Organisations that were reached on this channel; in the list of organisations the contacts of each"
		),
	},
	"Participation": {
		"occasions": _lt("Events, workshops and meetings that were held in the period"),
		"registered": _lt("Confirmed registrations, and who stands in the minutes of a meeting"),
		"attended": _lt("Attendances; who came twice counts twice"),
		"share": _lt("Percentage of the registered who came"),
		"people": _lt("Who came, each once: the same name at the same address"),
		"ngos": _lt("NGOs of those who came, each once"),
	},
	"Votes of Members": {
		"votes": _lt("Votes that were closed in the period"),
		"taken": _lt("Votes by which something was accepted, or an option chosen"),
		"rejected": _lt("Votes by which nothing was accepted, by a majority or by the rule for a tie"),
		"no_quorum": _lt("Votes in which too few took part"),
		"undecided": _lt(
			"Ties that nobody decided, votes without a majority, and secret ones with too few votes"
		),
		"can_vote": _lt("Who could vote when the vote was closed, added up over the votes"),
		"voted": _lt("Who voted or abstained, added up over the votes"),
		"turnout": _lt("Percentage of those who could vote that voted"),
		"mean_days": _lt("Days from the opening to the end, on average"),
	},
	"Survey Results": {
		"number": _lt("Answers that were sent with this choice; beside a mean those that gave a number"),
		"share": _lt(
			"Percentage of those who answered the question; of several choices the sum may exceed 100"
		),
		"mean": _lt("Mean of the numbers or steps of the scale that were given"),
		"former_share": _lt("The same of the former survey of the same questions"),
	},
	"Stakeholder Reach": {
		"times": _lt(
			"Briefings, meetings, exchanges and noted contacts that reached the organisation in the period"
		),
		"replies": _lt("Of these, those that were answered"),
	},
}
