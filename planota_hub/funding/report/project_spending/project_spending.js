// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Project Spending"] = {
	onload: planota_hub.filters.offer_periods,
	filters: [
		planota_hub.filters.by_record("Funded Project", "project"),
		{ fieldname: "entries", label: __("Each Entry"), fieldtype: "Check" },
		...[
			{ fieldname: "line_code", label: __("Budget Line"), fieldtype: "Data" },
			{ fieldname: "from_date", label: __("From Date"), fieldtype: "Date" },
			{ fieldname: "to_date", label: __("To Date"), fieldtype: "Date" },
		].map((filter) => ({ ...filter, depends_on: "eval:doc.entries" })),
	],
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname !== "remaining" || !data || data.remaining >= 0) return shown;
		return `<span class="text-danger">${shown}</span>`;
	},
};
