frappe.query_reports["Project Spending"] = {
	filters: [
		{
			fieldname: "project",
			label: __("Funded Project"),
			fieldtype: "Link",
			options: "Funded Project",
		},
	],
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname !== "remaining" || !data || data.remaining >= 0) return shown;
		return `<span class="text-danger">${shown}</span>`;
	},
};
