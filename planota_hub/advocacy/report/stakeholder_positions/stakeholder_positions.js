// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Stakeholder Positions"] = {
	filters: [
		planota_hub.filters.by_record("Advocacy Campaign", "campaign", __("Campaign")),
		planota_hub.filters.by_record("Stakeholder"),
		{ fieldname: "on_date", label: __("On the Day"), fieldtype: "Date" },
	],

	formatter(value, row, column, data, format) {
		if (column.fieldname === "campaign_title" && data?.campaign) {
			const title = frappe.utils.escape_html(value);
			return `<a href="${frappe.utils.get_form_link("Advocacy Campaign", data.campaign)}">${title}</a>`;
		}
		if (!["support", "first_support", "shift"].includes(column.fieldname) || !value) {
			return format(value, row, column, data);
		}
		const colour = value > 0 ? "green" : "red";
		return `<div style="text-align: right; color: var(--${colour}-600)">${value > 0 ? "+" : ""}${cint(value)}</div>`;
	},
};
