frappe.listview_settings["Statistical Region"] = {
	hide_name_column: true,
};
