frappe.query_reports["Mandates Expiring"] = {
	filters: [
		{
			fieldname: "days",
			label: __("In the Next Days"),
			fieldtype: "Int",
			description: __("Empty: as many as Hub Settings say"),
		},
		{ fieldname: "body", label: __("Body"), fieldtype: "Link", options: "Representative Body" },
		{ fieldname: "ngo", label: __("NGO"), fieldtype: "Link", options: "NGO" },
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		const unattended = data && !data.successor && !data.election;
		return column.fieldname === "days_left" && unattended
			? `<span class="text-danger">${shown}</span>`
			: shown;
	},
};
