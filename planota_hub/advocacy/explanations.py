# SPDX-License-Identifier: GPL-3.0-only
"""What the reports and cards of this area count, in words (see `figures/explanations.py`)."""

from frappe import _

from planota_hub.advocacy.report.columns import COLUMNS
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
		"Answers to Comments": Explanation(
			_(
				"Comments on proposals that came in between the two days and were confirmed, "
				"with what became of them."
			),
			"Policy Proposal",
		),
		"Asks and Their Results": Explanation(
			_("Proposals with each of their asks and its result."),
			"Policy Proposal",
		),
		"Supporters by Campaign": Explanation(
			_("Supporters of campaigns, confirmed or not, by campaign."),
			"Campaign Supporter",
		),
		"Campaign Scorecard": Explanation(
			_(
				"Campaigns with their actions that were done. Reach adds up people, who may be counted "
				"several times; supporters confirmed by e-mail and count once. The shift is the mean "
				"change of support of the targets."
			),
			"Advocacy Campaign",
			{"stage": "stage"},
		),
		"Policy Proposal Results": Explanation(
			_(
				"Policy proposals that were handed to their addressee, and their single asks by the "
				"reply. Won (%): of the asks that were answered."
			),
			"Policy Proposal",
		),
		"Stakeholder Positions": Explanation(
			_(
				"Targets of campaigns with their first position and that of today or of the day that "
				"you choose; the shift is the difference in support."
			),
			"Advocacy Campaign",
			{"campaign": "name"},
		),
	}


def explain_cards() -> dict[str, str]:
	return {
		"Asks Won": _("Single asks of policy proposals that were adopted at least partly, until now."),
		"Campaign Supporters": _(
			"Supporters of all campaigns that have confirmed by e-mail and not withdrawn, as of now."
		),
		"NGOs in Advocacy This Year": _(
			"NGOs that took part in a proposal submitted or a campaign begun since the first of "
			"January, each once, until today."
		),
		"Proposals Without a Reply": _("Submitted policy proposals whose reply is overdue today."),
	}


def explain_pages() -> dict[str, str]:
	return {
		"campaign.supporters": _(
			"People and organisations that have confirmed their support by e-mail and not taken it back, each once, "
			"as of now."
		),
		"consultation.comments": _(
			"Comments on this proposal that their senders have confirmed by e-mail or the hub has entered, until now."
		),
	}
