// SPDX-License-Identifier: GPL-3.0-only
frappe.views.calendar["Promotion Activity"] = {
	field_map: {
		start: "activity_date",
		end: "activity_date",
		id: "name",
		title: "activity_title",
		allDay: "allDay",
	},
	order_by: "activity_date",
	filters: [
		{ fieldtype: "Link", fieldname: "municipality", options: "Municipality", label: __("Municipality") },
	],
};
