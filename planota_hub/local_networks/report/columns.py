# SPDX-License-Identifier: GPL-3.0-only
"""What the figures of each column of the reports of this area count, in words; `*` of all its other numbers."""

from frappe import _lt

COLUMNS = {
	"Needs by Field and Stage": {
		"needs": _lt("Needs of the field, each once"),
		"people": _lt("People affected as reported, added up; one may be counted several times"),
		"priority": _lt("Mean of the priorities that were given, out of severity, reach and gap"),
		"*": _lt("Of these, those in this stage today"),
	},
	"Seats Held by NGOs": {
		"bodies": _lt("Different bodies"),
		"seats": _lt("Mandates in force on the day"),
		"people": _lt("Different people who hold them"),
		"elected": _lt("Of the mandates, those that come from an election"),
	},
	"Body Coverage": {
		"required": _lt("Seats for NGOs"),
		"filled": _lt("Seats that somebody holds on the day"),
		"expiring": _lt("Of the filled ones, those whose mandate ends soon"),
		"vacant": _lt("Seats that nobody holds on the day"),
	},
	"Local Needs Heatmap": {
		"total": _lt("The figure over all fields of work"),
		"*": _lt("The figure that you have chosen, for the needs of this field"),
	},
	"Mandates Expiring": {
		"days_left": _lt("Days from today to the last day of the mandate"),
	},
	"Need to Outcome": {
		"priority": _lt("Severity times reach times gap, from 1 to 125"),
		"days": _lt("Days for which the answer has been in its state, until today"),
	},
	"Network Health": {
		"current_members": _lt("Organisations whose membership runs today and does not rest"),
		"ngo_share": _lt("Member NGOs, of the verified NGOs seated in the municipalities of the network"),
		"open_needs": _lt("Needs of the network that are accepted or in action"),
		"open_decisions": _lt("Decisions of its meetings and votes that are not done"),
		"overdue_decisions": _lt("Of these, those whose day has passed"),
	},
}
