# SPDX-License-Identifier: GPL-3.0-only
"""What hangs on a record in consortia, plans and programmes, and what becomes of it when two records become one."""

from frappe import _

from planota_hub.planota_hub.merging.declarations import Follows, Key, Merging, Rows, Unrelated

COPIES = "planota_hub.partnerships.consortia.merged_partners.copy_names"


def declare() -> Merging:
	"""Hook `hub_merging`."""
	return Merging(
		held=(
			Rows("Consortium Partner", "partner", summed=("budget_share",)),
			Follows("Joint Action", ("partner", "municipality")),
			Follows("Joint Action Plan", ("plan_of", "municipality", "field_of_work")),
			Rows("Joint Action Plan Party", "partner"),
			Follows("Partnership Consortium", ("field_of_work", "municipality")),
			Follows("Programme Proposal", ("regional_programme", "lead", "municipality", "field_of_work")),
			Rows("Programme Proposal Partner", "partner"),
			Follows("Promotion Activity", ("served", "municipality", "field_of_work")),
			Follows("Regional Programme", ("programme_body", "field_of_work")),
			*(Key(doctype, (fieldname,), COPIES) for doctype, fieldname in get_copies()),
			Unrelated(
				"Joint Action Report", ("submission_fingerprint",), _("Made of the record's own values")
			),
		),
		follow=("planota_hub.partnerships.consortia.merged_partners.follow_merge",),
	)


def get_copies() -> tuple[tuple[str, str], ...]:
	"""Return the fields with copied names."""
	return (
		("Consortium Partner", "partner_name"),
		("Joint Action", "partner_name"),
		("Joint Action Plan", "plan_of_name"),
		("Joint Action Plan Party", "partner_name"),
		("Programme Proposal", "lead_name"),
		("Programme Proposal Partner", "partner_name"),
		("Promotion Activity", "served_name"),
	)
