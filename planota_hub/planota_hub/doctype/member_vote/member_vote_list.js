// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Member Vote"] = {
	add_fields: ["stage", "outcome", "voting_until", "voting_by"],
	hide_name_column: true,
	has_indicator_for_draft: true,

	get_indicator({ stage, outcome }) {
		if (stage === "Closed" && outcome) {
			const colors = { Accepted: "green", "Option Chosen": "green", Rejected: "red" };
			return [
				__(outcome, null, "Member Vote"),
				colors[outcome] || "orange",
				`stage,=,Closed|outcome,=,${outcome}`,
			];
		}
		const colors = { Draft: "gray", Voting: "blue", Closed: "green", Withdrawn: "red" };
		return [__(stage), colors[stage], `stage,=,${stage}`];
	},
};
