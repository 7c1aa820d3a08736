// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Election Correction"] = {
	hide_name_column: true,
	add_fields: ["status"],

	get_indicator({ status }) {
		const colours = { Proposed: "orange", Confirmed: "green", Rejected: "gray" };
		return [__(status), colours[status], `status,=,${status}`];
	},
};
