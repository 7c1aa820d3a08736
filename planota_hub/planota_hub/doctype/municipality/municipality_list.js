frappe.listview_settings["Municipality"] = {
	hide_name_column: true,
};
