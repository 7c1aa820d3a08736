frappe.query_reports["Call Friendliness and Matches"] = {
	filters: [
		{
			fieldname: "status",
			label: __("Status"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				...["Draft", "Announced", "Open", "Closed", "Decided", "Withdrawn"].map((value) => ({
					value,
					label: __(value),
				})),
			],
		},
		{ fieldname: "funder", label: __("Funder"), fieldtype: "Link", options: "Stakeholder" },
		{
			fieldname: "field_of_work",
			label: __("Field of Work"),
			fieldtype: "Link",
			options: "Field of Work",
		},
		{ fieldname: "from_date", label: __("Closes from"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("Closes until"), fieldtype: "Date" },
	],
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname !== "friendliness_score" || !data) return shown;
		const color = value >= 70 ? "green" : value >= 40 ? "orange" : "red";
		return `<span class="indicator-pill no-indicator-dot ${color}">${shown}</span>`;
	},
};
