# SPDX-License-Identifier: GPL-3.0-only
"""Connections of the forms of organisations: what names an NGO and a stakeholder in the same field."""

# DocType -> its field with the name of the organisation, and the one that says of which kind it is
OF_BOTH_KINDS = {
	"Need Endorsement": ("member", "member_type"),
	"Briefing Recipient": ("recipient", "recipient_doctype"),
	"Interaction": ("organisation", "organisation_doctype"),
	"Organisation Relation": ("organisation", "organisation_doctype"),
	"Survey Participant": ("organisation", "organisation_doctype"),
	"Survey Answer": ("organisation", "organisation_doctype"),
	"Joint Action": ("partner", "partner_type"),
	"Joint Action Plan": ("plan_of", "plan_of_type"),
	"Programme Proposal": ("lead", "lead_type"),
	"Promotion Activity": ("served", "served_type"),
}


def get_fields_of_both_kinds() -> dict[str, str]:
	"""Return for the dashboard of a form, under `non_standard_fieldnames`, by which fields these DocTypes name it."""
	return {doctype: fieldname for doctype, (fieldname, _kind) in OF_BOTH_KINDS.items()}


def get_links_of_both_kinds(doctype: str) -> dict[str, list[str]]:
	"""Return for the dashboard of a form of that DocType, under `dynamic_links`, when these fields mean one of its kind."""
	return {fieldname: [doctype, kind] for fieldname, kind in OF_BOTH_KINDS.values()}


# DocTypes that name two organisations: each pair of fields with the name and with its kind. An organisation is connected
# with what names it in any of them (`guards.lists.get_open_count`)
OF_EITHER_SIDE = {
	"Organisation Relation": (("organisation", "organisation_doctype"), ("related", "related_doctype")),
}
