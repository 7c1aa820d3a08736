# SPDX-License-Identifier: GPL-3.0-only
"""What hangs on a record in calls, applications and projects, and what becomes of it when two records become one."""

from frappe import _

from planota_hub.planota_hub.merging.declarations import (
	Follows,
	GivenOnce,
	History,
	Key,
	Merging,
	Rows,
)


def declare() -> Merging:
	"""Hook `hub_merging`."""
	counted = _("What a report counted stays as it was counted")
	return Merging(
		held=(
			Follows("Call Application", ("ngo",)),
			History(
				"Counted Record",
				("ref_name", "ngo", "municipality", "administrative_unit", "field_of_work"),
				counted,
			),
			Follows("Funding Call", ("funder", "public_interest_field")),
			GivenOnce("Funding Call Alert", "ngo", given_to="funding_call"),
			Rows("Funding Call Field", "field_of_work"),
			Rows("Funding Call Municipality", "municipality"),
			Rows("Project Funder", "stakeholder", summed=("share_percent", "amount")),
			Key(
				"Funding Call Alert",
				("name",),
				"planota_hub.planota_hub.register.identity.keys.follow_renamed_organisation",
			),
			Key(
				"Indicator Filter",
				("filter_value",),
				"planota_hub.funding.indicators.definition.follow_renamed_record",
				replaces=True,
			),
			Key(
				"Metric Definition",
				("filters_json",),
				"planota_hub.funding.own_metrics.renaming.follow_renamed",
				replaces=True,
			),
		),
		differences=("planota_hub.funding.indicators.reported_records.find_merged_figures",),
	)
