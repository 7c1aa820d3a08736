// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Participation"] = {
	async onload(report) {
		const kinds = await frappe.xcall(
			"planota_hub.planota_hub.report.participation.participation.get_kinds"
		);
		const filter = report.get_filter("kind");
		filter.df.options = [{ value: "", label: "" }, ...kinds];
		filter.refresh();
		await planota_hub.filters.offer_periods(report);
	},
	filters: [
		...planota_hub.filters.this_year(),
		planota_hub.filters.compared_with(),
		planota_hub.filters.one_of("group_by", __("Group By"), {
			Kind: __("Kind"),
			Municipality: __("Municipality"),
			"Administrative Unit": __("Administrative Unit"),
			"Statistical Region": __("Statistical Region"),
			"Field of Work": __("Field of Work"),
			Month: __("Month"),
			Year: __("Year"),
		}),
		{ fieldname: "kind", label: __("Kind"), fieldtype: "Select", options: [] },
		planota_hub.filters.by_record("Municipality"),
		planota_hub.filters.by_record("Administrative Unit"),
		planota_hub.filters.by_record("Statistical Region"),
		planota_hub.filters.by_record("Field of Work"),
		planota_hub.filters.by_record("NGO"),
		planota_hub.filters.by_segment(),
	],

	// a figure of a group opens the report of its kinds, a kind its months
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname !== "label" || !data?.group) return shown;
		const fields = {
			Kind: "kind",
			Municipality: "municipality",
			"Administrative Unit": "administrative_unit",
			"Statistical Region": "statistical_region",
			"Field of Work": "field_of_work",
		};
		const asked = frappe.query_report.get_filter_values();
		if (!fields[asked.group_by]) return shown;
		const further = asked.group_by === "Kind" ? "Month" : "Kind";
		const wanted = { ...asked, [fields[asked.group_by]]: data.group, group_by: further };
		return `<a href="/app/query-report/Participation?${new URLSearchParams(wanted)}">${shown}</a>`;
	},
};
