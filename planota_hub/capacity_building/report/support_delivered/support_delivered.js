// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Support Delivered"] = {
	onload: planota_hub.filters.offer_periods,
	filters: [
		...planota_hub.filters.this_year({ reqd: 0 }),
		planota_hub.filters.compared_with(),
		planota_hub.filters.one_of("group_by", __("Group By"), {
			NGO: __("NGO"),
			Municipality: __("Municipality"),
			"Administrative Unit": __("Administrative Unit"),
			"Statistical Region": __("Statistical Region"),
			"Legal Form": __("Legal Form"),
			"Main Field of Work": __("Main Field of Work"),
			Kind: __("Kind"),
			Month: __("Month"),
		}),
		planota_hub.filters.by_choice("Support Entry", "kind"),
		planota_hub.filters.by_record("NGO"),
		planota_hub.filters.by_record("Funded Project"),
		planota_hub.filters.by_record("Municipality"),
		planota_hub.filters.by_record("Administrative Unit"),
		planota_hub.filters.by_record("Statistical Region"),
		planota_hub.filters.by_record("Field of Work", "field_of_work", __("Main Field of Work")),
		planota_hub.filters.by_segment(),
		{
			fieldname: "as_of",
			label: __("NGOs as They Were On"),
			fieldtype: "Date",
			description: __("Empty: on the day of each support"),
		},
	],
	formatter: planota_hub.filters.open_group(
		"Support Entry",
		{
			NGO: "ngo",
			Municipality: "municipality",
			"Administrative Unit": "administrative_unit",
			"Statistical Region": "statistical_region",
			"Legal Form": "legal_form",
			"Main Field of Work": "field_of_work",
			Kind: "kind",
		},
		{
			day: "posting_date",
			kept: ["funded_project"],
			beyond: ["as_of"],
			further: ({ segment }) => planota_hub.filters.in_segment("ngo", segment),
		}
	),
};
