# SPDX-License-Identifier: GPL-3.0-only
"""What the figures of each column of the reports of this area count, in words; `*` of all its other numbers."""

from frappe import _lt

COLUMNS = {
	"Answers to Comments": {
		"comments": _lt("Confirmed comments on the proposal, each once"),
		"organisations": _lt("Different organisations that commented"),
		"taken_up": _lt("Comments that were taken up"),
		"partly": _lt("Comments that were taken up in part"),
		"not_taken_up": _lt("Comments that were not taken up"),
		"without_answer": _lt("Comments that nobody has answered yet"),
	},
	"Campaign Scorecard": {
		"actions_done": _lt("Actions of the campaign that are done"),
		"reach": _lt("People reached by done actions, added up; one may be counted several times"),
		"budget": _lt("What was planned for the campaign"),
		"cost": _lt("What the done actions have cost"),
		"cost_per_reach": _lt("Cost divided by reach; empty without reach"),
		"supporters": _lt("Supporters that have confirmed and not withdrawn, each once"),
		"shift": _lt("Mean change of support of the targets, from the first position to the last"),
		"asks_won": _lt("Asks of its policy proposals that were adopted at least partly"),
		"asks": _lt("Asks of its policy proposals"),
		"objectives_reached": _lt("Objectives marked as reached"),
		"objectives": _lt("Objectives of the campaign"),
	},
	"Policy Proposal Results": {
		"proposals": _lt("Submitted proposals, each once"),
		"asks": _lt("Single asks of these proposals"),
		"open": _lt("Asks without a reply"),
		"won_percent": _lt("Adopted at least partly, of the asks that were answered"),
		"*": _lt("Asks with this reply"),
	},
	"Stakeholder Positions": {
		"first_support": _lt("Support at the first position, from against to for"),
		"support": _lt("Support today, or on the day that you choose"),
		"shift": _lt("Support now less support then"),
		"power": _lt("How much the target can decide, as estimated"),
		"interest": _lt("How much the matter concerns the target, as estimated"),
		"moves": _lt("Changes of position that were noted"),
	},
}
