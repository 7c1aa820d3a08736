frappe.listview_settings["Joint Action"] = {
	add_fields: ["status", "is_overdue", "progress_percent"],
	hide_name_column: true,

	get_indicator({ status, is_overdue }) {
		if (is_overdue) return [__("Overdue"), "red", "is_overdue,=,1"];
		const colours = { Planned: "gray", "In Progress": "blue", Done: "green", Dropped: "gray" };
		return [__(status), colours[status], `status,=,${status}`];
	},

	// a year of actions fits on the screen by months; whoever chooses another view keeps it
	before_render() {
		if (cur_list.view_name !== "Gantt") return;
		const settings = (cur_list.user_settings.Gantt ??= {});
		settings.gantt_view_mode ??= "Month";
	},

	gantt_custom_popup_html(task, { partner_name, due_on, status, is_overdue }) {
		const escape = frappe.utils.escape_html;
		const state = is_overdue ? __("Overdue") : __(status);
		const day = frappe.datetime.str_to_user(due_on);
		return `<h5>${escape(task.name)}</h5>
			<div class="text-muted">${escape(partner_name || "")}</div>
			<div>${state} · ${__("Due On")} ${day}</div>`;
	},
};
