// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Interaction"] = {
	add_fields: ["channel", "open_tasks", "next_due_date", "organisation_doctype"],
	hide_name_column: true,

	get_indicator({ channel, open_tasks, next_due_date }) {
		const today = frappe.datetime.get_today();
		if (open_tasks && next_due_date < today) {
			const overdue = `open_tasks,>,0|next_due_date,is,set|next_due_date,<,${today}`;
			return [__("Task Overdue"), "red", overdue];
		}
		if (open_tasks) return [__("Task Open"), "orange", "open_tasks,>,0"];
		return [__(channel, null, "Interaction"), "green", `channel,=,${channel}`];
	},
};
