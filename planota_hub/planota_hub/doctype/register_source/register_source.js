// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Register Source", {
	refresh(frm) {
		if (frm.is_new() || frm.doc.disabled || !frappe.model.can_create("Register Import")) return;
		frm.add_custom_button(__("New Import"), () =>
			frappe.new_doc("Register Import", { register_source: frm.doc.name })
		).addClass("btn-primary");
	},
});
