frappe.query_reports["Capacity Before and After"] = {
	filters: [
		{
			fieldname: "group_by",
			label: __("Group By"),
			fieldtype: "Select",
			options: [
				{ value: "Area", label: __("Area") },
				{ value: "NGO", label: __("NGO") },
				{ value: "NGO and Area", label: __("NGO and Area") },
			],
			default: "Area",
			reqd: 1,
		},
		{
			fieldname: "programme_round",
			label: __("Round"),
			fieldtype: "Link",
			options: "Programme Round",
		},
		{
			fieldname: "development_plan",
			label: __("Plan"),
			fieldtype: "Link",
			options: "Development Plan",
		},
		{
			fieldname: "area",
			label: __("Area"),
			fieldtype: "Link",
			options: "Capacity Area",
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
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname !== "change" || !data?.change) return shown;
		const colour = data.change > 0 ? "text-success" : "text-danger";
		return `<span class="${colour}">${shown}</span>`;
	},
};
