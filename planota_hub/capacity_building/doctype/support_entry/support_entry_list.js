// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Support Entry"] = {
	hide_name_column: true,
	onload(listview) {
		listview.page.add_inner_button(__("Report"), () =>
			frappe.set_route("query-report", "Support Delivered")
		);
	},
};
