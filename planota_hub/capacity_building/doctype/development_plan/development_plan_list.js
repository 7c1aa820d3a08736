// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Development Plan"] = {
	add_fields: ["stage", "progress_percent", "mentor"],
	hide_name_column: true,

	get_indicator(doc) {
		const colours = {
			Applied: "orange",
			"Under Assessment": "yellow",
			Selected: "blue",
			"Not Selected": "gray",
			Active: "cyan",
			Completed: "green",
			Withdrawn: "gray",
		};
		return [__(doc.stage), colours[doc.stage], `stage,=,${doc.stage}`];
	},
};
