// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Programme Round"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator(doc) {
		const colours = {
			Planned: "gray",
			"Open for Applications": "orange",
			"In Selection": "yellow",
			Running: "blue",
			Finished: "green",
		};
		return [__(doc.status), colours[doc.status], `status,=,${doc.status}`];
	},
};
