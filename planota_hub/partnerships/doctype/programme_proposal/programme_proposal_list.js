// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Programme Proposal"] = {
	add_fields: ["stage", "regional_programme", "lead_name", "amount"],
	hide_name_column: true,

	get_indicator({ stage }) {
		const colours = {
			Idea: "gray",
			Submitted: "orange",
			Included: "blue",
			Priority: "cyan",
			Financed: "green",
			Dropped: "red",
		};
		return [__(stage), colours[stage], `stage,=,${stage}`];
	},
};
