"""The fields that ERPNext's DocTypes get from the hub."""

from planota_hub.integrations.link_fields import COLUMN, FILTER, UNIQUE, _, link_field

CUSTOM_FIELDS = {
	"Lead": [
		link_field("hub_ngo", _("NGO"), "NGO", "company_name", **COLUMN),
		link_field("hub_stakeholder", _("Stakeholder"), "Stakeholder", "hub_ngo", **FILTER),
	],
	"Customer": [
		link_field("hub_ngo", _("NGO"), "NGO", "customer_name", **COLUMN, **UNIQUE),
		link_field("hub_stakeholder", _("Stakeholder"), "Stakeholder", "hub_ngo", **FILTER),
	],
	"Supplier": [
		link_field("hub_ngo", _("NGO"), "NGO", "supplier_name", **COLUMN, **UNIQUE),
		link_field("hub_stakeholder", _("Stakeholder"), "Stakeholder", "hub_ngo", **FILTER),
	],
	"Opportunity": [
		link_field("hub_ngo", _("NGO"), "NGO", "customer_name", **FILTER),
		link_field("hub_stakeholder", _("Stakeholder"), "Stakeholder", "hub_ngo", **FILTER),
		link_field(
			"hub_consortium", _("Partnership Consortium"), "Partnership Consortium", "hub_stakeholder"
		),
	],
	"Campaign": [
		link_field("hub_campaign", _("Advocacy Campaign"), "Advocacy Campaign", "campaign_name", **UNIQUE),
	],
	"Project": [
		link_field("hub_funded_project", _("Funded Project"), "Funded Project", "project_name", **UNIQUE),
	],
	"Contract": [
		link_field(
			"hub_consortium", _("Partnership Consortium"), "Partnership Consortium", "party_name", **FILTER
		),
	],
	"Event": [
		link_field("hub_ngo", _("NGO"), "NGO", "event_type"),
		link_field("hub_stakeholder", _("Stakeholder"), "Stakeholder", "hub_ngo"),
	],
}
