frappe.listview_settings["NGO Support Request"] = {
	hide_name_column: true,
	formatters: {
		escalation: (value) =>
			value ? `<span class="indicator-pill red filterable ellipsis">${__(value)}</span>` : "",
	},
};
