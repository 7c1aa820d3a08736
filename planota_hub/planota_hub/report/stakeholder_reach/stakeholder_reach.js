// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Stakeholder Reach"] = {
	onload: planota_hub.filters.offer_periods,
	filters: [
		{
			fieldname: "from_date",
			label: __("From Date"),
			fieldtype: "Date",
			default: frappe.datetime.quarter_start(),
			reqd: 1,
		},
		{
			fieldname: "to_date",
			label: __("To Date"),
			fieldtype: "Date",
			default: frappe.datetime.quarter_end(),
			reqd: 1,
		},
		planota_hub.filters.compared_with(),
		{
			fieldname: "show",
			label: __("Show"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("All") },
				{ value: "Informed", label: __("Informed") },
				{ value: "Not Informed", label: __("Not Informed") },
			],
		},
		planota_hub.filters.by_choice("Briefing Recipient", "recipient_type"),
		planota_hub.filters.by_record("Municipality"),
		planota_hub.filters.by_record("Field of Work"),
		{ fieldname: "with_ngos", label: __("With NGOs"), fieldtype: "Check" },
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname !== "state" || !data) return shown;
		return `<span class="indicator-pill ${data.times ? "green" : "orange"}">${shown}</span>`;
	},
};
