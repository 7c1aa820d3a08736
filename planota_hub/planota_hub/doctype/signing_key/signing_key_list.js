// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Signing Key"] = {
	hide_name_column: true,
	formatters: {
		purpose: (value) => frappe.utils.escape_html(__(value)),
	},

	get_indicator(key) {
		return frappe.datetime.get_diff(key.former_links_until, frappe.datetime.get_today()) >= 0
			? [__("Former links hold"), "orange", "former_links_until,is,set"]
			: [__("In use"), "green", "former_links_until,is,not set"];
	},
	add_fields: ["former_links_until"],
};
