// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Stakeholder"] = {
	add_fields: ["sector", "disabled"],
	hide_name_column: true,

	onload(listview) {
		planota_hub.offer_writing(listview);
		planota_hub.offer_segments(listview);
	},

	get_indicator(doc) {
		if (doc.disabled) {
			return [__("Disabled"), "gray", "disabled,=,1"];
		}
		const colours = {
			Public: "blue",
			Private: "orange",
			"Civil Society": "green",
			"Cross-Sector": "purple",
		};
		return [__(doc.sector), colours[doc.sector], `sector,=,${doc.sector}|disabled,=,0`];
	},
};
