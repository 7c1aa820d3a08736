// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Received Hub Report"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator(doc) {
		const colors = { Current: "green", Superseded: "gray" };
		return [__(doc.status), colors[doc.status], `status,=,${doc.status}`];
	},
};
