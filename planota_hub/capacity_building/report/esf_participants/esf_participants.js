// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["ESF Participants"] = {
	// people are counted for one project: it begins with the one that runs
	async onload(report) {
		if (!frappe.model.can_read("Funded Project")) return;
		const project = report.get_filter("funded_project");
		const [running] = await frappe.db.get_list("Funded Project", {
			filters: { status: "Running" },
			order_by: "starts_on desc",
			limit: 1,
		});
		if (running && !project.get_value()) await project.set_value(running.name);
		await planota_hub.filters.offer_periods(report);
	},
	filters: [
		{ ...planota_hub.filters.by_record("Funded Project"), reqd: 1 },
		planota_hub.filters.one_of("programme", __("Common Indicators"), {
			"ESF+ 2021-2027": __("ESF+ 2021-2027"),
			"ESF 2014-2020": __("ESF 2014-2020"),
		}),
		{ fieldname: "from_date", label: __("First Attendance From"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("First Attendance To"), fieldtype: "Date" },
		{
			fieldname: "data",
			label: __("Participant Data"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "Complete", label: __("Complete Data") },
				{ value: "Incomplete", label: __("Something Is Missing") },
			],
		},
	],
};
