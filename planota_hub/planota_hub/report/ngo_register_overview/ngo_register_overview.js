// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["NGO Register Overview"] = {
	filters: [
		planota_hub.filters.one_of("group_by", __("Group By"), {
			Municipality: __("Municipality"),
			"Administrative Unit": __("Administrative Unit"),
			"Statistical Region": __("Statistical Region"),
			"Field of Work": __("Field of Work"),
			"Legal Form": __("Legal Form"),
			Stage: __("Stage"),
		}),
		planota_hub.filters.by_choice("NGO", "stage", {
			empty: __("Waiting and Verified"),
			more: { All: __("All Stages") },
		}),
		planota_hub.filters.by_record("Municipality"),
		planota_hub.filters.by_record("Administrative Unit"),
		planota_hub.filters.by_record("Statistical Region"),
		planota_hub.filters.by_record("Field of Work"),
		planota_hub.filters.by_choice("NGO", "legal_form"),
		{
			fieldname: "public_interest_status",
			label: __("Public-Interest Status"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "With status", label: __("With status") },
				{ value: "Without status", label: __("Without status") },
				{ value: "Expiring", label: __("Expiring") },
			],
		},
		planota_hub.filters.by_segment(),
		{ fieldname: "as_of", label: __("As It Was On"), fieldtype: "Date" },
	],
	formatter: planota_hub.filters.open_group(
		"NGO",
		{
			Municipality: "municipality",
			"Administrative Unit": "administrative_unit",
			"Statistical Region": "statistical_region",
			"Field of Work": "field_of_work",
			"Legal Form": "legal_form",
			Stage: "stage",
		},
		{
			beyond: ["as_of", "public_interest_status"],
			further: ({ stage, segment }) => ({
				...(stage ? {} : { stage: JSON.stringify(["in", ["Submitted", "Verified"]]) }),
				...planota_hub.filters.in_segment("name", segment),
			}),
		}
	),
};
