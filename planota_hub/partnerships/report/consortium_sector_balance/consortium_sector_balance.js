// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Consortium Sector Balance"] = {
	filters: [
		{
			fieldname: "as_of",
			label: __("As Of"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
			reqd: 1,
		},
		{
			fieldname: "balance",
			label: __("Sector Balance"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "Passed", label: __("Passed") },
				{ value: "Failed", label: __("Failed", null, "Partnership Consortium") },
			],
		},
		planota_hub.filters.by_choice("Partnership Consortium", "stage"),
		planota_hub.filters.by_record("Field of Work"),
		planota_hub.filters.by_record("Municipality"),
	],

	formatter(value, row, column, data, default_formatter) {
		if (column.fieldname === "stage" && data) return __(data.stage);
		if (column.fieldname === "balance" && data) {
			const colour = data.balance === "Passed" ? "green" : "red";
			return `<span class="indicator-pill ${colour}">${__(data.balance)}</span>`;
		}
		const text = default_formatter(value, row, column, data);
		if (column.fieldname !== "consortium_name" || !data?.consortium) return text;
		return `<a href="${frappe.utils.get_form_link("Partnership Consortium", data.consortium)}">${text}</a>`;
	},
};
