// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Consent Text"] = {
	add_fields: ["valid_from"],
	hide_name_column: true,
	formatters: { purpose: (purpose) => __(purpose) },

	get_indicator: (doc) =>
		doc.valid_from > frappe.datetime.get_today()
			? [__("Planned"), "blue", "valid_from,>,Today"]
			: [__("Shown"), "green", "valid_from,<=,Today"],
};
