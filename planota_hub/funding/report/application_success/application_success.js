// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Application Success"] = {
	onload: planota_hub.filters.offer_periods,
	filters: [
		{ fieldname: "from_date", label: __("From Date"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("To Date"), fieldtype: "Date" },
		planota_hub.filters.compared_with(),
		planota_hub.filters.one_of("group_by", __("Group By"), {
			Funder: __("Funder"),
			"Funding Call": __("Funding Call"),
			NGO: __("NGO"),
			Municipality: __("Municipality"),
			"Main Field of Work": __("Main Field of Work"),
			"Legal Form": __("Legal Form"),
			Year: __("Year"),
		}),
		planota_hub.filters.by_record("Stakeholder", "funder", __("Funder")),
		planota_hub.filters.by_record("NGO"),
		planota_hub.filters.by_record("Municipality"),
		planota_hub.filters.by_segment(),
		{ fieldname: "only_helped", label: __("Only with Help of the Hub"), fieldtype: "Check" },
	],
};
