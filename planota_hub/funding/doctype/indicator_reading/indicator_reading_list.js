// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Indicator Reading"] = {
	add_fields: ["unknown_numbers", "status", "frozen", "drifted_records"],
	hide_name_column: true,
	formatters: {
		value: show_known,
		target: show_known,
	},
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

// a number that nobody knows is no 0
function show_known(value, df, doc) {
	return (doc.unknown_numbers || "").includes(`,${df.fieldname},`) ? "–" : frappe.format(value, df);
}
