frappe.views.calendar["Representative Election"] = {
	field_map: {
		start: "voting_from",
		end: "voting_until",
		id: "name",
		title: "election_title",
		allDay: "allDay",
	},
	order_by: "voting_from",
	filters: [
		{ fieldtype: "Link", fieldname: "body", options: "Representative Body", label: __("Body") },
	],
};
