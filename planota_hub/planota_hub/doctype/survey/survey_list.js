// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Survey"] = {
	add_fields: ["stage", "closes_on", "answers_count", "invited_count", "answered_through"],
	hide_name_column: true,
	has_indicator_for_draft: true,

	get_indicator({ stage }) {
		const colors = { Draft: "gray", Open: "blue", Closed: "green", Withdrawn: "red" };
		return [__(stage), colors[stage], `stage,=,${stage}`];
	},

	formatters: {
		answers_count(value, df, { invited_count, answered_through }) {
			const of = answered_through === "Personal Link" ? ` / ${cint(invited_count)}` : "";
			return `<span>${cint(value)}${of}</span>`;
		},
	},
};
