frappe.query_reports["Need to Outcome"] = {
	filters: [
		{ fieldname: "municipality", label: __("Municipality"), fieldtype: "Link", options: "Municipality" },
		{ fieldname: "field_of_work", label: __("Field of Work"), fieldtype: "Link", options: "Field of Work" },
		{ fieldname: "local_network", label: __("Local Network"), fieldtype: "Link", options: "Local Network" },
		{
			fieldname: "stage",
			label: __("Stage"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("Accepted, In Action and Addressed") },
				{ value: "Accepted", label: __("Accepted") },
				{ value: "In Action", label: __("In Action") },
				{ value: "Addressed", label: __("Addressed") },
			],
		},
		{
			fieldname: "only",
			label: __("Only"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("All Needs") },
				{ value: "Orphans", label: __("Orphans: nothing answers them") },
				{ value: "Stalled", label: __("Stalled: nothing has moved") },
			],
		},
	],

	formatter(value, row, column, data, default_formatter) {
		if (column.fieldname !== "waits") return default_formatter(value, row, column, data);
		const labels = { Orphans: [__("Orphan"), "red"], Stalled: [__("Stalled"), "orange"] };
		if (!labels[value]) return "";
		const [label, colour] = labels[value];
		return `<span class="indicator-pill ${colour}">${label}</span>`;
	},
};
