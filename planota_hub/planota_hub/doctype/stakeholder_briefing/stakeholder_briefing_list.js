// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Stakeholder Briefing"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator(doc) {
		const colors = { Draft: "gray", Sending: "blue", Waiting: "orange", Stopped: "red", Sent: "green" };
		return [__(doc.status), colors[doc.status], `status,=,${doc.status}`];
	},

	onload(list) {
		if (!frappe.model.can_create("Stakeholder Briefing")) return;
		list.page.add_inner_button(__("Compose a Newsletter"), async () => {
			const { message } = await frappe.call({
				method: "planota_hub.planota_hub.newsletter.composing.compose",
				freeze: true,
			});
			if (message.length === 1) frappe.set_route("Form", "Stakeholder Briefing", message[0]);
			else {
				frappe.show_alert(__("There is one draft for each language of the readers."));
				frappe.set_route("List", "Stakeholder Briefing", { name: ["in", message.join()] });
			}
		});
	},
};
