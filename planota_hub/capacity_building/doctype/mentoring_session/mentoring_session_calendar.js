// SPDX-License-Identifier: GPL-3.0-only
frappe.views.calendar["Mentoring Session"] = {
	field_map: {
		start: "starts_on",
		end: "ends_on",
		id: "name",
		title: "topic",
	},
	order_by: "starts_on",
	filters: [{ fieldtype: "Link", fieldname: "mentor", options: "User", label: __("Mentor") }],
};
