// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Sector Change"] = {
	add_fields: ["kind", "happened_on", "municipality"],
	hide_name_column: true,

	get_indicator(doc) {
		const colours = {
			Founded: "green",
			Dissolved: "red",
			Moved: "blue",
			Renamed: "purple",
			"Legal Form Changed": "orange",
			"Status Granted": "green",
			"Status Withdrawn": "gray",
		};
		return [__(doc.kind, null, "Sector Change"), colours[doc.kind], `kind,=,${doc.kind}`];
	},
};
