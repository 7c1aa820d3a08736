// SPDX-License-Identifier: GPL-3.0-only
frappe.views.calendar["Hub Event"] = {
	field_map: {
		start: "starts_on",
		end: "ends_on",
		id: "name",
		title: "event_title",
	},
	order_by: "starts_on",
	filters: [
		{ fieldtype: "Link", fieldname: "municipality", options: "Municipality", label: __("Municipality") },
	],
};
