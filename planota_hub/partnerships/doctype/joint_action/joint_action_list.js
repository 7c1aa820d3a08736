// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Joint Action"] = {
	add_fields: ["status", "is_overdue", "progress_percent", "partner_name", "due_on"],
	hide_name_column: true,

	get_indicator({ status, is_overdue }) {
		if (is_overdue) return [__("Overdue"), "red", "is_overdue,=,1"];
		const colours = { Planned: "gray", "In Progress": "blue", Done: "green", Dropped: "gray" };
		return [__(status), colours[status], `status,=,${status}`];
	},

	gantt_custom_popup_html(task, { partner_name, due_on, status, is_overdue }) {
		const state = is_overdue ? __("Overdue") : __(status);
		const day = frappe.datetime.str_to_user(due_on);
		return `<h5>${frappe.utils.escape_html(task.name)}</h5>
			<div class="text-muted">${frappe.utils.escape_html(partner_name)}</div>
			<div>${state} · ${__("Due On")} ${day}</div>`;
	},
};
