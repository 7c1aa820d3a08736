// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Briefing Opt-Out"] = {
	hide_name_column: true,

	get_indicator(doc) {
		return [__(doc.source), doc.source === "Staff" ? "blue" : "orange", `source,=,${doc.source}`];
	},
};
