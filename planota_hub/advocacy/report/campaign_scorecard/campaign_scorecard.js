// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Campaign Scorecard"] = {
	onload: planota_hub.filters.offer_periods,
	filters: [
		{ fieldname: "from_date", label: __("From Date"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("To Date"), fieldtype: "Date" },
		planota_hub.filters.compared_with(),
		planota_hub.filters.by_choice("Advocacy Campaign", "stage"),
		planota_hub.filters.by_record("Field of Work"),
		planota_hub.filters.by_record("Municipality"),
		planota_hub.filters.by_record("User", "responsible", __("Responsible Person")),
	],

	formatter(value, row, column, data, format) {
		const { fieldname } = column;
		if (fieldname === "campaign_title" && data?.campaign) {
			const title = frappe.utils.escape_html(value);
			return `<a href="${frappe.utils.get_form_link("Advocacy Campaign", data.campaign)}">${title}</a>`;
		}
		if (fieldname === "stage" && data?.stage) return __(data.stage);
		if (fieldname !== "shift" || !value) return format(value, row, column, data);
		const number = format_number(value, null, 2);
		const colour = value > 0 ? "green" : "red";
		return `<div style="text-align: right; color: var(--${colour}-600)">${value > 0 ? "+" : ""}${number}</div>`;
	},
};
