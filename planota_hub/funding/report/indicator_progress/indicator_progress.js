// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Indicator Progress"] = {
	filters: [
		planota_hub.filters.by_record("Funded Project", "project"),
		{
			fieldname: "reporting_period",
			label: __("Reporting Period"),
			fieldtype: "Link",
			options: "Reporting Period",
			get_query() {
				const project = frappe.query_report.get_filter_value("project");
				return { filters: project ? { project } : {} };
			},
		},
		planota_hub.filters.by_choice("Project Indicator", "level"),
		{
			fieldname: "state",
			label: __("State"),
			fieldtype: "Select",
			options: ["", "Reached", "On Plan", "Behind Plan", "No Target", "No Figure Yet"],
		},
	],
	formatter(value, row, column, data, default_formatter) {
		if (!data) return default_formatter(value, row, column, data);
		if (column.fieldname === "state_label") {
			const color =
				{ Reached: "green", "On Plan": "blue", "Behind Plan": "orange" }[data.state] || "gray";
			return `<span class="indicator-pill ${color}">${frappe.utils.escape_html(value)}</span>`;
		}
		frappe.utils.add_link_title("Project Indicator", data.name, data.indicator_name);
		if (data.period) frappe.utils.add_link_title("Reporting Period", data.period, data.period_title);
		const whole = column.fieldtype === "Float" && Number.isInteger(value);
		const shown = default_formatter(value, row, whole ? { ...column, fieldtype: "Int" } : column, data);
		const indicator = `/app/project-indicator/${encodeURIComponent(data.name)}`;
		const address = { actual: data.actual_address, target: indicator, final_target: indicator }[
			column.fieldname
		];
		return address && value !== null
			? `<a href="${frappe.utils.escape_html(address)}">${shown}</a>`
			: shown;
	},
};
