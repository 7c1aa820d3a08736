// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Register Import"] = {
	add_fields: ["status"],

	get_indicator(doc) {
		const colors = {
			Draft: "gray",
			Comparing: "blue",
			"To Review": "orange",
			Applying: "blue",
			Applied: "green",
			Undoing: "blue",
			Undone: "gray",
			Stopped: "orange",
			Failed: "red",
		};
		return [__(doc.status), colors[doc.status], `status,=,${doc.status}`];
	},
};
