frappe.query_reports["Programme Inclusion"] = {
	filters: [
		{
			fieldname: "regional_programme",
			label: __("Regional Programme"),
			fieldtype: "Link",
			options: "Regional Programme",
		},
		{
			fieldname: "programme_type",
			label: __("Type"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				...[
					"Regional Development Programme",
					"Regional Implementation Plan",
					"Local Development Strategy",
					"Municipal Programme",
					"National Programme",
					"Other",
				].map((value) => ({ value, label: __(value) })),
			],
		},
		{ fieldname: "field_of_work", label: __("Field of Work"), fieldtype: "Link", options: "Field of Work" },
		{ fieldname: "municipality", label: __("Municipality"), fieldtype: "Link", options: "Municipality" },
	],
};
