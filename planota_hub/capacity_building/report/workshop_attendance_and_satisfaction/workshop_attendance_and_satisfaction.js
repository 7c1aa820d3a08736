frappe.query_reports["Workshop Attendance and Satisfaction"] = {
	filters: [
		{
			fieldname: "group_by",
			label: __("Group By"),
			fieldtype: "Select",
			options: [
				{ value: "Workshop", label: __("Workshop") },
				{ value: "Month", label: __("Month") },
				{ value: "Municipality", label: __("Municipality") },
				{ value: "Administrative Unit", label: __("Administrative Unit") },
				{ value: "Trainer", label: __("Trainer") },
				{ value: "Capacity Area", label: __("Capacity Area") },
			],
			default: "Workshop",
			reqd: 1,
		},
		{ fieldname: "from_date", label: __("From Date"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("To Date"), fieldtype: "Date" },
		{
			fieldname: "stage",
			label: __("Stage"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "Announced", label: __("Announced") },
				{ value: "Closed", label: __("Closed") },
				{ value: "Held", label: __("Held") },
				{ value: "Evaluated", label: __("Evaluated") },
				{ value: "Cancelled", label: __("Cancelled") },
			],
		},
		{
			fieldname: "municipality",
			label: __("Municipality"),
			fieldtype: "Link",
			options: "Municipality",
		},
		{
			fieldname: "administrative_unit",
			label: __("Administrative Unit"),
			fieldtype: "Link",
			options: "Administrative Unit",
		},
		{
			fieldname: "statistical_region",
			label: __("Statistical Region"),
			fieldtype: "Link",
			options: "Statistical Region",
		},
		{
			fieldname: "capacity_area",
			label: __("Capacity Area"),
			fieldtype: "Link",
			options: "Capacity Area",
		},
	],

	formatter(value, row, column, data, default_formatter) {
		if (value === null && column.fieldname !== "label") return "–";
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname !== "label" || !data?.workshop) return shown;
		const url = frappe.utils.get_form_link("Training Workshop", data.workshop);
		return `<a href="${url}">${frappe.utils.escape_html(data.label)}</a>`;
	},
};
