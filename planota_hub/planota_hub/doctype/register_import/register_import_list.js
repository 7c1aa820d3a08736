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
		// of an import, not of a call for funding
		const label =
			doc.status === "Applied"
				? __("Applied", null, "Register Import")
				: __(doc.status, null, "Register Import");
		return [label, colors[doc.status], `status,=,${doc.status}`];
	},
};
