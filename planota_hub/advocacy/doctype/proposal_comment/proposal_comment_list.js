// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Proposal Comment"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator({ status }) {
		const colours = {
			Unconfirmed: "gray",
			Received: "orange",
			"Taken Up": "green",
			"Partly Taken Up": "cyan",
			"Not Taken Up": "red",
		};
		return [__(status), colours[status], `status,=,${status}`];
	},
};
