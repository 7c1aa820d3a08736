frappe.listview_settings["Development Plan Template"] = { hide_name_column: true };
