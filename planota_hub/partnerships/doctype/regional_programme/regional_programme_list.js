// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Regional Programme"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator({ status }) {
		const colours = { Planned: "blue", Running: "green", Ended: "gray" };
		return [__(status), colours[status], `status,=,${status}`];
	},
};
