// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Grants Won by NGO"] = {
	onload: planota_hub.filters.offer_periods,
	filters: [...planota_hub.filters.this_year(), planota_hub.filters.by_segment()],
};
