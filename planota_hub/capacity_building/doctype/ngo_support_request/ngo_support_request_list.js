// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["NGO Support Request"] = {
	hide_name_column: true,
	add_fields: ["stage", "escalation"],
	get_indicator(doc) {
		const is_open = ["Received", "In Progress"].includes(doc.stage);
		if (is_open && doc.escalation) return [__(doc.escalation), "red", `escalation,=,${doc.escalation}`];
		const colors = { Received: "orange", "In Progress": "blue", Resolved: "green", Declined: "gray" };
		return [__(doc.stage), colors[doc.stage], `stage,=,${doc.stage}`];
	},
};
