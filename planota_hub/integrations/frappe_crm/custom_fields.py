# SPDX-License-Identifier: GPL-3.0-only
"""The fields that Frappe CRM's DocTypes get from the hub."""

from planota_hub.integrations.link_fields import COLUMN, FILTER, UNIQUE, link_field

CUSTOM_FIELDS = {
	"CRM Lead": [
		link_field("hub_ngo", "NGO", "organization", **COLUMN),
		link_field("hub_stakeholder", "Stakeholder", "hub_ngo", **FILTER),
	],
	"CRM Organization": [
		link_field("hub_ngo", "NGO", "organization_name", **COLUMN, **UNIQUE),
		link_field("hub_stakeholder", "Stakeholder", "hub_ngo", **FILTER),
	],
	"CRM Deal": [
		link_field("hub_ngo", "NGO", "organization", **FILTER),
	],
}
