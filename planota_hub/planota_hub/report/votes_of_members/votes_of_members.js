// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Votes of Members"] = {
	onload: (report) => planota_hub.filters.offer_periods(report),
	filters: [
		...planota_hub.filters.this_year(),
		planota_hub.filters.compared_with(),
		planota_hub.filters.one_of("group_by", __("Group By"), {
			"Whose Vote": __("Whose Vote"),
			"Vote Of": __("Vote Of"),
			"Kind of Vote": __("Kind of Vote"),
			Secrecy: __("Secrecy"),
			"Decides On": __("Decides On"),
			Month: __("Month"),
			Year: __("Year"),
		}),
		planota_hub.filters.by_choice("Member Vote", "outcome"),
	],

	// the name of a group opens its votes
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname !== "label" || !data?.group) return shown;
		const fields = {
			"Whose Vote": "vote_of",
			"Vote Of": "vote_of_doctype",
			"Kind of Vote": "vote_kind",
			Secrecy: "ballot_secrecy",
			"Decides On": "subject_doctype",
		};
		const asked = frappe.query_report.get_filter_values();
		const field = fields[asked.group_by];
		if (!field) return shown;
		const last = frappe.datetime.add_days(asked.to_date, 1);
		const wanted = new URLSearchParams({ stage: "Closed", [field]: data.group });
		wanted.append("closed_on", JSON.stringify(["between", [asked.from_date, last]]));
		return `<a href="/app/member-vote?${wanted}">${shown}</a>`;
	},
};
