// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Body Mandate"] = {
	hide_name_column: true,
	add_fields: ["status"],
	get_indicator({ status }) {
		const colors = { Planned: "blue", Active: "green", Expiring: "orange", Ended: "gray" };
		return [__(status), colors[status], `status,=,${status}`];
	},
};
