// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Indicator Evidence"] = {
	filters: [
		{
			fieldname: "indicator",
			label: __("Indicator"),
			fieldtype: "Link",
			options: "Project Indicator",
			on_change: () => choose_by("indicator"),
		},
		{
			fieldname: "reporting_period",
			label: __("Reporting Period"),
			fieldtype: "Link",
			options: "Reporting Period",
			on_change: () => choose_by("reporting_period"),
		},
		{
			fieldname: "reading",
			label: __("Reading"),
			fieldtype: "Link",
			options: "Indicator Reading",
			on_change: () => choose_by("reading"),
		},
		{
			fieldname: "group_by",
			label: __("Group By"),
			fieldtype: "Select",
			options: ["", "Municipality", "Administrative Unit", "Field of Work", "Legal Form"],
		},
		planota_hub.filters.by_record("Municipality"),
		planota_hub.filters.by_record("Administrative Unit"),
		planota_hub.filters.by_record("Field of Work"),
		planota_hub.filters.by_choice("NGO", "legal_form"),
		{
			fieldname: "compare",
			label: __("What Has Changed Since"),
			fieldtype: "Check",
		},
	],
	formatter(value, row, column, data, default_formatter) {
		if (column.fieldname === "ngo" && data?.ngo_name) {
			frappe.utils.add_link_title("NGO", data.ngo, data.ngo_name);
		}
		const whole = column.fieldtype === "Float" && Number.isInteger(value);
		return default_formatter(value, row, whole ? { ...column, fieldtype: "Int" } : column, data);
	},
};

// a reading is asked for by itself, or by its indicator and its period
function choose_by(fieldname) {
	const report = frappe.query_report;
	const others = fieldname === "reading" ? ["indicator", "reporting_period"] : ["reading"];
	const empty = others.filter((other) => report.get_filter_value(other));
	if (report.get_filter_value(fieldname) && empty.length) {
		report.set_filter_value(Object.fromEntries(empty.map((other) => [other, ""])));
	} else if (!report._no_refresh) {
		// while the filters of an address are set, the report runs once they all are
		report.refresh();
	}
}
