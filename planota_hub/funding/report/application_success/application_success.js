frappe.query_reports["Application Success"] = {
	filters: [
		{ fieldname: "from_date", label: __("From Date"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("To Date"), fieldtype: "Date" },
		{
			fieldname: "group_by",
			label: __("Group By"),
			fieldtype: "Select",
			options: [
				{ value: "Funder", label: __("Funder") },
				{ value: "Funding Call", label: __("Funding Call") },
				{ value: "NGO", label: __("NGO") },
				{ value: "Municipality", label: __("Municipality") },
				{ value: "Main Field of Work", label: __("Main Field of Work") },
				{ value: "Legal Form", label: __("Legal Form") },
				{ value: "Year", label: __("Year") },
			],
			default: "Funder",
			reqd: 1,
		},
		{ fieldname: "funder", label: __("Funder"), fieldtype: "Link", options: "Stakeholder" },
		{ fieldname: "ngo", label: __("NGO"), fieldtype: "Link", options: "NGO" },
		{
			fieldname: "municipality",
			label: __("Municipality"),
			fieldtype: "Link",
			options: "Municipality",
		},
		{ fieldname: "only_helped", label: __("Only with Help of the Hub"), fieldtype: "Check" },
	],
};
