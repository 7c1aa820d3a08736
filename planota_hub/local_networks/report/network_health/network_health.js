frappe.query_reports["Network Health"] = {
	filters: [
		{
			fieldname: "status",
			label: __("Status"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "New", label: __("New") },
				{ value: "Living", label: __("Living") },
				{ value: "Dormant", label: __("Dormant") },
				{ value: "Closed", label: __("Closed") },
			],
		},
		{ fieldname: "coordinator", label: __("Coordinator"), fieldtype: "Link", options: "User" },
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		const is_late = column.fieldname === "overdue_decisions" && data?.overdue_decisions;
		const sleeps = column.fieldname === "status" && data?.status === "Dormant";
		return is_late || sleeps ? `<span class="text-danger">${shown}</span>` : shown;
	},
};
