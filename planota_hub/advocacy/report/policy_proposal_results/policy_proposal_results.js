// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
frappe.query_reports["Policy Proposal Results"] = {
	onload: planota_hub.filters.offer_periods,
	filters: [
		{ fieldname: "from_date", label: __("Submitted From"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("Submitted To Date"), fieldtype: "Date" },
		planota_hub.filters.compared_with(),
		planota_hub.filters.one_of("group_by", __("Group By"), {
			Owner: __("Owner", null, "Public Policy"),
			Level: __("Level"),
			Year: __("Year"),
			Proposal: __("Proposal"),
		}),
		planota_hub.filters.by_record("Stakeholder", "owner_stakeholder", __("Owner", null, "Public Policy")),
		planota_hub.filters.by_choice("Policy Proposal", "level"),
		planota_hub.filters.by_record("Municipality"),
		planota_hub.filters.by_record("Field of Work"),
	],
	formatter: planota_hub.filters.open_group(
		"Policy Proposal",
		{ Owner: "owner_stakeholder", Level: "level", Proposal: "name" },
		{
			day: "submitted_on",
			kept: ["municipality", "field_of_work"],
			further: () => ({ stage: JSON.stringify(["in", ["Submitted", "Replied", "Closed"]]) }),
		}
	),
};
