// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Support Delivered"] = {
	filters: [
		{
			fieldname: "from_date",
			label: __("From Date"),
			fieldtype: "Date",
			default: frappe.datetime.year_start(),
		},
		{
			fieldname: "to_date",
			label: __("To Date"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
		},
		planota_hub.filters.one_of("group_by", __("Group By"), {
			NGO: __("NGO"),
			Municipality: __("Municipality"),
			"Administrative Unit": __("Administrative Unit"),
			"Field of Work": __("Field of Work"),
			Kind: __("Kind"),
			Month: __("Month"),
		}),
		planota_hub.filters.by_choice("Support Entry", "kind"),
		planota_hub.filters.by_record("NGO"),
		planota_hub.filters.by_record("Municipality"),
		planota_hub.filters.by_record("Administrative Unit"),
		planota_hub.filters.by_record("Field of Work"),
	],
};
