// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Event Series"] = {
	hide_name_column: true,
};
