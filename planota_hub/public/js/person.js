// SPDX-License-Identifier: GPL-3.0-only
// The form of a Contact: the page with everything about the person, and who is probably the same one

frappe.ui.form.on("Contact", {
	refresh(frm) {
		if (frm.is_new() || !frappe.model.can_read("NGO")) return;
		frm.add_custom_button(__("Everything About This Person"), () =>
			frappe.set_route("person", frm.doc.name)
		);
	},
});
