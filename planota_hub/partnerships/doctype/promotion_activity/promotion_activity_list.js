// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Promotion Activity"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator({ status }) {
		const colours = { Planned: "blue", "Carried Out": "green", "Called Off": "red" };
		return [__(status), colours[status], `status,=,${status}`];
	},
};
