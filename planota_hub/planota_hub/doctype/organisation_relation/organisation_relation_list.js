// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Organisation Relation"] = {
	add_fields: ["status", "organisation_name", "related_name"],
	hide_name_column: true,
	// each side in a column of its own: of both in one, the second would be cut off
	formatters: {
		relation_title: (_value, _df, doc) => frappe.utils.escape_html(doc.organisation_name || ""),
		related: (_value, _df, doc) => frappe.utils.escape_html(doc.related_name || ""),
	},

	get_indicator({ status }) {
		const colours = { Upcoming: "blue", Current: "green", Ended: "gray" };
		return [__(status, null, "Organisation Relation"), colours[status], `status,=,${status}`];
	},
};
