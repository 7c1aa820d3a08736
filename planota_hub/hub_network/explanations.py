# SPDX-License-Identifier: GPL-3.0-only
"""What the reports of the network count, in words (see `figures/explanations.py`)."""

from frappe import _, _lt

from planota_hub.figures.explanations import Explanation

COLUMNS = {
	"Hubs Compared": {
		"value": _lt("As the hub has reported it"),
		"per_inhabitants": _lt("Value by the inhabitants of the hub's municipalities, times 10,000"),
		"per_ngo": _lt("Value by the NGOs in the register of the hub"),
		"per_euros": _lt("Value by what the hub has spent, times 1,000"),
		"median": _lt("Middle of all hubs with a report of the same days, by the chosen measure"),
		"against_median": _lt("How far the hub lies above or below that middle, in percent"),
	},
	"Shared Topics": {
		"shared_words": _lt("Words of the one that the other has too, by their first six letters"),
	},
}


def explain() -> dict[str, dict]:
	"""Return the explanations of the reports and of their columns."""
	return {
		"reports": {
			"Hubs Compared": Explanation(
				_(
					"Figures of the reports that hubs have signed, beside each other. Only reports of the same "
					"days are compared; what a hub left out is empty."
				),
				"Received Hub Report",
				{"network_hub": "network_hub"},
			),
			"Shared Topics": Explanation(
				_(
					"Needs and good practices of different hubs that are alike: two words in common, or one and "
					"the field of work. Taken from the latest report of each hub."
				),
				"Received Hub Report",
			),
		},
		"columns": COLUMNS,
	}
