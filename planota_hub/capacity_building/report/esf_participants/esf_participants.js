// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["ESF Participants"] = {
	onload: planota_hub.filters.offer_periods,
	filters: [
		{ ...planota_hub.filters.by_record("Funded Project"), reqd: 1 },
		planota_hub.filters.one_of("programme", __("Common Indicators"), {
			"ESF+ 2021-2027": __("ESF+ 2021-2027"),
			"ESF 2014-2020": __("ESF 2014-2020"),
		}),
		{ fieldname: "from_date", label: __("First Attendance From"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("First Attendance To"), fieldtype: "Date" },
		{
			fieldname: "data",
			label: __("Participant Data"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "Complete", label: __("Complete Data") },
				{ value: "Incomplete", label: __("Something Is Missing") },
			],
		},
	],
};
