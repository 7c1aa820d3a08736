// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Hub Meeting"] = {
	add_fields: ["stage", "starts_on", "open_decisions", "next_due_date", "quorum_status"],
	hide_name_column: true,
	has_indicator_for_draft: true,

	get_indicator({ stage, open_decisions, next_due_date }) {
		const today = frappe.datetime.get_today();
		if (open_decisions && next_due_date < today && stage !== "Cancelled") {
			return [
				__("Decision Overdue"),
				"red",
				`open_decisions,>,0|next_due_date,is,set|next_due_date,<,${today}`,
			];
		}
		const colors = {
			Planned: "gray",
			Called: "blue",
			Held: "orange",
			"Minutes Adopted": "green",
			Cancelled: "red",
		};
		return [__(stage), colors[stage], `stage,=,${stage}`];
	},
};
