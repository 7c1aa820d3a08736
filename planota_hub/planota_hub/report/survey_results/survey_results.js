// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Survey Results"] = {
	filters: [
		{
			...planota_hub.filters.by_record("Survey"),
			get_query: () => ({ filters: { stage: ["in", ["Open", "Closed"]] } }),
			reqd: 1,
		},
		{
			fieldname: "broken_down_by",
			label: __("Broken Down By"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("All answers together") },
				{ value: "municipality", label: __("Municipality") },
				{ value: "field_of_work", label: __("Field of Work") },
				{ value: "legal_form", label: __("Legal Form") },
			],
		},
		{
			fieldname: "code",
			label: __("Code of a Question"),
			fieldtype: "Data",
		},
	],
};
