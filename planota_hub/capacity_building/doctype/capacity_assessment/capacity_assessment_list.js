// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Capacity Assessment"] = {
	add_fields: ["assessment_type"],
	hide_name_column: true,

	get_indicator(doc) {
		const colours = { Baseline: "orange", Interim: "blue", Final: "green" };
		return [
			__(doc.assessment_type),
			colours[doc.assessment_type],
			`assessment_type,=,${doc.assessment_type}`,
		];
	},
};
