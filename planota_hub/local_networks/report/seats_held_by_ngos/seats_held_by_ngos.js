// SPDX-License-Identifier: GPL-3.0-only
frappe.query_reports["Seats Held by NGOs"] = {
	filters: [
		{
			fieldname: "day",
			label: __("Day"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
			reqd: 1,
		},
	],
};
