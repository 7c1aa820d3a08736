// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Partnership Consortium"] = {
	add_fields: ["stage", "balance_status", "municipality", "partners_count"],
	hide_name_column: true,

	get_indicator({ stage }) {
		const colours = {
			Initiated: "yellow",
			Forming: "orange",
			"Agreement Signed": "blue",
			Active: "green",
			Closed: "gray",
		};
		return [__(stage), colours[stage], `stage,=,${stage}`];
	},

	formatters: {
		balance_status(value) {
			const colour = value === "Passed" ? "green" : "red";
			return value ? `<span class="indicator-pill ${colour}">${__(value)}</span>` : "";
		},
	},
};
