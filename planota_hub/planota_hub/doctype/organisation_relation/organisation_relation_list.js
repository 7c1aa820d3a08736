// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Organisation Relation"] = {
	add_fields: ["status", "to_date"],
	hide_name_column: true,

	get_indicator({ status }) {
		const colours = { Upcoming: "blue", Current: "green", Ended: "gray" };
		return [__(status, null, "Organisation Relation"), colours[status], `status,=,${status}`];
	},
};
