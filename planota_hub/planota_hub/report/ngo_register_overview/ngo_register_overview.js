frappe.query_reports["NGO Register Overview"] = {
	filters: [
		{
			fieldname: "group_by",
			label: __("Group By"),
			fieldtype: "Select",
			options: [
				{ value: "Municipality", label: __("Municipality") },
				{ value: "Administrative Unit", label: __("Administrative Unit") },
				{ value: "Statistical Region", label: __("Statistical Region") },
				{ value: "Field of Work", label: __("Field of Work") },
				{ value: "Legal Form", label: __("Legal Form") },
				{ value: "Stage", label: __("Stage") },
			],
			default: "Municipality",
			reqd: 1,
		},
		{
			fieldname: "stage",
			label: __("Stage"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "Submitted", label: __("Submitted") },
				{ value: "Verified", label: __("Verified") },
				{ value: "Inactive", label: __("Inactive") },
				{ value: "Rejected", label: __("Rejected") },
			],
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
		{
			fieldname: "statistical_region",
			label: __("Statistical Region"),
			fieldtype: "Link",
			options: "Statistical Region",
		},
		{
			fieldname: "field_of_work",
			label: __("Field of Work"),
			fieldtype: "Link",
			options: "Field of Work",
		},
		{
			fieldname: "legal_form",
			label: __("Legal Form"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "Association", label: __("Association") },
				{ value: "Private Institute", label: __("Private Institute") },
				{ value: "Foundation", label: __("Foundation") },
				{ value: "Federation", label: __("Federation") },
				{ value: "Other", label: __("Other") },
			],
		},
		{
			fieldname: "public_interest_status",
			label: __("Public-Interest Status"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "With status", label: __("With status") },
				{ value: "Without status", label: __("Without status") },
				{ value: "Expiring", label: __("Expiring") },
			],
		},
	],
};
