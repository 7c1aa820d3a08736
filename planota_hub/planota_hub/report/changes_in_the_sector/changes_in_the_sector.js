// SPDX-License-Identifier: GPL-3.0-only
// {% include "planota_hub/public/js/report_filters.js" %}
(() => {
	const FIELDS = {
		Municipality: "municipality",
		"Field of Work": "field_of_work",
		"Legal Form": "legal_form",
		"What Happened": "kind",
	};

	// the list of the changes behind a figure
	function get_address(column, group) {
		const value = (name) => frappe.query_report.get_filter_value(name);
		const query = new URLSearchParams();
		for (const name of ["kind", "legal_form", "field_of_work", "municipality"]) {
			if (value(name)) query.set(name, value(name));
		}
		let days = [value("from_date"), value("to_date")];
		if (value("group_by") === "Month") {
			const end = frappe.datetime.str_to_obj(`${group}-01`);
			const last = new Date(end.getFullYear(), end.getMonth() + 1, 0);
			days = [
				days[0] > `${group}-01` ? days[0] : `${group}-01`,
				frappe.datetime.obj_to_str(last) > days[1] && days[1]
					? days[1]
					: frappe.datetime.obj_to_str(last),
			];
		} else {
			query.set(FIELDS[value("group_by")], group);
		}
		if (days.every(Boolean)) query.set("happened_on", JSON.stringify(["between", days]));
		if (column.counted_kind) query.set("kind", column.counted_kind);
		if (column.fieldname === "moved_away" && query.has("municipality")) {
			query.set("former_municipality", query.get("municipality"));
			query.delete("municipality");
		}
		return `/app/sector-change?${query}`;
	}

	frappe.query_reports["Changes in the Sector"] = {
		onload: planota_hub.filters.offer_periods,
		filters: [
			{
				fieldname: "from_date",
				label: __("From Date"),
				fieldtype: "Date",
				default: frappe.datetime.add_months(frappe.datetime.get_today(), -12),
			},
			{
				fieldname: "to_date",
				label: __("To Date"),
				fieldtype: "Date",
				default: frappe.datetime.get_today(),
			},
			planota_hub.filters.compared_with(),
			planota_hub.filters.one_of("group_by", __("Group By"), {
				Municipality: __("Municipality"),
				Month: __("Month"),
				"Field of Work": __("Field of Work"),
				"Legal Form": __("Legal Form"),
				"What Happened": __("What Happened"),
			}),
			planota_hub.filters.by_choice("Sector Change", "kind"),
			planota_hub.filters.by_record("Municipality"),
			planota_hub.filters.by_record("Administrative Unit"),
			planota_hub.filters.by_record("Statistical Region"),
			planota_hub.filters.by_record("Field of Work"),
			planota_hub.filters.by_choice("Sector Change", "legal_form"),
		],

		formatter(value, row, column, data, default_formatter) {
			const shown = default_formatter(value, row, column, data);
			const is_counted = column.counted_kind && data?.[column.fieldname];
			if (!data?.group || !(is_counted || column.fieldname === "label")) return shown;
			return `<a href="${get_address(column, data.group)}">${shown}</a>`;
		},
	};
})();
