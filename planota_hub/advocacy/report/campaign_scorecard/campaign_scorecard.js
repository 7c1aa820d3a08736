frappe.query_reports["Campaign Scorecard"] = {
	filters: [
		{ fieldname: "from_date", label: __("From Date"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("To Date"), fieldtype: "Date" },
		{
			fieldname: "stage",
			label: __("Stage"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "Draft", label: __("Draft") },
				{ value: "Approved", label: __("Approved") },
				{ value: "Active", label: __("Active") },
				{ value: "Suspended", label: __("Suspended") },
				{ value: "Evaluated", label: __("Evaluated") },
				{ value: "Closed", label: __("Closed") },
			],
		},
		{ fieldname: "field_of_work", label: __("Field of Work"), fieldtype: "Link", options: "Field of Work" },
		{ fieldname: "municipality", label: __("Municipality"), fieldtype: "Link", options: "Municipality" },
		{ fieldname: "responsible", label: __("Responsible Person"), fieldtype: "Link", options: "User" },
	],

	formatter(value, row, column, data, format) {
		const text = format(value, row, column, data);
		if (column.fieldname === "stage" && data?.stage) return __(data.stage);
		if (column.fieldname !== "shift" || !value) return text;
		return `<span style="color: var(--${value > 0 ? "green" : "red"}-600)">${value > 0 ? "+" : ""}${text}</span>`;
	},
};
