# SPDX-License-Identifier: GPL-3.0-only
"""What hangs on a record in capacity building, and what becomes of it when two records become one."""

from frappe import _

from planota_hub.planota_hub.merging.declarations import Follows, Key, Merging, Rows, Unrelated


def declare() -> Merging:
	"""Hook `hub_merging`."""
	own_key = _("Made of the record's own values")
	return Merging(
		held=(
			Follows("Capacity Assessment", ("ngo",)),
			Rows("Capacity Assessment Score", "area"),
			Follows("Development Plan", ("ngo", "programme_round", "template", "priority_field")),
			Follows("Development Plan Goal", ("area",)),
			Follows("Development Plan Step", ("area",)),
			Follows("Development Plan Template Step", ("area",)),
			Follows("Mentoring Session", ("ngo", "capacity_area")),
			Follows("NGO Support Request", ("category", "ngo")),
			Follows(
				"Support Entry",
				(
					"ngo",
					"source_name",
					"municipality",
					"administrative_unit",
					"statistical_region",
					"field_of_work",
				),
			),
			Follows("Training Workshop", ("municipality", "administrative_unit", "statistical_region")),
			Rows("Workshop Capacity Area", "capacity_area"),
			Follows("Workshop Registration", ("ngo", "residence_municipality", "contact")),
			Key(
				"Capacity Assessment",
				("ngo_name",),
				"planota_hub.capacity_building.plans.ngo_names.copy_renamed_ngo",
			),
			Key(
				"Development Plan",
				("ngo_name",),
				"planota_hub.capacity_building.plans.ngo_names.copy_renamed_ngo",
			),
			Key(
				"Support Entry",
				("row_key",),
				"planota_hub.capacity_building.support.ledger.rework_renamed_ngo",
			),
			Unrelated("Development Plan", ("submission_fingerprint",), own_key),
			Unrelated("NGO Support Request", ("submission_fingerprint",), own_key),
			Unrelated("Workshop Feedback", ("workshop_title",), _("Read from the record on each save")),
			Unrelated("Workshop Registration", ("email_key", "active_key"), own_key),
		)
	)
