// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Hub Event"] = {
	add_fields: ["stage", "starts_on", "capacity", "confirmed_count", "waiting_count"],
	hide_name_column: true,
	has_indicator_for_draft: true,

	get_indicator({ stage, capacity, confirmed_count }) {
		if (stage === "Announced" && confirmed_count >= capacity) {
			return [__("Full", null, "Hub Event"), "orange", "stage,=,Announced"];
		}
		const colors = {
			Draft: "gray",
			Announced: "blue",
			Closed: "yellow",
			Held: "green",
			Cancelled: "red",
		};
		return [__(stage), colors[stage], `stage,=,${stage}`];
	},

	formatters: {
		confirmed_count(value, df, { capacity, waiting_count }) {
			const waiting = waiting_count ? ` (+${waiting_count})` : "";
			return `<span>${cint(value)} / ${cint(capacity)}${waiting}</span>`;
		},
	},
};
