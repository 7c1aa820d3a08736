frappe.query_reports["Stakeholder Positions"] = {
	filters: [
		{ fieldname: "campaign", label: __("Campaign"), fieldtype: "Link", options: "Advocacy Campaign" },
		{ fieldname: "stakeholder", label: __("Stakeholder"), fieldtype: "Link", options: "Stakeholder" },
		{ fieldname: "on_date", label: __("On the Day"), fieldtype: "Date" },
	],

	formatter(value, row, column, data, format) {
		const text = format(value, row, column, data);
		if (!["support", "first_support", "shift"].includes(column.fieldname) || !value) return text;
		return `<span style="color: var(--${value > 0 ? "green" : "red"}-600)">${value > 0 ? "+" : ""}${text}</span>`;
	},
};
