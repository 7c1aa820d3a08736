frappe.query_reports["Consortium Sector Balance"] = {
	filters: [
		{
			fieldname: "as_of",
			label: __("As Of"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
			reqd: 1,
		},
		{
			fieldname: "balance",
			label: __("Sector Balance"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "Passed", label: __("Passed") },
				{ value: "Failed", label: __("Failed") },
			],
		},
		{
			fieldname: "stage",
			label: __("Stage"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				...["Initiated", "Forming", "Agreement Signed", "Active", "Closed"].map((value) => ({
					value,
					label: __(value),
				})),
			],
		},
		{ fieldname: "field_of_work", label: __("Field of Work"), fieldtype: "Link", options: "Field of Work" },
		{ fieldname: "municipality", label: __("Municipality"), fieldtype: "Link", options: "Municipality" },
	],

	formatter(value, row, column, data, default_formatter) {
		if (column.fieldname === "stage" && data) return __(data.stage);
		if (column.fieldname === "balance" && data) {
			const colour = data.balance === "Passed" ? "green" : "red";
			return `<span class="indicator-pill ${colour}">${__(data.balance)}</span>`;
		}
		const text = default_formatter(value, row, column, data);
		if (column.fieldname !== "consortium_name" || !data?.consortium) return text;
		return `<a href="${frappe.utils.get_form_link("Partnership Consortium", data.consortium)}">${text}</a>`;
	},
};
