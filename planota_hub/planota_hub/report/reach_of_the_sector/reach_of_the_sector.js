// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Reach of the Sector"] = {
	onload: planota_hub.filters.offer_periods,
	filters: [
		...planota_hub.filters.this_year(),
		planota_hub.filters.compared_with(),
		planota_hub.filters.one_of("organisations", __("Organisations"), {
			NGO: __("NGOs"),
			Stakeholder: __("Stakeholders"),
		}),
		planota_hub.filters.one_of("group_by", __("Group By"), {
			Municipality: __("Municipality"),
			"Administrative Unit": __("Administrative Unit"),
			"Statistical Region": __("Statistical Region"),
			"Field of Work": __("Field of Work"),
			"Legal Form": __("Legal Form"),
			Type: __("Type of Stakeholder"),
			Organisation: __("Each Organisation"),
		}),
		{
			fieldname: "show",
			label: __("Show"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("All") },
				{ value: "Reached", label: __("Reached") },
				{ value: "Not Reached", label: __("Not Reached") },
			],
			depends_on: "eval:doc.group_by === 'Organisation'",
		},
		planota_hub.filters.by_record("Municipality"),
		planota_hub.filters.by_record("Administrative Unit"),
		planota_hub.filters.by_record("Statistical Region"),
		planota_hub.filters.by_record("Field of Work"),
		planota_hub.filters.by_choice("NGO", "legal_form"),
		planota_hub.filters.by_choice("Stakeholder", "stakeholder_type"),
		planota_hub.filters.by_segment(() => frappe.query_report.get_filter_value("organisations")),
	],

	// a number of a group opens its organisations, the name of one everything that the hub did with it
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data) return shown;
		if (column.fieldname === "state") {
			return `<span class="indicator-pill ${data.times ? "green" : "orange"}">${shown}</span>`;
		}
		if (column.fieldname === "title" && data.organisation) {
			const parts = [data.organisation_doctype, data.organisation].map(encodeURIComponent);
			return `<a href="/app/work-done/${parts.join("/")}">${shown}</a>`;
		}
		const opened = { label: "", organisations: "", reached: "Reached", not_reached: "Not Reached" };
		const show = opened[column.fieldname];
		if (show === undefined || !data.group) return shown;
		const fields = {
			Municipality: "municipality",
			"Administrative Unit": "administrative_unit",
			"Statistical Region": "statistical_region",
			"Field of Work": "field_of_work",
			"Legal Form": "legal_form",
			Type: "stakeholder_type",
		};
		const asked = frappe.query_report.get_filter_values();
		delete asked.show;
		const wanted = { ...asked, [fields[asked.group_by]]: data.group, group_by: "Organisation" };
		if (show) wanted.show = show;
		const address = encodeURIComponent("Reach of the Sector");
		return `<a href="/app/query-report/${address}?${new URLSearchParams(wanted)}">${shown}</a>`;
	},
};
