// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Local Network"] = {
	hide_name_column: true,
	add_fields: ["status"],
	get_indicator({ status }) {
		const colors = { New: "blue", Living: "green", Dormant: "orange", Closed: "gray" };
		return [__(status), colors[status], `status,=,${status}`];
	},
};
