// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Audience Segment"] = {
	add_fields: ["is_shared", "disabled", "members_count"],
	hide_name_column: true,
	filters: [["disabled", "=", 0]],

	get_indicator({ disabled, is_shared }) {
		if (disabled) return [__("No Longer Used"), "gray", "disabled,=,1"];
		if (is_shared) return [__("Shared"), "green", "is_shared,=,1|disabled,=,0"];
		return [__("Own", null, "Audience Segment"), "blue", "is_shared,=,0|disabled,=,0"];
	},
};
