frappe.views.calendar["Hub Exchange"] = {
	field_map: {
		start: "exchange_date",
		end: "exchange_date",
		id: "name",
		title: "exchange_title",
		allDay: 1,
	},
	order_by: "exchange_date",
	get_events_method: "frappe.desk.calendar.get_events",
};
