// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Call Friendliness and Matches"] = {
	onload: planota_hub.filters.offer_periods,
	filters: [
		planota_hub.filters.by_choice("Funding Call", "status"),
		planota_hub.filters.by_record("Stakeholder", "funder", __("Funder")),
		planota_hub.filters.by_record("Field of Work"),
		{ fieldname: "from_date", label: __("Closes from"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("Closes until"), fieldtype: "Date" },
		planota_hub.filters.compared_with(),
	],
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname === "call_title") {
			return planota_hub.filters.link_name(shown, "Funding Call", data?.funding_call);
		}
		if (column.fieldname !== "friendliness_score" || !data) return shown;
		const color = value >= 70 ? "green" : value >= 40 ? "orange" : "red";
		return `<span class="indicator-pill no-indicator-dot ${color}">${shown}</span>`;
	},
};
