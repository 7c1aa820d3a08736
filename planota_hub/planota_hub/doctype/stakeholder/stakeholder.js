// SPDX-License-Identifier: GPL-3.0-only
frappe.ui.form.on("Stakeholder", {
	refresh(frm) {
		frappe.dynamic_link = { doc: frm.doc, fieldname: "name", doctype: frm.doctype };
		if (frm.is_new()) {
			frappe.contacts.clear_address_and_contact(frm);
		} else {
			frappe.contacts.render_address_and_contact(frm);
		}
	},

	stakeholder_type(frm) {
		// the sector follows from the type on saving; only Other leaves the choice
		frm.set_value("sector", "");
	},
});
