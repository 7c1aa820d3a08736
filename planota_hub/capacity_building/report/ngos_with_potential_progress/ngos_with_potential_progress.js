// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["NGOs with Potential Progress"] = {
	filters: [
		planota_hub.filters.by_record("Programme Round", "programme_round", __("Round")),
		planota_hub.filters.by_choice("Development Plan", "stage", {
			empty: __("Selected, Active and Completed"),
		}),
		planota_hub.filters.by_record("User", "mentor", __("Mentor")),
		planota_hub.filters.by_record("Municipality"),
		planota_hub.filters.by_record("Administrative Unit"),
		planota_hub.filters.by_segment(),
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = planota_hub.filters.show_text(value, column, (text) =>
			default_formatter(text, row, column, data)
		);
		if (column.fieldname === "ngo_name") {
			return planota_hub.filters.link_name(shown, "Development Plan", data?.plan);
		}
		const is_late = column.fieldname === "overdue" && data?.overdue;
		return is_late ? `<span class="text-danger">${shown}</span>` : shown;
	},
};
