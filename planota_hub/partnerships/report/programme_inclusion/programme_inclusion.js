// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Programme Inclusion"] = {
	filters: [
		planota_hub.filters.by_record("Regional Programme"),
		planota_hub.filters.by_choice("Regional Programme", "programme_type"),
		planota_hub.filters.by_record("Field of Work"),
		planota_hub.filters.by_record("Municipality"),
	],
};
