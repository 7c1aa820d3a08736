// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Reporting Period"] = {
	add_fields: ["stage"],
	hide_name_column: true,
	get_indicator(doc) {
		const colors = { Open: "blue", Submitted: "orange", Locked: "green" };
		return [__(doc.stage), colors[doc.stage], `stage,=,${doc.stage}`];
	},
};
