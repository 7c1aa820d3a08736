// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Local Needs Heatmap"] = {
	filters: [
		planota_hub.filters.one_of("counted", __("What Counts"), {
			Open: __("Open Needs"),
			Waiting: __("Waiting for a Decision"),
			Addressed: __("Addressed"),
			"Accepted in All": __("Accepted, Whatever Became of Them"),
		}),
		planota_hub.filters.one_of("measure", __("Measure"), {
			Needs: __("Number of Needs"),
			Priority: __("Sum of Priorities"),
		}),
		planota_hub.filters.by_record("Administrative Unit"),
		planota_hub.filters.by_record("Field of Work"),
	],

	// the darker, the more; a click leads to the needs behind the number
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!column.field_of_work || !data) return shown;
		if (!value) return "";
		const rows = frappe.query_report.data.filter((other) => other !== undefined);
		const most = Math.max(...rows.map((other) => cint(other[column.fieldname])), 1);
		const strength = (0.15 + 0.6 * (value / most)).toFixed(2);
		const query = new URLSearchParams({
			municipality: data.municipality,
			field_of_work: column.field_of_work,
			stage: JSON.stringify(["in", STAGES[frappe.query_report.get_filter_value("counted")]]),
		});
		return `<a href="/app/local-need?${query}" style="display: block; margin: -4px -8px; padding: 4px 8px; background: rgba(196, 98, 59, ${strength}); color: inherit">${shown}</a>`;
	},
};

const STAGES = {
	Open: ["Accepted", "In Action"],
	Waiting: ["Submitted", "Under Review"],
	Addressed: ["Addressed"],
	"Accepted in All": ["Accepted", "In Action", "Addressed"],
};
