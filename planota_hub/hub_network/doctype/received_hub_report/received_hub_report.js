// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Received Hub Report", {
	refresh(frm) {
		frm.disable_save();
	},
});
