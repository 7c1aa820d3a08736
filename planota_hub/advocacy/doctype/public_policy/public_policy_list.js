// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Public Policy"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator({ status }) {
		const colours = {
			"To Analyse": "orange",
			"Review Due": "red",
			Analysed: "blue",
			"Change Proposed": "purple",
			Changed: "green",
		};
		return [__(status), colours[status], `status,=,${status}`];
	},
};
