// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Development Plan Template"] = { hide_name_column: true };
