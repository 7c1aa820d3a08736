// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["NGOs in Partnerships"] = {
	filters: [planota_hub.filters.by_segment()],
};
