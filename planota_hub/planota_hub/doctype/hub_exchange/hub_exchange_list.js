// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Hub Exchange"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator(doc) {
		const colors = { Planned: "blue", "Outcome Missing": "orange", Held: "green" };
		return [__(doc.status), colors[doc.status], `status,=,${doc.status}`];
	},
};
