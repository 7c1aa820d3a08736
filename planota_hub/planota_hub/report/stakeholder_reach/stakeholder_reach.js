frappe.query_reports["Stakeholder Reach"] = {
	filters: [
		{
			fieldname: "from_date",
			label: __("From Date"),
			fieldtype: "Date",
			default: frappe.datetime.quarter_start(),
			reqd: 1,
		},
		{
			fieldname: "to_date",
			label: __("To Date"),
			fieldtype: "Date",
			default: frappe.datetime.quarter_end(),
			reqd: 1,
		},
		{
			fieldname: "show",
			label: __("Show"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("All") },
				{ value: "Informed", label: __("Informed") },
				{ value: "Not Informed", label: __("Not Informed") },
			],
		},
		{
			fieldname: "recipient_type",
			label: __("Type"),
			fieldtype: "Select",
			options: [
				"",
				"Municipality",
				"Development Agency",
				"Chamber",
				"Public Institution",
				"Ministry",
				"Company",
				"Media",
				"Local Action Group",
				"Regional Hub",
				"National Network",
				"Thematic Network",
				"Other",
				"NGO",
			].map((value) => ({ value, label: __(value) })),
		},
		{
			fieldname: "municipality",
			label: __("Municipality"),
			fieldtype: "Link",
			options: "Municipality",
		},
		{
			fieldname: "field_of_work",
			label: __("Field of Work"),
			fieldtype: "Link",
			options: "Field of Work",
		},
		{ fieldname: "with_ngos", label: __("With NGOs"), fieldtype: "Check" },
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname !== "state" || !data) return shown;
		return `<span class="indicator-pill ${data.times ? "green" : "orange"}">${shown}</span>`;
	},
};
