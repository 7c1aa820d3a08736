// SPDX-License-Identifier: GPL-3.0-only
frappe.views.calendar["Advocacy Campaign"] = {
	field_map: {
		start: "starts_on",
		end: "ends_on",
		id: "name",
		title: "campaign_title",
		allDay: "allDay",
		// how much of its time has passed
		progress: ({ starts_on, ends_on }) => {
			const days = moment(ends_on).diff(starts_on, "days") || 1;
			return Math.max(0, Math.min(100, (100 * moment().diff(starts_on, "days")) / days));
		},
	},
	gantt: true,
	order_by: "starts_on",
	filters: [
		{ fieldtype: "Link", fieldname: "responsible", options: "User", label: __("Responsible Person") },
	],
};
