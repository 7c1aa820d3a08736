// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Mandates Expiring"] = {
	filters: [
		{
			fieldname: "days",
			label: __("In the Next Days"),
			fieldtype: "Int",
			description: __("Empty: as many as Hub Settings say"),
		},
		planota_hub.filters.by_record("Representative Body", "body", __("Body")),
		planota_hub.filters.by_record("NGO"),
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		const target = data && LINKS[column.fieldname];
		if (target) {
			const [doctype, fieldname] = target;
			return `<a href="${frappe.utils.get_form_link(doctype, data[fieldname])}">${shown}</a>`;
		}
		const unattended = data && !data.successor && !data.election;
		return column.fieldname === "days_left" && unattended
			? `<span class="text-danger">${shown}</span>`
			: shown;
	},
};

// columns that show a name and lead to its record
const LINKS = {
	person_name: ["Body Mandate", "mandate"],
	ngo_name: ["NGO", "ngo"],
	body_name: ["Representative Body", "body"],
};
