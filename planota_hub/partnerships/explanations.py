# SPDX-License-Identifier: GPL-3.0-only
"""What the reports and cards of this area count, in words (see `figures/explanations.py`)."""

from frappe import _

from planota_hub.figures.explanations import Explanation
from planota_hub.partnerships.report.columns import COLUMNS


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
		"NGOs in Partnerships": Explanation(
			_(
				"Consortia of all times in which an NGO is or was a partner. Running: the "
				"consortium is not closed and the NGO has not left it."
			),
			"Partnership Consortium",
		),
		"Partners of Consortia": Explanation(
			_("Consortia with their partners of all times, one row for each partner."),
			"Partnership Consortium",
		),
		"Consortium Sector Balance": Explanation(
			_(
				"Partners and votes of each sector today; associated partners have no vote. Percentages "
				"are rounded so that they add up to 100. The rules are those of Hub Settings."
			),
			"Partnership Consortium",
			{"stage": "stage"},
		),
		"Joint Action Progress": Explanation(
			_(
				"Joint action plans with their actions; progress is the mean of the actions that were not "
				"dropped, overdue ones have passed their day, as of now."
			),
			"Joint Action",
		),
		"Programme Inclusion": Explanation(
			_(
				"Programme proposals by the furthest stage that they have reached; the amounts are those "
				"proposed and those financed."
			),
			"Programme Proposal",
			{"regional_programme": "regional_programme"},
		),
	}


def explain_cards() -> dict[str, str]:
	return {
		"Joint Actions Due Soon": _("Open joint actions that are due within 30 days, counted from today."),
		"People Reached This Year": _(
			"Reach of promotion activities from the first of January until today; people may be "
			"counted several times."
		),
	}


def explain_pages() -> dict[str, str]:
	return {
		"partnerships.progress": _(
			"Done actions of all that were not dropped, as the partners have reported them until now. The bar shows the "
			"mean progress of these actions."
		),
	}
