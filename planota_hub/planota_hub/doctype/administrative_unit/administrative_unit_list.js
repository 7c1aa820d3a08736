frappe.listview_settings["Administrative Unit"] = {
	hide_name_column: true,
};
