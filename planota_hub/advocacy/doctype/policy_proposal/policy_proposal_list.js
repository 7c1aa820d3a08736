// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Policy Proposal"] = {
	add_fields: ["stage", "result", "reply_due", "consultation_deadline", "owner_stakeholder"],
	hide_name_column: true,

	get_indicator({ stage, result, reply_due }) {
		if (stage === "Submitted" && reply_due < frappe.datetime.get_today()) {
			return [
				__("Reply Overdue"),
				"red",
				`stage,=,Submitted|reply_due,<,${frappe.datetime.get_today()}`,
			];
		}
		if (stage === "Closed" && result) {
			const result_colours = {
				Adopted: "green",
				"Partly Adopted": "cyan",
				Rejected: "red",
				"No Reply": "gray",
			};
			return [`${__("Result")}: ${__(result)}`, result_colours[result], `result,=,${result}`];
		}
		const colours = {
			Draft: "gray",
			"In Consultation": "blue",
			Consulted: "cyan",
			Adopted: "purple",
			Submitted: "orange",
			Replied: "yellow",
			Closed: "green",
			Withdrawn: "gray",
		};
		return [__(stage), colours[stage], `stage,=,${stage}`];
	},
};
