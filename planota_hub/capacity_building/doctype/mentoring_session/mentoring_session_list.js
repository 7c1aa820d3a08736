// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Mentoring Session"] = {
	add_fields: ["status"],
	hide_name_column: true,
	get_indicator(doc) {
		const colors = { Held: "green", Planned: "blue", Cancelled: "gray" };
		return [__(doc.status), colors[doc.status], `status,=,${doc.status}`];
	},
};
