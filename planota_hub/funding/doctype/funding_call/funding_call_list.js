// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Funding Call"] = {
	hide_name_column: true,
	add_fields: ["status", "closes_on"],
	get_indicator({ status, closes_on }) {
		if (status === "Open" && closes_on && closes_on <= frappe.datetime.add_days(undefined, 7)) {
			return [__("Last Days"), "orange", "status,=,Open"];
		}
		const colors = {
			Draft: "gray",
			Announced: "cyan",
			Open: "green",
			Closed: "yellow",
			Decided: "blue",
			Withdrawn: "red",
		};
		return [__(status), colors[status], `status,=,${status}`];
	},
};
