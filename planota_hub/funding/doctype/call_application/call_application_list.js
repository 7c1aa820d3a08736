// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Call Application"] = {
	hide_name_column: true,
	add_fields: ["stage", "next_report_due", "ngo", "requested_amount"],
	get_indicator({ stage, next_report_due }) {
		if (stage === "Approved" && next_report_due && next_report_due < frappe.datetime.get_today()) {
			return [
				__("Report Overdue"),
				"red",
				`next_report_due,is,set|next_report_due,<,${frappe.datetime.get_today()}|stage,=,Approved`,
			];
		}
		const colors = {
			"In Preparation": "orange",
			Submitted: "blue",
			Approved: "green",
			Rejected: "red",
			Completed: "gray",
			Withdrawn: "gray",
		};
		return [__(stage), colors[stage], `stage,=,${stage}`];
	},
};
