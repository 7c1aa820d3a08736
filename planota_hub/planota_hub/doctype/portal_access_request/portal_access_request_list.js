// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Portal Access Request"] = {
	hide_name_column: true,
	add_fields: ["stage"],
	get_indicator({ stage }) {
		const colors = { Received: "orange", Granted: "green", Declined: "red" };
		return [__(stage), colors[stage], `stage,=,${stage}`];
	},
};
