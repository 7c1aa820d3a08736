frappe.listview_settings["Need Endorsement"] = { hide_name_column: true };
