# SPDX-License-Identifier: GPL-3.0-only
"""What the reports and cards of this area count, in words (see `figures/explanations.py`)."""

from frappe import _

from planota_hub.figures.explanations import Explanation
from planota_hub.funding.report.columns import COLUMNS


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
		"Grants Won by NGO": Explanation(
			_(
				"Applications to calls that were decided between the two days, by NGO; those "
				"that were withdrawn are left out."
			),
			"Call Application",
		),
		"Calls by Last Day": Explanation(
			_("Calls with their amounts, the first to close first."),
			"Funding Call",
		),
		"Amounts of Applications": Explanation(
			_("Applications with what was asked for and granted, the largest grant first."),
			"Call Application",
		),
		"Application Success": Explanation(
			_(
				"Applications to calls, by the day on which they were submitted, or entered while "
				"they are not. Success rate: approved of those decided. Granted amounts hold the "
				"amendments; hours of help come from the ledger of support."
			),
			"Call Application",
			{"ngo": "ngo"},
		),
		"Call Friendliness and Matches": Explanation(
			_(
				"Calls with the NGOs that match their conditions. Friendliness is from 0 to 100 by the "
				"weights of Hub Settings; what is not known does not count."
			),
			"Funding Call",
			{"status": "status"},
		),
		"Indicator Evidence": Explanation(
			_(
				"Exactly the records that make up a figure; their values add up to it. Of a period without "
				"an indicator: the records of all its figures, each once."
			),
			"Indicator Reading",
			{"reading": "name", "indicator": "indicator", "reporting_period": "reporting_period"},
			tells_time=True,
		),
		"Proofs Missing": Explanation(
			_(
				"Every record that counts in a reporting period, once for each proof that its project asks for "
				"and that does not hang on it. Minutes that were adopted, signed agreements and the files in "
				"the fields of a record are there by themselves. Without a period: all that are not locked."
			),
			"Reporting Period",
			{"project": "project", "reporting_period": "name"},
		),
		"Indicator Progress": Explanation(
			_(
				"Indicators up to the newest period with a figure. A flow that adds up shows the sum of "
				"its periods, a cumulative flow and a level the last figure. Expected today: the target, "
				"of a period that runs its part until today; the state is measured by it. Of the target: "
				"a flow from 0, a level from its baseline."
			),
			"Indicator Reading",
			{"project": "project", "reporting_period": "reporting_period"},
		),
		"Project Spending": Explanation(
			_("Spending that was entered in funded projects against the budget lines."),
			"Funded Project",
			{"project": "name"},
		),
	}


def explain_cards() -> dict[str, str]:
	return {
		"Amount Won This Year": _(
			"Amounts granted to applications that were decided since the first of January, amendments "
			"included, until today."
		),
		"Calls Closing Soon": _(
			"Open calls whose last day for applications is within the days of Hub Settings, "
			"counted from today."
		),
		"Indicators Behind Plan": _(
			"Indicators of running projects whose figure is further below what the plan asks for "
			"today than Hub Settings allow."
		),
		"Periods to Report": _("Reporting periods that have ended before today and are not submitted."),
		"Projects with Overdue Claims": _(
			"Funded projects with a claim whose day has passed and that is not submitted, as of today."
		),
		"Reports of NGOs Due": _(
			"Running projects of NGOs with a report to their funder that is overdue or due soon, "
			"counted from today."
		),
	}


def explain_pages() -> dict[str, str]:
	return {
		"calls.help": _(
			"Hours of help are those in the hub's ledger of support for this application and its reports, until now. "
			"Amounts are those of the application; granted ones hold later amendments."
		),
	}
