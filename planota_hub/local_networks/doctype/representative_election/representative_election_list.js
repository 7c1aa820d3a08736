// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Representative Election"] = {
	hide_name_column: true,
	add_fields: ["stage", "call_closes_on", "voting_until", "body"],

	get_indicator({ stage, call_closes_on, voting_until }) {
		const today = frappe.datetime.get_today();
		const now = frappe.datetime.now_datetime();
		if (stage === "Call Open" && call_closes_on < today) {
			return [__("Call to Close"), "orange", `stage,=,Call Open|call_closes_on,<,${today}`];
		}
		if (stage === "Voting" && voting_until < now) {
			return [__("To Count"), "orange", `stage,=,Voting|voting_until,<,${now}`];
		}
		const colours = {
			Draft: "gray",
			"Call Open": "blue",
			Consensus: "purple",
			Voting: "cyan",
			Counted: "yellow",
			Decided: "green",
			Cancelled: "red",
		};
		return [__(stage), colours[stage], `stage,=,${stage}`];
	},
};
