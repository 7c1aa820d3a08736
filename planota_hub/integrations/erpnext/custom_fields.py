# SPDX-License-Identifier: GPL-3.0-only
"""The fields that ERPNext's DocTypes get from the hub."""

from planota_hub.integrations.link_fields import COLUMN, FILTER, UNIQUE, link_field

CUSTOM_FIELDS = {
	"Lead": [
		link_field("hub_ngo", "NGO", "lead_name", **COLUMN),
		link_field("hub_stakeholder", "Stakeholder", "hub_ngo", **FILTER),
	],
	"Customer": [
		link_field("hub_ngo", "NGO", "customer_name", **COLUMN, **UNIQUE),
		link_field("hub_stakeholder", "Stakeholder", "hub_ngo", **FILTER),
	],
	"Supplier": [
		link_field("hub_ngo", "NGO", "supplier_name", **COLUMN, **UNIQUE),
		link_field("hub_stakeholder", "Stakeholder", "hub_ngo", **FILTER),
	],
	"Opportunity": [
		link_field("hub_ngo", "NGO", "customer_name", **FILTER),
		link_field("hub_stakeholder", "Stakeholder", "hub_ngo", **FILTER),
		link_field("hub_consortium", "Partnership Consortium", "hub_stakeholder"),
	],
	"Quotation": [
		link_field("hub_ngo", "NGO", "customer_name", **FILTER),
		link_field("hub_stakeholder", "Stakeholder", "hub_ngo", **FILTER),
	],
	"Campaign": [
		link_field("hub_campaign", "Advocacy Campaign", "campaign_name", **UNIQUE),
	],
	"Project": [
		link_field("hub_funded_project", "Funded Project", "project_name", **UNIQUE),
		link_field("hub_ngo", "NGO", "customer", **FILTER),
		link_field("hub_stakeholder", "Stakeholder", "hub_ngo", **FILTER),
	],
	"Contract": [
		link_field("hub_consortium", "Partnership Consortium", "party_name", **FILTER),
		link_field("hub_ngo", "NGO", "hub_consortium", **FILTER),
		link_field("hub_stakeholder", "Stakeholder", "hub_ngo", **FILTER),
	],
	"Event": [
		link_field("hub_ngo", "NGO", "event_type"),
		link_field("hub_stakeholder", "Stakeholder", "hub_ngo"),
	],
}
