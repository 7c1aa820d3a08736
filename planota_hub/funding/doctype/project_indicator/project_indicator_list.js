// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Project Indicator"] = {
	add_fields: ["disabled", "measurement"],
	hide_name_column: true,
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
