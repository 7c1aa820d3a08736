// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Metric Definition"] = {
	add_fields: ["disabled", "counted_doctype", "counting"],
	hide_name_column: true,

	get_indicator({ disabled }) {
		if (disabled) return [__("Out of Use"), "gray", "disabled,=,1"];
		return [__("In Use", null, "Metric Definition"), "green", "disabled,=,0"];
	},

	formatters: {
		counted_doctype: (value) => frappe.utils.escape_html(__(value || "")),
	},

	onload(listview) {
		if (!frappe.model.can_create("Metric Definition")) return;
		listview.page.add_inner_button(__("Add Ready-Made Metrics"), async () => {
			const { message } = await frappe.call({
				method: "planota_hub.funding.own_metrics.ready_made.add",
				type: "POST",
			});
			frappe.show_alert({
				message: message.length
					? __("Added: {0}", [message.map(frappe.utils.escape_html).join(", ")])
					: __("All ready-made metrics are there already."),
				indicator: "green",
			});
			listview.refresh();
		});
	},
};
