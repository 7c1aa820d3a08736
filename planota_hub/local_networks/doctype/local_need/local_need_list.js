// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Local Need"] = {
	hide_name_column: true,
	add_fields: ["stage", "priority", "priority_class", "municipality", "field_of_work"],
	get_indicator({ stage }) {
		const colors = {
			Submitted: "orange",
			"Under Review": "yellow",
			Accepted: "blue",
			"In Action": "cyan",
			Addressed: "green",
			Rejected: "red",
			Duplicate: "gray",
		};
		return [__(stage), colors[stage], `stage,=,${stage}`];
	},
	formatters: {
		priority(value, df, { priority_class }) {
			const colors = { High: "red", Medium: "orange", Low: "gray" };
			if (!value) return "";
			return `<span class="indicator-pill ${colors[priority_class]}">${cint(value)}</span>`;
		},
	},
};
