// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Stakeholder Contact List"] = {
	filters: [
		planota_hub.filters.by_choice("Stakeholder", "stakeholder_type"),
		planota_hub.filters.by_choice("Stakeholder", "sector"),
		planota_hub.filters.by_record("Municipality"),
		{ fieldname: "function", label: __("Function"), fieldtype: "Data" },
		{ fieldname: "only_people", label: __("People Only"), fieldtype: "Check" },
	],
};
