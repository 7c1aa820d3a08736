// SPDX-License-Identifier: GPL-3.0-only
frappe.views.calendar["Joint Action"] = {
	field_map: {
		start: "starts_on",
		end: "due_on",
		id: "name",
		title: "action_title",
		allDay: "allDay",
		progress: "progress_percent",
	},
	gantt: true,
	order_by: "starts_on",
	filters: [
		{
			fieldtype: "Link",
			fieldname: "joint_action_plan",
			options: "Joint Action Plan",
			label: __("Joint Action Plan"),
		},
	],
};
