// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Survey Answer"] = {
	hide_name_column: true,
};
