frappe.query_reports["Campaign Scorecard"] = {
	filters: [
		{ fieldname: "from_date", label: __("From Date"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("To Date"), fieldtype: "Date" },
		{
			fieldname: "stage",
			label: __("Stage"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "Draft", label: __("Draft") },
				{ value: "Approved", label: __("Approved") },
				{ value: "Active", label: __("Active") },
				{ value: "Suspended", label: __("Suspended") },
				{ value: "Evaluated", label: __("Evaluated") },
				{ value: "Closed", label: __("Closed") },
			],
		},
		{ fieldname: "field_of_work", label: __("Field of Work"), fieldtype: "Link", options: "Field of Work" },
		{ fieldname: "municipality", label: __("Municipality"), fieldtype: "Link", options: "Municipality" },
		{ fieldname: "responsible", label: __("Responsible Person"), fieldtype: "Link", options: "User" },
	],

	formatter(value, row, column, data, format) {
		const { fieldname } = column;
		if (fieldname === "campaign_title" && data?.campaign) {
			const title = frappe.utils.escape_html(value);
			return `<a href="${frappe.utils.get_form_link("Advocacy Campaign", data.campaign)}">${title}</a>`;
		}
		if (fieldname === "stage" && data?.stage) return __(data.stage);
		if (fieldname !== "shift" || !value) return format(value, row, column, data);
		const number = format_number(value, null, 2);
		const colour = value > 0 ? "green" : "red";
		return `<div style="text-align: right; color: var(--${colour}-600)">${value > 0 ? "+" : ""}${number}</div>`;
	},
};
