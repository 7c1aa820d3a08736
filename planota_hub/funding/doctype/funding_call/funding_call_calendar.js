// SPDX-License-Identifier: GPL-3.0-only
// each call on its last day
frappe.views.calendar["Funding Call"] = {
	field_map: {
		start: "closes_on",
		end: "closes_on",
		id: "name",
		title: "call_title",
		allDay: "allDay",
	},
	order_by: "closes_on",
	filters: [{ fieldtype: "Link", fieldname: "funder", options: "Stakeholder", label: __("Funder") }],
};
