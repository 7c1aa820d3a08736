# SPDX-License-Identifier: GPL-3.0-only
"""What hangs on a record in policies, proposals and campaigns, and what becomes of it when two records become one."""

from frappe import _

from planota_hub.planota_hub.merging.declarations import (
	Follows,
	GivenOnce,
	Key,
	Merging,
	Rows,
	Unrelated,
)


def declare() -> Merging:
	"""Hook `hub_merging`."""
	return Merging(
		held=(
			Follows("Advocacy Campaign", ("field_of_work", "municipality")),
			Rows("Affected NGO", "ngo"),
			GivenOnce("Campaign Supporter", "ngo", given_to="campaign", filters={"status": "Confirmed"}),
			Follows("Campaign Supporter", ("municipality",)),
			# two people of one body, each with a history of their own
			Follows("Campaign Target", ("stakeholder", "contact")),
			Rows("Policy Expert", "contact"),
			Rows("Involved NGO", "ngo"),
			Follows(
				"Policy Proposal", ("owner_stakeholder", "municipality", "field_of_work", "submitted_to")
			),
			Follows("Proposal Comment", ("ngo",)),
			Follows("Public Policy", ("owner_stakeholder", "municipality", "field_of_work")),
			Key(
				"Campaign Supporter",
				("organisation_key",),
				"planota_hub.planota_hub.register.identity.keys.follow_renamed_organisation",
			),
			Unrelated(
				"Campaign Supporter", ("email_key", "person_key"), _("Made of the person's own address")
			),
			Unrelated("Campaign Target Move", ("target_key",), _("Leads to a row of its own campaign")),
			Unrelated("Proposal Comment", ("submission_fingerprint",), _("Made of the record's own values")),
		)
	)
