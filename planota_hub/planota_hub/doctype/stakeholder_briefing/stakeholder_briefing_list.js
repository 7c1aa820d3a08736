// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Stakeholder Briefing"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator(doc) {
		const colors = { Draft: "gray", Sending: "blue", Waiting: "orange", Stopped: "red", Sent: "green" };
		return [__(doc.status), colors[doc.status], `status,=,${doc.status}`];
	},
};
