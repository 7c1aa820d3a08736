// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Newsletter Subscription"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator(doc) {
		const colors = { Unconfirmed: "orange", Confirmed: "green" };
		return [__(doc.status), colors[doc.status], `status,=,${doc.status}`];
	},
};
