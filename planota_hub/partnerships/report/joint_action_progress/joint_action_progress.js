frappe.query_reports["Joint Action Progress"] = {
	filters: [
		{ fieldname: "year", label: __("Year"), fieldtype: "Int" },
		{
			fieldname: "plan_of_type",
			label: __("Plan of a"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				...["Partnership Consortium", "Local Network", "Municipality"].map((value) => ({
					value,
					label: __(value),
				})),
			],
		},
		{
			fieldname: "stage",
			label: __("Stage"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				...["Draft", "Agreed", "Completed", "Cancelled"].map((value) => ({ value, label: __(value) })),
			],
		},
		{ fieldname: "municipality", label: __("Municipality"), fieldtype: "Link", options: "Municipality" },
		{ fieldname: "field_of_work", label: __("Field of Work"), fieldtype: "Link", options: "Field of Work" },
		{ fieldname: "overdue_only", label: __("Overdue Only"), fieldtype: "Check" },
	],

	formatter(value, row, column, data, default_formatter) {
		if (column.fieldname === "stage" && data) return __(data.stage);
		const text = default_formatter(value, row, column, data);
		if (column.fieldname === "plan_title" && data?.plan) {
			return `<a href="${frappe.utils.get_form_link("Joint Action Plan", data.plan)}">${text}</a>`;
		}
		return column.fieldname === "overdue" && data?.overdue ? `<span class="text-danger">${text}</span>` : text;
	},
};
