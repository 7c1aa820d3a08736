// SPDX-License-Identifier: GPL-3.0-only
frappe.views.calendar["Hub Exchange"] = {
	field_map: {
		start: "exchange_date",
		end: "exchange_date",
		id: "name",
		title: "exchange_title",
		allDay: "allDay",
	},
	order_by: "exchange_date",
};
