// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Election Ballot"] = {
	hide_name_column: true,
	add_fields: ["status", "reason"],

	get_indicator({ status, reason }) {
		const colours = { Valid: "green", Invalid: "red", Late: "orange" };
		return [reason ? __(reason) : __(status), colours[status], `status,=,${status}`];
	},
};
