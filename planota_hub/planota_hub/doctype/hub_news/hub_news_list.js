// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Hub News"] = {
	add_fields: ["published", "news_date"],
	hide_name_column: true,

	get_indicator(doc) {
		if (!doc.published) return [__("Draft"), "gray", "published,=,0"];
		return doc.news_date > frappe.datetime.get_today()
			? [__("Planned"), "blue", "published,=,1"]
			: [__("Published"), "green", "published,=,1"];
	},
};
