// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Event Registration"] = {
	add_fields: ["status", "attendance"],
	hide_name_column: true,

	get_indicator({ status, attendance }) {
		if (attendance === "Attended") return [__("Attended"), "green", "attendance,=,Attended"];
		if (attendance === "Absent") return [__("Absent"), "red", "attendance,=,Absent"];
		const colors = { Confirmed: "blue", "Waiting List": "orange", Cancelled: "gray" };
		return [__(status), colors[status], `status,=,${status}`];
	},
};
