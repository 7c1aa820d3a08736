// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Event Kind"] = {
	add_fields: ["disabled", "is_never_support"],
	hide_name_column: true,
	// the kinds that the hub comes with are read in the reader's language, as in the forms
	formatters: { kind_name: (value) => __(value) },

	get_indicator({ disabled, is_never_support }) {
		if (disabled) return [__("Disabled"), "gray", "disabled,=,1"];
		if (is_never_support) return [__("Never Support"), "blue", "is_never_support,=,1|disabled,=,0"];
		return [__("Enabled"), "green", "disabled,=,0"];
	},
};
