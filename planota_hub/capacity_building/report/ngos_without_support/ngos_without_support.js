// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["NGOs without Support"] = {
	onload: planota_hub.filters.offer_periods,
	filters: [...planota_hub.filters.this_year(), planota_hub.filters.by_segment()],
};
