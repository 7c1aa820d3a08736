// SPDX-License-Identifier: GPL-3.0-only
frappe.views.calendar["Representative Election"] = {
	field_map: {
		start: "starts_on",
		end: "ends_on",
		id: "name",
		title: "title",
		allDay: "all_day",
	},
	get_events_method: "planota_hub.local_networks.elections.form.get_calendar_entries",
	filters: [{ fieldtype: "Link", fieldname: "body", options: "Representative Body", label: __("Body") }],
};
