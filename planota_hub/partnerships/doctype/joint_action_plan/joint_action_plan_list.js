// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Joint Action Plan"] = {
	add_fields: ["stage", "progress_percent", "actions_overdue"],
	hide_name_column: true,

	get_indicator({ stage }) {
		const colours = { Draft: "gray", Agreed: "blue", Completed: "green", Cancelled: "red" };
		return [__(stage), colours[stage], `stage,=,${stage}`];
	},

	formatters: {
		year: (value) => `<span>${cint(value)}</span>`,
		actions_overdue(value) {
			return cint(value) ? `<span class="indicator-pill red">${cint(value)}</span>` : "";
		},
	},
};
