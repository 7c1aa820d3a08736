// SPDX-License-Identifier: GPL-3.0-only
frappe.views.calendar["Training Workshop"] = {
	field_map: {
		start: "starts_on",
		end: "ends_on",
		id: "name",
		title: "workshop_title",
	},
	order_by: "starts_on",
	filters: [
		{ fieldtype: "Link", fieldname: "municipality", options: "Municipality", label: __("Municipality") },
	],
};
