frappe.query_reports["NGOs with Potential Progress"] = {
	filters: [
		{
			fieldname: "programme_round",
			label: __("Round"),
			fieldtype: "Link",
			options: "Programme Round",
		},
		{
			fieldname: "stage",
			label: __("Stage"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("Selected, Active and Completed") },
				{ value: "Applied", label: __("Applied") },
				{ value: "Under Assessment", label: __("Under Assessment") },
				{ value: "Selected", label: __("Selected") },
				{ value: "Not Selected", label: __("Not Selected") },
				{ value: "Active", label: __("Active") },
				{ value: "Completed", label: __("Completed") },
				{ value: "Withdrawn", label: __("Withdrawn") },
			],
		},
		{
			fieldname: "mentor",
			label: __("Mentor"),
			fieldtype: "Link",
			options: "User",
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
		const is_late = column.fieldname === "overdue" && data?.overdue;
		return is_late ? `<span class="text-danger">${shown}</span>` : shown;
	},
};
