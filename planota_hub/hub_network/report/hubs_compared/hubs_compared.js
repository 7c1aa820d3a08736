// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Hubs Compared"] = {
	filters: [
		{
			fieldname: "figure",
			label: __("Figure"),
			fieldtype: "Select",
			options: frappe.boot.hub_figures || [],
			default: "ngos_supported",
			reqd: 1,
		},
		planota_hub.filters.one_of("measure", __("Measure"), {
			value: __("Value"),
			per_inhabitants: __("Per 10,000 Inhabitants"),
			per_ngo: __("Per NGO"),
			per_euros: __("Per 1,000 Euros"),
		}),
		planota_hub.filters.one_of("periods", __("Periods"), {
			Latest: __("Latest of each hub"),
			All: __("Over time"),
		}),
		planota_hub.filters.by_record("Network Hub"),
		{ fieldname: "from_date", label: __("From Date"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("To Date"), fieldtype: "Date" },
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname !== "hub_name") return shown;
		return planota_hub.filters.link_name(shown, "Network Hub", data?.network_hub);
	},

	onload(report) {
		planota_hub.filters.offer_periods(report);
		for (const kind of ["xlsx", "csv"]) {
			report.page.add_inner_button(
				kind.toUpperCase(),
				() => download(report, kind),
				__("Export for the Ministry")
			);
		}
	},
};

function download(report, kind) {
	const { from_date, to_date } = report.get_values();
	const query = new URLSearchParams({ kind, from_date: from_date || "", to_date: to_date || "" });
	window.open(`/api/method/planota_hub.hub_network.comparing.ministry_file.download?${query}`);
}
