# SPDX-License-Identifier: GPL-3.0-only
"""What the figures of each column of the reports of this area count, in words; `*` of all its other numbers."""

from frappe import _lt

COLUMNS = {
	"Grants Won by NGO": {
		"decided": _lt("Applications that were decided"),
		"approved": _lt("Of these, those that were approved"),
		"helped": _lt("Of the approved ones, those that the hub helped with"),
		"requested": _lt("Amounts asked for in all decided applications"),
		"granted": _lt("Amounts of the approved ones, with their amendments"),
	},
	"Application Success": {
		"applications": _lt("Applications of the period, each once"),
		"in_preparation": _lt("Not submitted yet"),
		"waiting": _lt("Submitted and not decided"),
		"approved": _lt("Decided for the NGO"),
		"rejected": _lt("Decided against the NGO"),
		"withdrawn": _lt("Taken back by the NGO"),
		"success_rate": _lt("Approved, of those decided; withdrawn ones are left out"),
		"requested": _lt("Amounts that were asked for"),
		"granted": _lt("Amounts granted, with their amendments"),
		"application_hours": _lt("Hours of help with applications in the ledger"),
		"report_hours": _lt("Hours of help with reports in the ledger"),
	},
	"Call Friendliness and Matches": {
		"friendliness_score": _lt("From 0 to 100 by the weights of Hub Settings, of what is known"),
		"matches": _lt("NGOs that meet all conditions of the call"),
		"to_check": _lt("NGOs that may meet them; something is not known"),
		"told": _lt("NGOs that were written to about the call"),
		"applications": _lt("Applications of NGOs to this call"),
		"minimum_amount": _lt("Least that a project can get"),
		"maximum_amount": _lt("Most that a project can get"),
		"asks": _lt("Changes that the hub has asked the funder for"),
		"asks_accepted": _lt("Of these, those that the funder has accepted"),
	},
	"Indicator Evidence": {
		"records": _lt("Records that count in this part"),
		"value": _lt("What the record added to the figure when it was counted"),
		"now": _lt("What it would add by the records of today"),
	},
	"Proofs Missing": {
		"required": _lt("Ticked where the project requires the proof; else it is recommended")
	},
	"Indicator Progress": {
		"actual": _lt("Figure up to the newest period that has one"),
		"expected": _lt("Target, of a running period its part until today"),
		"target": _lt("Target up to the period of the figure"),
		"percent": _lt("Actual of the target: a flow from 0, a level from its baseline"),
		"final_target": _lt("Target at the end of the project"),
		"forecast": _lt("Figure at the end of the project if it goes on like this"),
		"baseline": _lt("Figure before the project began"),
	},
	"Project Spending": {
		"amount": _lt("What the budget line holds"),
		"spent": _lt("What was entered as spent, until now"),
		"remaining": _lt("Planned less spent"),
		"percent": _lt("Spent of the planned"),
	},
}
