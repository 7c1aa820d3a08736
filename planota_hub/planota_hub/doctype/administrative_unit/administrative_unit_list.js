// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Administrative Unit"] = {
	hide_name_column: true,
};
