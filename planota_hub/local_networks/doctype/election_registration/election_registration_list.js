// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Election Registration"] = {
	hide_name_column: true,
	add_fields: ["status"],

	get_indicator({ status }) {
		const colours = { Waiting: "orange", Confirmed: "green" };
		return [__(status), colours[status], `status,=,${status}`];
	},
};
