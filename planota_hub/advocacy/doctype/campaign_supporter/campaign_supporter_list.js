// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Campaign Supporter"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator({ status }) {
		const colours = { Unconfirmed: "orange", Confirmed: "green", Withdrawn: "gray" };
		return [__(status), colours[status], `status,=,${status}`];
	},
};
