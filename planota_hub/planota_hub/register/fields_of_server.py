# SPDX-License-Identifier: GPL-3.0-only
"""Fields of an NGO that the server fills in, whatever a form, an import or the API sends."""

from planota_hub.public_forms.consent import STAMPED

INTAKE_FIELDS = frozenset({"source", "tracking_code", "submission_fingerprint", "preferred_language"})
STAMPED_FIELDS = STAMPED | frozenset(
	{
		"verified_on",
		"verified_by",
		"listed_on",
		"stage_changed_on",
		"data_confirmed_on",
		"anonymised_on",
		"has_likely_duplicates",
		"name_key",
		"distinct_from",
	}
)
DERIVED_FIELDS = frozenset(
	{
		"administrative_unit",
		"statistical_region",
		"primary_field_of_work",
		"public_interest_ends_on",
		"search_text",
	}
)
