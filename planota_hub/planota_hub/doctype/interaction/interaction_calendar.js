// SPDX-License-Identifier: GPL-3.0-only
frappe.views.calendar["Interaction"] = {
	field_map: {
		start: "happened_on",
		end: "ends_on",
		id: "name",
		title: "topic",
	},
	order_by: "happened_on",
	filters: [
		{ fieldtype: "Link", fieldname: "municipality", options: "Municipality", label: __("Municipality") },
	],
};
