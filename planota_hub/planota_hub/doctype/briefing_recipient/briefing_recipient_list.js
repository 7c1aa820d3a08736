// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Briefing Recipient"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator(doc) {
		const colors = {
			Pending: "gray",
			Queued: "blue",
			Delivered: "green",
			Failed: "red",
			"Left Out": "orange",
		};
		return [__(doc.status), colors[doc.status], `status,=,${doc.status}`];
	},
};
