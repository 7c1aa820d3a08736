// SPDX-License-Identifier: GPL-3.0-only
frappe.listview_settings["Need Endorsement"] = { hide_name_column: true };
