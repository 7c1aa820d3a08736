// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Survey Results"] = {
	// results are those of one survey: it begins with the latest one that was opened
	async onload(report) {
		const survey = report.get_filter("survey");
		const [latest] = await frappe.db.get_list("Survey", {
			filters: { stage: ["in", ["Open", "Closed"]] },
			order_by: "creation desc",
			limit: 1,
		});
		if (latest && !survey.get_value()) await survey.set_value(latest.name);
	},
	filters: [
		{
			...planota_hub.filters.by_record("Survey"),
			get_query: () => ({ filters: { stage: ["in", ["Open", "Closed"]] } }),
		},
		{
			fieldname: "broken_down_by",
			label: __("Broken Down By"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("All answers together") },
				{ value: "municipality", label: __("Municipality") },
				{ value: "field_of_work", label: __("Field of Work") },
				{ value: "legal_form", label: __("Legal Form") },
			],
		},
		{
			fieldname: "code",
			label: __("Code of a Question"),
			fieldtype: "Data",
		},
	],
};
