// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Organisation Relation Type"] = {
	add_fields: ["disabled", "is_lasting"],
	hide_name_column: true,
	// the kinds that the hub comes with are read in the reader's language, as in the forms
	formatters: {
		type_name: (value) => __(value),
		forward_label: (value) => __(value),
		reverse_label: (value) => __(value),
	},

	get_indicator({ disabled, is_lasting }) {
		if (disabled) return [__("Disabled"), "gray", "disabled,=,1"];
		if (is_lasting) return [__("Lasts"), "green", "is_lasting,=,1|disabled,=,0"];
		return [__("Happened Once"), "blue", "is_lasting,=,0|disabled,=,0"];
	},
};
