frappe.query_reports["Indicator Evidence"] = {
	filters: [
		{
			fieldname: "indicator",
			label: __("Indicator"),
			fieldtype: "Link",
			options: "Project Indicator",
		},
		{
			fieldname: "reporting_period",
			label: __("Reporting Period"),
			fieldtype: "Link",
			options: "Reporting Period",
		},
		{
			fieldname: "reading",
			label: __("Reading"),
			fieldtype: "Link",
			options: "Indicator Reading",
		},
		{
			fieldname: "group_by",
			label: __("Group By"),
			fieldtype: "Select",
			options: ["", "Municipality", "Administrative Unit", "Field of Work", "Legal Form"],
		},
		{
			fieldname: "compare",
			label: __("What Has Changed Since"),
			fieldtype: "Check",
		},
	],
};
