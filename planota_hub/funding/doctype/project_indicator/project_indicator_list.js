// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Project Indicator"] = {
	add_fields: ["unknown_numbers", "disabled", "measurement"],
	hide_name_column: true,
	formatters: {
		final_target: show_known,
	},
	get_indicator(doc) {
		if (doc.disabled) return [__("Out of Use"), "gray", "disabled,=,1"];
		const color = doc.measurement === "Manual" ? "orange" : "blue";
		return [__(doc.measurement), color, `measurement,=,${doc.measurement}`];
	},
	onload(listview) {
		listview.page.add_inner_button(__("Progress"), () =>
			frappe.set_route("query-report", "Indicator Progress")
		);
	},
};

// a number that nobody knows is no 0
function show_known(value, df, doc) {
	return (doc.unknown_numbers || "").includes(`,${df.fieldname},`) ? "–" : frappe.format(value, df);
}
