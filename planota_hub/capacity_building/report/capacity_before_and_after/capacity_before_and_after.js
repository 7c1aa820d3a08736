// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Capacity Before and After"] = {
	filters: [
		planota_hub.filters.one_of("group_by", __("Group By"), {
			Area: __("Area"),
			NGO: __("NGO"),
			"NGO and Area": __("NGO and Area"),
		}),
		planota_hub.filters.by_record("Programme Round", "programme_round", __("Round")),
		planota_hub.filters.by_record("Development Plan", "development_plan", __("Plan")),
		planota_hub.filters.by_record("Capacity Area", "area", __("Area")),
		planota_hub.filters.by_record("Municipality"),
		planota_hub.filters.by_record("Administrative Unit"),
		planota_hub.filters.by_segment(),
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname !== "change" || !data?.change) return shown;
		const colour = data.change > 0 ? "text-success" : "text-danger";
		return `<span class="${colour}">${shown}</span>`;
	},
};
