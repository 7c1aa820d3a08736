frappe.views.calendar["Advocacy Campaign"] = {
	field_map: {
		start: "starts_on",
		end: "ends_on",
		id: "name",
		title: "campaign_title",
		allDay: "allDay",
	},
	gantt: true,
	order_by: "starts_on",
	filters: [{ fieldtype: "Link", fieldname: "responsible", options: "User", label: __("Responsible Person") }],
};
