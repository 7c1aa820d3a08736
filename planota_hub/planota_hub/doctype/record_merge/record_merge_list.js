// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Record Merge"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator(doc) {
		const colors = { Proposed: "orange", Merged: "green", Declined: "gray", Undone: "blue" };
		return [__(doc.status), colors[doc.status], `status,=,${doc.status}`];
	},
};
