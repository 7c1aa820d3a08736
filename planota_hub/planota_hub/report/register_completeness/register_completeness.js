// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Register Completeness"] = {
	filters: [
		{
			fieldname: "confirmed_since",
			label: __("Confirmed Since"),
			fieldtype: "Date",
			default: frappe.datetime.add_months(frappe.datetime.get_today(), -12),
			reqd: 1,
		},
		planota_hub.filters.by_segment(),
	],
};
