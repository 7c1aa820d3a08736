// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Shared Topics"] = {
	filters: [
		{
			fieldname: "kind",
			label: __("In Common"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "Need", label: __("The same need") },
				{ value: "Answer", label: __("A practice for a need") },
				{ value: "Practice", label: __("Similar practices") },
			],
		},
		planota_hub.filters.by_record("Network Hub"),
	],

	onload(report) {
		if (!frappe.model.can_write("Network Hub")) return;
		report.page.add_inner_button(__("Offer It to the Hubs"), async () => {
			const told = await planota_hub.send_after_preview({
				method: "planota_hub.hub_network.comparing.offers.send_offers",
				options: {
					hint: __("Every hub with an e-mail address hears what it shares with other regions."),
				},
			});
			if (told === undefined) return;
			frappe.show_alert({ message: __("Hubs written to: {0}", [told]), indicator: "green" });
		});
	},
};
