// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Workshop Attendance and Satisfaction"] = {
	onload: planota_hub.filters.offer_periods,
	filters: [
		planota_hub.filters.one_of("group_by", __("Group By"), {
			Workshop: __("Workshop"),
			Month: __("Month"),
			Municipality: __("Municipality"),
			"Administrative Unit": __("Administrative Unit"),
			Trainer: __("Trainer"),
			"Capacity Area": __("Capacity Area"),
		}),
		{ fieldname: "from_date", label: __("From Date"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("To Date"), fieldtype: "Date" },
		planota_hub.filters.compared_with(),
		planota_hub.filters.by_choice("Training Workshop", "stage", { without: ["Draft"] }),
		planota_hub.filters.by_record("Municipality"),
		planota_hub.filters.by_record("Administrative Unit"),
		planota_hub.filters.by_record("Statistical Region"),
		planota_hub.filters.by_record("Capacity Area"),
	],

	formatter(value, row, column, data, default_formatter) {
		if (value === null && column.fieldname !== "label") return "–";
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname !== "label" || !data?.workshop) return shown;
		const url = frappe.utils.get_form_link("Training Workshop", data.workshop);
		return `<a href="${url}">${frappe.utils.escape_html(data.label)}</a>`;
	},
};
