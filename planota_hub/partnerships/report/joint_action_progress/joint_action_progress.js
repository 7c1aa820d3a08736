// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Joint Action Progress"] = {
	filters: [
		{ fieldname: "year", label: __("Year"), fieldtype: "Int" },
		planota_hub.filters.by_choice("Joint Action Plan", "plan_of_type"),
		planota_hub.filters.by_choice("Joint Action Plan", "stage"),
		planota_hub.filters.by_record("Municipality"),
		planota_hub.filters.by_record("Field of Work"),
		{ fieldname: "overdue_only", label: __("Overdue Only"), fieldtype: "Check" },
	],

	formatter(value, row, column, data, default_formatter) {
		if (column.fieldname === "stage" && data) return __(data.stage);
		const text = default_formatter(value, row, column, data);
		if (column.fieldname === "plan_title" && data?.plan) {
			return `<a href="${frappe.utils.get_form_link("Joint Action Plan", data.plan)}">${text}</a>`;
		}
		return column.fieldname === "overdue" && data?.overdue
			? `<span class="text-danger">${text}</span>`
			: text;
	},
};
