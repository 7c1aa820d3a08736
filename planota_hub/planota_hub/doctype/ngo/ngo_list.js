// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["NGO"] = {
	add_fields: ["stage", "has_likely_duplicates", "municipality", "primary_field_of_work"],
	hide_name_column: true,

	get_indicator(doc) {
		const colours = {
			Listed: "light-blue",
			Submitted: "orange",
			Verified: "green",
			Inactive: "gray",
			Rejected: "red",
		};
		return [__(doc.stage), colours[doc.stage], `stage,=,${doc.stage}`];
	},

	onload(listview) {
		if (frappe.model.can_create("NGO")) {
			listview.page.add_menu_item(__("Show Likely Duplicates"), () =>
				listview.filter_area.add([["NGO", "has_likely_duplicates", "=", 1]])
			);
			planota_hub.offer_bulk_changes(listview);
		}
		planota_hub.offer_writing(listview);
		planota_hub.offer_segments(listview);
	},
};
