// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Survey Participant"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator({ status }) {
		const colors = { Asked: "gray", Started: "orange", "Has Answered": "green" };
		return [__(status, null, "Survey Participant"), colors[status], `status,=,${status}`];
	},
};
