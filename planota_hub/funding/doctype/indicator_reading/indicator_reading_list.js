// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Indicator Reading"] = {
	add_fields: ["status", "frozen", "drifted_records"],
	hide_name_column: true,
	get_indicator(doc) {
		if (doc.frozen && doc.drifted_records) return [__("Drift"), "orange", "drifted_records,>,0"];
		if (doc.frozen) return [__("Reported"), "green", "frozen,=,1"];
		const colors = {
			"To Compute": "gray",
			Computed: "blue",
			Failed: "red",
			"To Enter": "gray",
			"To Approve": "orange",
			Approved: "blue",
		};
		return [__(doc.status), colors[doc.status], `status,=,${doc.status}`];
	},
};
