"""The fields that Frappe CRM's DocTypes get from the hub."""

from planota_hub.integrations.link_fields import COLUMN, FILTER, UNIQUE, _, link_field

CUSTOM_FIELDS = {
	"CRM Lead": [
		link_field("hub_ngo", _("NGO"), "NGO", "organization", **COLUMN),
		link_field("hub_stakeholder", _("Stakeholder"), "Stakeholder", "hub_ngo", **FILTER),
	],
	"CRM Organization": [
		link_field("hub_ngo", _("NGO"), "NGO", "organization_name", **COLUMN, **UNIQUE),
		link_field("hub_stakeholder", _("Stakeholder"), "Stakeholder", "hub_ngo", **FILTER),
	],
	"CRM Deal": [
		link_field("hub_ngo", _("NGO"), "NGO", "organization", **FILTER),
	],
}
