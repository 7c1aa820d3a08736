// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Advocacy Campaign"] = {
	add_fields: ["stage", "ends_on", "supporter_count"],
	hide_name_column: true,

	get_indicator({ stage, ends_on }) {
		if (stage === "Active" && ends_on < frappe.datetime.get_today()) {
			return [
				__("To Evaluate"),
				"red",
				`stage,=,Active|ends_on,is,set|ends_on,<,${frappe.datetime.get_today()}`,
			];
		}
		const colours = {
			Draft: "gray",
			Approved: "blue",
			Active: "cyan",
			Suspended: "orange",
			Evaluated: "yellow",
			Closed: "green",
		};
		return [__(stage), colours[stage], `stage,=,${stage}`];
	},
};
