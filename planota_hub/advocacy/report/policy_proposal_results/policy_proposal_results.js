frappe.query_reports["Policy Proposal Results"] = {
	filters: [
		{ fieldname: "from_date", label: __("Submitted From"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("Submitted To Date"), fieldtype: "Date" },
		{
			fieldname: "group_by",
			label: __("Group By"),
			fieldtype: "Select",
			options: [
				{ value: "Owner", label: __("Owner") },
				{ value: "Level", label: __("Level") },
				{ value: "Year", label: __("Year") },
				{ value: "Proposal", label: __("Proposal") },
			],
			default: "Owner",
			reqd: 1,
		},
		{ fieldname: "owner_stakeholder", label: __("Owner"), fieldtype: "Link", options: "Stakeholder" },
		{
			fieldname: "level",
			label: __("Level"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "Local", label: __("Local") },
				{ value: "Regional", label: __("Regional") },
				{ value: "National", label: __("National") },
				{ value: "European", label: __("European") },
			],
		},
		{ fieldname: "municipality", label: __("Municipality"), fieldtype: "Link", options: "Municipality" },
		{ fieldname: "field_of_work", label: __("Field of Work"), fieldtype: "Link", options: "Field of Work" },
	],
};
