// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Support Entry", {
	refresh(frm) {
		frm.disable_save();
		frm.set_intro(__("Written by its source document only. Change the hours there."), "blue");
	},
});
