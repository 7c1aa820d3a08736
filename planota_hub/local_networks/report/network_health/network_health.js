// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Network Health"] = {
	filters: [
		planota_hub.filters.by_choice("Local Network", "status"),
		planota_hub.filters.by_record("User", "coordinator", __("Coordinator")),
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = planota_hub.filters.show_text(value, column, (text) =>
			default_formatter(text, row, column, data)
		);
		if (column.fieldname === "network_name") {
			return planota_hub.filters.link_name(shown, "Local Network", data?.network);
		}
		const is_late = column.fieldname === "overdue_decisions" && data?.overdue_decisions;
		const sleeps = column.fieldname === "status" && data?.status === "Dormant";
		return is_late || sleeps ? `<span class="text-danger">${shown}</span>` : shown;
	},
};
