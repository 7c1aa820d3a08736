// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Register Entry"] = {
	add_fields: ["ngo", "gone_on"],
	hide_name_column: true,

	get_indicator(doc) {
		if (doc.gone_on) return [__("Gone"), "gray", "gone_on,is,set"];
		return doc.ngo
			? [__("In the Hub"), "green", "ngo,is,set"]
			: [__("Not in the Hub"), "orange", "ngo,is,not set"];
	},
};
