frappe.query_reports["Support Delivered"] = {
	filters: [
		{
			fieldname: "from_date",
			label: __("From Date"),
			fieldtype: "Date",
			default: frappe.datetime.year_start(),
		},
		{
			fieldname: "to_date",
			label: __("To Date"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
		},
		{
			fieldname: "group_by",
			label: __("Group By"),
			fieldtype: "Select",
			options: [
				{ value: "NGO", label: __("NGO") },
				{ value: "Municipality", label: __("Municipality") },
				{ value: "Administrative Unit", label: __("Administrative Unit") },
				{ value: "Field of Work", label: __("Field of Work") },
				{ value: "Kind", label: __("Kind") },
				{ value: "Month", label: __("Month") },
			],
			default: "NGO",
			reqd: 1,
		},
		{
			fieldname: "kind",
			label: __("Kind"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "Workshop", label: __("Workshop") },
				{ value: "Mentoring", label: __("Mentoring") },
				{ value: "Counselling", label: __("Counselling") },
				{ value: "Information", label: __("Information") },
				{ value: "Application Help", label: __("Application Help") },
				{ value: "Report Help", label: __("Report Help") },
			],
		},
		{ fieldname: "ngo", label: __("NGO"), fieldtype: "Link", options: "NGO" },
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
		{
			fieldname: "field_of_work",
			label: __("Field of Work"),
			fieldtype: "Link",
			options: "Field of Work",
		},
	],
};
