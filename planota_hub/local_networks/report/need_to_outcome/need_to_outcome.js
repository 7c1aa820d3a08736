// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Need to Outcome"] = {
	filters: [
		planota_hub.filters.by_record("Municipality"),
		planota_hub.filters.by_record("Field of Work"),
		planota_hub.filters.by_record("Local Network"),
		{
			fieldname: "stage",
			label: __("Stage"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("Accepted, In Action and Addressed") },
				{ value: "Accepted", label: __("Accepted") },
				{ value: "In Action", label: __("In Action") },
				{ value: "Addressed", label: __("Addressed") },
			],
		},
		{
			fieldname: "only",
			label: __("Only"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("All Needs") },
				{ value: "Orphans", label: __("Orphans: nothing answers them") },
				{ value: "Stalled", label: __("Stalled: nothing has moved") },
			],
		},
	],

	formatter(value, row, column, data, default_formatter) {
		// the link beside it needs the name as it is stored
		if (column.fieldname === "answer_type") {
			return default_formatter(value && __(value), row, column, data);
		}
		const shown = planota_hub.filters.show_text(value, column, (text) =>
			default_formatter(text, row, column, data)
		);
		if (column.fieldname === "need_title") {
			return planota_hub.filters.link_name(shown, "Local Need", data?.need);
		}
		if (column.fieldname === "answer_title") {
			return planota_hub.filters.link_name(shown, data?.answer_type, data?.answer);
		}
		if (column.fieldname !== "waits") return shown;
		const labels = { Orphans: [__("Orphan"), "red"], Stalled: [__("Stalled"), "orange"] };
		if (!labels[value]) return "";
		const [label, colour] = labels[value];
		return `<span class="indicator-pill ${colour}">${label}</span>`;
	},
};
